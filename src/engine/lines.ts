/** Where a line stands. */
import { nextLine } from "../parsers/records.ts";
import type { Chunk } from "./chunk.ts";
import { type LineNumbers, type LineRef, own } from "./fold.ts";

const capDefault = 4096;

/** The line being read: one object a source, moved from line to line. */
export class CurrentLine implements LineRef {
  readonly source: string;
  log: string;
  offset = 0;
  rangeStart: number;
  lineInRange = 0;
  chunk: Chunk | undefined;
  /** What the program wrote, where the line encodes it; `undefined`: it stands here as it was written. */
  said: (() => string | undefined) | undefined;
  /** Whether the clocks showed the line's time twice, or never (clock.ts). */
  isOdd: (() => boolean) | undefined;
  /** In the chunk: first byte (behind a byte order mark), and LF (or the CR before it). Of a record, its first line. */
  from = 0;
  end = 0;
  /** In the chunk: the first byte of the next line. */
  next = 0;
  /** In the chunk: LF (or the CR before it) of a record's last line; of a single line the same as `end`. */
  recordEnd = 0;

  constructor(source: string, log: string, rangeStart = 0) {
    this.source = source;
    this.log = log;
    this.rangeStart = rangeStart;
  }

  text(cap = capDefault): string {
    const said = this.said?.();
    if (said !== undefined || this.chunk === undefined) return own((said ?? "").slice(0, cap));
    // Of a chunk that nobody decoded, the line alone.
    return this.chunk.bytes.toString("latin1", this.from, Math.min(this.end, this.from + cap));
  }

  /** As {@link text}, but a piece of the chunk: not to be kept. */
  piece(cap: number): string {
    const said = this.said?.();
    if (said !== undefined) return said.slice(0, cap);
    return this.chunk === undefined ? "" : this.chunk.text.slice(this.from, Math.min(this.end, this.from + cap));
  }

  /** All lines of the record as they stand in the log, as latin1, without the last one's end; a copy. */
  record(cap: number): string {
    if (this.chunk === undefined) return "";
    const { from, recordEnd } = this;
    let text = this.chunk.text.slice(from, Math.min(recordEnd, from + cap));
    for (const cr of recordEnd === this.end ? [] : this.chunk.crs)
      if (cr >= from && cr < from + text.length) text = `${text.slice(0, cr - from)}\r${text.slice(cr - from + 1)}`;
    return own(text);
  }

  /** The line, or all lines of the record, byte for byte, with its line ending if the source has one there. A copy. */
  raw(): Uint8Array {
    if (this.chunk === undefined) return new Uint8Array(0);
    const { text, bytes, offset, to, crs, unterminated, cut } = this.chunk;
    const start = this.offset - offset;
    const next = this.recordEnd === this.end ? this.next : nextLine(text, bytes, this.recordEnd);
    const added = next === to && (unterminated || cut) ? 1 : 0;
    const raw = new Uint8Array(bytes.subarray(start, next - added));
    // The CR was hidden, and the LF took its place.
    for (const cr of crs) if (cr >= start && cr < next) raw.set([13, 10].slice(0, raw.length - cr + start), cr - start);
    return raw;
  }
}

/** The lines of one byte range of a source. */
export interface Range {
  readonly start: number;
  readonly lines: number;
}

/** Line numbers from the ranges of every source, in whatever order they were read. */
export function lineNumbers(ranges: ReadonlyMap<string, readonly Range[]>): LineNumbers {
  const before = new Map<string, Map<number, number>>();
  for (const [source, all] of ranges) {
    let lines = 0;
    const starts = new Map<number, number>();
    for (const range of [...all].sort((a, b) => a.start - b.start)) {
      starts.set(range.start, lines);
      lines += range.lines;
    }
    before.set(source, starts);
  }
  return {
    lineOf: ({ source, rangeStart, lineInRange }) => (before.get(source)?.get(rangeStart) ?? 0) + lineInRange,
  };
}
