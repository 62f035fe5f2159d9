import type { Glimpse, LineRef } from "../../engine/fold.ts";
import type { Instant } from "../../parsers/events.ts";
import { hashOfText, settling } from "../../parsers/glimpse.ts";
import { CAP, type Kept, keep } from "../evidence.ts";
import { fieldBegin, fieldEnd, lineBegin, lineEnd } from "../glimpse.ts";

const { REACHED_SLOTS: SLOTS, REACHED_TEXT_SIZE: TEXT, NEVER } = settling;
const HOUR = 3_600_000;

/** A slot in words: one line of the processor's cache. The module that settles lines has the same (parsers/settle-layout.ts). */
const STRIDE = 16;
const ORIGIN = 1;
const LENGTH = 2;
const NAME = 3;
const NAME_LENGTH = 4;
/** In pairs of words. */
const OFFSET = 4;
const RANGE = 5;
const LINE = 6;

/**
 * Late deliveries by recipient. Numbers and bytes only: of a busy host's log nearly every delivery goes in, and objects
 * that live that long are what garbage collection takes its time with.
 */
export interface ReachedTable {
  /** A slot: the hour since 1970 (NEVER: there is none), and ms within it. */
  readonly when: Int32Array;
  /** A slot: index in `origins`, length of the line, place and length of the recipient in it. */
  readonly words: Int32Array;
  /** The same memory in pairs of words: offset, start of the range and line in it. */
  readonly pairs: Float64Array;
  readonly origins: Pick<Kept, "source" | "log">[];
  /** The line of each slot, cut to CAP bytes. */
  readonly text: Uint8Array;
  /** Recipients that do not stand in the kept part of their line, by slot; their length is 0 there. */
  readonly recipients: Map<number, string>;
}

/** What has the table. */
interface Holder {
  readonly reached: ReachedTable;
}

/** A delivery to a recipient. */
export interface Reached {
  readonly recipient: string;
  readonly line: Kept;
}

export function noneReached(): ReachedTable {
  const buffer = new ArrayBuffer(SLOTS * STRIDE * 4);
  const when = new Int32Array(2 * SLOTS);
  for (let slot = 0; slot < SLOTS; slot++) when[2 * slot] = NEVER;
  return {
    when,
    words: new Int32Array(buffer),
    pairs: new Float64Array(buffer),
    origins: [],
    text: new Uint8Array(SLOTS * TEXT),
    recipients: new Map(),
  };
}

const slotOf = (address: string): number => hashOfText(address) & (SLOTS - 1);

/**
 * Remembers that mail reached this recipient: where a path built from the recipient's address was refused and a message
 * lost, a later one that arrived shows the mend. A table of fixed size: of a slot the first delivery of the latest hour
 * stays, whatever the order of the lines; a recipient that is pushed out proves nothing, which is the safe side.
 */
export function rememberReached({ reached }: Holder, recipient: string, at: Instant, line: LineRef): void {
  const slot = slotOf(recipient);
  const place = byTime(reached, slot, at);
  if (place > 0 || (place === 0 && isBefore(recipient, line, reached, slot)))
    putNamed(reached, slot, { recipient, line: keep(line, at) });
}

/** The same of a recipient that stands in a glimpse. */
export function rememberReachedIn({ reached }: Holder, glimpse: Glimpse, field: number, line: LineRef): void {
  const { bytes, at, names } = glimpse;
  const from = fieldBegin(glimpse, field);
  const to = fieldEnd(glimpse, field);
  const slot = names.hash(from, to) & (SLOTS - 1);
  const place = byTime(reached, slot, at);
  if (place < 0 || (place === 0 && !isBefore(bytes.toString("latin1", from, to), line, reached, slot))) return;
  const begin = lineBegin(glimpse);
  const end = Math.min(lineEnd(glimpse), begin + CAP);
  put(reached, slot, line, at, bytes, begin, end);
  if (to <= end) {
    reached.words[slot * STRIDE + NAME] = from - begin;
    reached.words[slot * STRIDE + NAME_LENGTH] = to - from;
  } else reached.recipients.set(slot, bytes.toString("latin1", from, to));
}

const hourIn = ({ when }: ReachedTable, slot: number): number => when[2 * slot] ?? NEVER;
const instantIn = ({ when }: ReachedTable, slot: number): Instant =>
  (when[2 * slot] ?? 0) * HOUR + (when[2 * slot + 1] ?? 0);

/** Above 0 when a delivery takes the place of the one in its slot, below when it does not; 0: of one instant. */
function byTime(reached: ReachedTable, slot: number, at: Instant): number {
  const later = Math.floor(at / HOUR) - hourIn(reached, slot);
  return later === 0 ? instantIn(reached, slot) - at : later;
}

/** Of two deliveries at one instant: whether it comes before the one in the slot, by recipient, then by place. */
function isBefore(recipient: string, { source, offset }: Place, reached: ReachedTable, slot: number): boolean {
  const held = recipientIn(reached, slot);
  if (recipient !== held) return recipient < held;
  const heldSource = reached.origins[reached.words[slot * STRIDE + ORIGIN] ?? 0]?.source ?? "";
  if (source !== heldSource) return source < heldSource;
  return offset < (reached.pairs[(slot * STRIDE) / 2 + OFFSET] ?? 0);
}

