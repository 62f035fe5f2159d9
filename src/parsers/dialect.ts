import type { Glimpser } from "../grammar/glimpse-runtime.ts";
import type { Instant } from "./events.ts";

/**
 * Reads one line of a decoded chunk. `text` is the chunk as latin1, so string indices are byte offsets into `bytes`;
 * the line starts at `from` and the byte at its end is LF (a scanner stops on it). Returns undefined when the line is
 * not this scanner's; `end()` is then meaningless, otherwise the offset of the line's LF.
 */
export interface Scanner<T> {
  (text: string, bytes: Uint8Array, from: number): T | undefined;
  end(): number;
}

export type { Glimpser } from "../grammar/glimpse-runtime.ts";
export { hashOfText, hashOfWords, head as glimpseHead, keyWords } from "../grammar/glimpse-runtime.ts";
export * as settling from "./settle-layout.ts";

/** Turns a stamp as logged into an instant. Missing year and zone are its business, not the grammar's. */
export interface Clock {
  /**
   * The instant of a stamp, ms since the epoch.
   *
   * @param stamp as logged: `2026-01-08 13:18:54`, with `.123` and ` +0100` when there, `Jan 08 14:00:39`,
   *   `2026-01-08T14:20:00.404589+00:00`; `""` for a line without one (then the previous instant of the source).
   * @param offset byte offset of the line in its source (a missing year depends on the place in the file).
   * @param bytes with `from`: where the stamp stands, for those who know it. A stamp that is repeated, as most are on a
   *   busy server, is then known without being read again.
   */
  instant(stamp: string, offset: number, bytes?: Uint8Array, from?: number): Instant;
}

/**
 * One kind of log line. `read` runs the scanner and resolves the event's instant.
 * Order in the registry is the order of trial for a line whose dialect is not known yet.
 */
export interface Dialect<E> {
  readonly name: string;
  /**
   * `partial`, a `…other` kind and a known kind are told apart by {@link share}. Without `forSource`, a line with a stamp
   * of its own is never taken into the record above it: ranges of a file begin there.
   */
  read(text: string, bytes: Uint8Array, from: number, clock: Clock, offset: number): E | undefined;
  /**
   * Offset of the LF of the line that `read` accepted last. A record of several lines (a reject log record with its
   * headers, a journal's export) ends at the LF of its last line; the lines behind its first count as continuation.
   * Where the next line of a text begins: `nextLine` of records.ts.
   */
  end(): number;
  /**
   * Right after `read`: the record reaches the end of the text and more of it may follow. The engine then carries it
   * over to the next chunk, as it does a cut line, and reads it again; it does not ask at the end of a source, nor
   * where the record is longer than `longestRecord` of records.ts. A dialect with records of several lines has this
   * method, and stops at that length by itself: then the cutting into chunks makes no difference.
   */
  open?(): boolean;
  /**
   * Right after `read`, also when it gave nothing: it looked behind the end of the text for more of the line (the other
   * parts of an entry that syslog split). The engine carries the line over, as with `open`.
   */
  waits?(): boolean;
  /**
   * Right after `read` gave nothing: the line is part of a record above, with lines of others in between; the offset
   * at which that record was read. Undefined: it is part of none.
   */
  joined?(): number | undefined;
  /** Names of the dialects that its lines were of, when it hands what it reads to others; for one source. */
  names?(): readonly string[];
  /**
   * Right after `read`: the record has more than one line. Without this method the engine looks for line ends itself
   * in each record of a dialect that has `open`.
   */
  several?(): boolean;
  /**
   * Right after `read`, also when it gave nothing: the line as the program wrote it, when its envelope encodes it
   * (JSON); undefined when it stands in the log as it was written. Evidence quotes it.
   */
  said?(): string | undefined;
  /**
   * A reader of its own for one source, of a dialect that remembers (the parts of a split syslog entry). The same line
   * may be read twice in a row, with the same offset: when its year had to be found out, or more of it to be fetched.
   */
  forSource?(): Dialect<E>;
  /**
   * Something that glimpses at lines (engine/fold.ts) instead of reading them, for one reader at a time. What it finds
   * of a line is what `read` finds, and the line is `recognised` and alone; a line of which it finds nothing is read.
   *
   * @param size bytes of a chunk
   */
  glimpser?(size: number): Glimpser;
  /** The stamp of a line as logged, or undefined; used by the pass that finds missing years and by segments. */
  stamp(text: string, bytes: Uint8Array, from: number): string | undefined;
  /** An unstamped line that belongs to the record above it (rejectlog headers, second lines of configuration errors). */
  continues(text: string, bytes: Uint8Array, from: number): boolean;
  /** A line that another program wrote into the same stream (syslog: `Jan  8 … host sshd[1]: …`). */
  foreign(text: string, bytes: Uint8Array, from: number): boolean;
  /** A line that nobody understands, or the beginning of one, without the passwords that it may hold: some of these are kept. */
  masked?(line: string): string;
  /** What an event counts as under coverage. */
  share(event: E): "recognised" | "partial" | "unknown";
}
