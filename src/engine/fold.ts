import type { Instant } from "../parsers/events.ts";

/**
 * How events meet state. A fold is a commutative monoid: any cutting of the logs and any order of the files gives
 * equal state, so threads, machines and incremental runs are one mechanism. State is plain JSON (or Maps that
 * `toJSON`/`fromJSON` of the fold translate). Use minima, maxima, sums and sets; never "the previous event".
 */
export interface Fold<S, E extends { readonly kind: string }> {
  readonly id: string;
  readonly kinds: readonly E["kind"][];
  /** Of these of its kinds a glimpse is enough. When it is for every fold of the run, no event is built. */
  readonly glimpses?: GlimpseTaker<NoInfer<S>> | undefined;
  /** A state of no events; a new one at each call. */
  create(): S;
  /** Takes an event of one of `kinds` into the state. */
  observe(state: S, event: E, line: LineRef): void;
  /** Adds `other` into `into`; `other` must not be used afterwards. */
  merge(into: S, other: S): void;
  /** Plain JSON, from which `revive` gives an equal state. */
  toJSON(state: S): unknown;
  /** The state, from what `toJSON` gave. */
  revive(json: unknown): S;
  /** How it keeps a share of what would be too much. */
  readonly limited?: Limited<NoInfer<S>> | undefined;
  /** A quicker way from one thread of a run to another than JSON and `merge`. */
  readonly handover?: Handover<NoInfer<S>> | undefined;
}

// biome-ignore lint/suspicious/noExplicitAny: folds of one run hold states of any shape
export type AnyFold = Fold<any, any>;

/** A state that holds so many entries at most: of more it keeps one half, a quarter …, the same ones in every state. */
export interface Limited<S> {
  held(state: S): { readonly entries: number; readonly halvings: number; readonly limit: number };
  /** Keeps the share of so many halvings, when that is smaller than what it keeps. */
  halve(state: S, halvings: number): void;
}

/** How a state goes to another thread: to `attach` all pieces of it, in their order, is the same as to `merge` it. */
export interface Handover<S> {
  /** The state in pieces, some of it at a time; it must not be used afterwards. */
  detach(state: S): Iterable<Detached>;
  /** Adds a piece, as structured clone made it of its `parts`. */
  attach(into: S, parts: unknown): void;
}

/** A piece of a state. */
export interface Detached {
  /** Plain data that structured clone can copy. */
  readonly parts: unknown;
  /** Of these the memory is moved and not copied. */
  readonly buffers: readonly ArrayBuffer[];
}

/**
 * A line of which the kind, the instant and the places of some fields are known, and nothing was built: what is not
 * asked for costs nothing. Where the fields stand in a record: the generated modules beside the scanners.
 */
export interface Glimpse {
  /** As the generated module numbers the kinds. */
  readonly code: number;
  readonly at: Instant;
  /** Index in `words` of the record's first word. */
  readonly record: number;
  /** Records; other ones than the present stay as they are until `release`. */
  readonly words: Int32Array;
  /** What the words are offsets into. */
  readonly bytes: Buffer;
  readonly names: GlimpseNames;
}

/** Functions on texts in `bytes`, given from the first byte to behind the last. One object for all glimpses of a thread. */
export interface GlimpseNames {
  /** The same as `hashOfText` of the text. */
  hash(from: number, to: number): number;
  /** A number for a text that may come again: from 1, the same for the same text; 0 for one that gets none. */
  name(from: number, to: number): number;
  /** The number of what is behind the last `@`; -1 when there is nothing. */
  domain(from: number, to: number): number;
}

/** Takes lines without their events. What is judged of the state must be what the lines' events would have given. */
export interface GlimpseTaker<S> {
  readonly kinds: readonly string[];
  take(state: S, glimpse: Glimpse, line: LineRef): void;
  /** Records and text go away now: copy what is only pointed at. Called in between as often as the engine likes. */
  release(state: S): void;
  /** For who need not see the lines that say nothing new (parsers/settle-layout.ts). */
  readonly settled?: SettledTaker<S> | undefined;
}

/** Takes what many lines come to. Of a kind that everybody takes so, `take` gets those lines only that are left over. */
export interface SettledTaker<S> {
  /** Adds what lines of one log and minute come to. */
  count?(state: S, sums: SettledSums, log: string): void;
  /** A line names something that was not met before; it is not taken for that. */
  meet?(state: S, glimpse: Glimpse): void;
  /** Who keeps the messages of which the module has the lines; one fold of a run. */
  readonly keeper?: SettledKeeper<S> | undefined;
}

export interface SettledKeeper<S> {
  /** What is settled from here on is of this state, and of the line's log and source. */
  enter(state: S, module: SettlingModule, line: LineRef): void;
  /** Answers what the module cannot settle by itself. Returns whether the line can be settled now; else it is taken. */
  answer(state: S, module: SettlingModule, glimpse: Glimpse, line: LineRef): boolean;
  /** All who had to have met the names of the line, and now they are met. */
  met(module: SettlingModule, glimpse: Glimpse): void;
}

/** Numbers of lines that were settled. */
export interface SettledSums {
  readonly arrived: number;
  readonly delivered: number;
  /** Deliveries to another host, a part of `delivered`. */
  readonly sent: number;
  readonly authFailed: number;
  /** Sum of 16 bits of the hash of each line's message id. */
  readonly print: number;
  /** First and last instant of these lines. Not later than the minute of `at`; first is infinite when there is none. */
  readonly first: Instant;
  readonly last: Instant;
  /** Last instant of a message's line; minus infinity when there is none. */
  readonly messagesTo: Instant;
}

/** The module that settles, with its memory: parsers/settle-layout.ts says what stands where. */
export interface SettlingModule extends GlimpseNames {
  readonly words: Int32Array;
  readonly pairs: Float64Array;
  readonly bytes: Buffer;
  /** Whose messages it keeps. */
  owner: unknown;
  find(words: number, hash: number, length: number): number;
  empty(place: number): void;
}

/** Which line an event came from. Valid during `observe` only: copy what you keep. */
export interface LineRef {
  /** Name of the input as given (`mainlog`, `mainlog.2.gz`, `-`). */
  readonly source: string;
  /** The log that the source is a member of, rotation suffix and `.gz` removed: `mainlog`. One log is one voice in counting. */
  readonly log: string;
  /** Byte offset of the line's first byte in the decompressed text. */
  readonly offset: number;
  /** Start of the byte range being scanned, and the line's number in it, from 1. */
  readonly rangeStart: number;
  readonly lineInRange: number;
  /** The line's text, without LF, as latin1; a copy, safe to keep; capped at `cap` bytes (4,096 unless told). */
  text(cap?: number): string;
}

/** Turns a kept reference into a line number once every range's newline count is known. */
export interface LineNumbers {
  /** From 1. */
  lineOf(ref: { readonly source: string; readonly rangeStart: number; readonly lineInRange: number }): number;
}

/**
 * A copy of a text that a fold keeps. A piece of a string holds the whole string in memory (V8 makes it a slice), so a
 * kept message id would keep its whole chunk of the log.
 */
export function own(text: string): string {
  // A joined string is written out anew when it is cut; below 13 characters V8 copies anyway.
  return ` ${text}`.slice(1);
}