type Place = Pick<Kept, "source" | "log" | "offset" | "rangeStart" | "lineInRange">;

function put(
  reached: ReachedTable,
  slot: number,
  place: Place,
  at: Instant,
  bytes: Uint8Array,
  begin: number,
  end: number,
): void {
  const { words, pairs } = reached;
  const length = end - begin;
  const word = slot * STRIDE;
  const pair = word / 2;
  const hour = Math.floor(at / HOUR);
  reached.when[2 * slot] = hour;
  reached.when[2 * slot + 1] = at - hour * HOUR;
  words[word + ORIGIN] = originOf(reached, place.source, place.log);
  words[word + LENGTH] = length;
  words[word + NAME_LENGTH] = 0;
  if (reached.recipients.size > 0) reached.recipients.delete(slot);
  pairs[pair + OFFSET] = place.offset;
  pairs[pair + RANGE] = place.rangeStart;
  pairs[pair + LINE] = place.lineInRange;
  // Not set(subarray()): the object that this makes takes longer than so few bytes.
  const { text } = reached;
  const to = slot * TEXT - begin;
  for (let from = begin; from < end; from++) text[to + from] = bytes[from] ?? 0;
}

function putNamed(reached: ReachedTable, slot: number, { recipient, line }: Reached): void {
  const bytes = Buffer.from(line.text.slice(0, CAP), "latin1");
  put(reached, slot, line, line.at, bytes, 0, bytes.length);
  reached.recipients.set(slot, recipient);
}

/** Sources are few, and nearly always the last one comes again. */
export function originOf({ origins }: ReachedTable, source: string, log: string): number {
  for (let at = origins.length - 1; at >= 0; at--)
    if (origins[at]?.source === source && origins[at]?.log === log) return at;
  return origins.push({ source, log }) - 1;
}

function textIn({ text }: ReachedTable, from: number, length: number): string {
  return Buffer.from(text.buffer, text.byteOffset + from, length).toString("latin1");
}

function recipientIn(reached: ReachedTable, slot: number): string {
  const { words } = reached;
  const word = slot * STRIDE;
  const length = words[word + NAME_LENGTH] ?? 0;
  if (length === 0) return reached.recipients.get(slot) ?? "";
  return textIn(reached, slot * TEXT + (words[word + NAME] ?? 0), length);
}

function reachedIn(reached: ReachedTable, slot: number): Reached | null {
  const { words, pairs, origins } = reached;
  const word = slot * STRIDE;
  if (hourIn(reached, slot) === NEVER) return null;
  const { source = "", log = "" } = origins[words[word + ORIGIN] ?? 0] ?? {};
  const line = {
    source,
    log,
    offset: pairs[word / 2 + OFFSET] ?? 0,
    rangeStart: pairs[word / 2 + RANGE] ?? 0,
    lineInRange: pairs[word / 2 + LINE] ?? 0,
    at: instantIn(reached, slot),
    text: textIn(reached, slot * TEXT, words[word + LENGTH] ?? 0),
  };
  return { recipient: recipientIn(reached, slot), line };
}

export function mergeReached({ reached: into }: Holder, { reached: other }: Holder): void {
  for (let slot = 0; slot < SLOTS; slot++) {
    const theirs = reachedIn(other, slot);
    if (theirs === null) continue;
    const place = byTime(into, slot, theirs.line.at);
    if (place > 0 || (place === 0 && isBefore(theirs.recipient, theirs.line, into, slot))) putNamed(into, slot, theirs);
  }
}

/** The table for writing out, and read again. */
export function reachedEntries(reached: ReachedTable): readonly Reached[] {
  return Array.from({ length: SLOTS }, (_, slot) => reachedIn(reached, slot)).filter((one) => one !== null);
}

export function reachedOf(entries: readonly Reached[]): ReachedTable {
  const reached = noneReached();
  for (const entry of entries) putNamed(reached, slotOf(entry.recipient), entry);
  return reached;
}

/** The same deliveries in the tables given, in which there are none. */
export function movedTo(
  reached: ReachedTable,
  tables: Pick<ReachedTable, "when" | "words" | "pairs" | "text">,
): ReachedTable {
  tables.when.set(reached.when);
  for (let slot = 0; slot < SLOTS; slot++) {
    if (hourIn(reached, slot) === NEVER) continue;
    const word = slot * STRIDE;
    tables.words.set(reached.words.subarray(word, word + STRIDE), word);
    const [from, length] = [slot * TEXT, reached.words[word + LENGTH] ?? 0];
    tables.text.set(reached.text.subarray(from, from + length), from);
  }
  return { ...reached, ...tables };
}

/** A late delivery to this recipient, if it is known. */
export function reachedAt({ reached }: Holder, recipient: string): Kept | null {
  const slot = slotOf(recipient);
  return recipientIn(reached, slot) === recipient ? (reachedIn(reached, slot)?.line ?? null) : null;
}
