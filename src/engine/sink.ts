import type { Share } from "./dialects.ts";
import type { GlimpseSink } from "./glimpsing.ts";
import type { Unread } from "./line-above.ts";
import type { CurrentLine } from "./lines.ts";

/** Who takes what was read. The line is valid during the call. */
export interface Sink<E> {
  event(event: E, line: CurrentLine, share: Share): void;
  /** A line that counts as unrecognised; after `event` when it is one. Who takes none of these has no such method. */
  unrecognised?(line: CurrentLine): void;
  /**
   * A line that no dialect reads: part of a record above it, another program's, or nobody's (then before `unrecognised`).
   *
   * @param record offset of the record that a continuation is part of, where lines of others stand in between.
   */
  unread?(line: CurrentLine, as: Unread, record?: number): void;
  /** Takes lines without their events, where nobody asks for these. */
  readonly glimpses?: GlimpseSink<CurrentLine> | undefined;
}
