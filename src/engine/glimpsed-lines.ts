/** The lines of one source that are taken without being read. */
import type { Dialect } from "../parsers/dialect.ts";
import type { Instant } from "../parsers/events.ts";
import type { Chunk } from "./chunk.ts";
import type { SourceClock } from "./clock.ts";
import type { GlimpseSink, Glimpses } from "./glimpsing.ts";
import type { CurrentLine } from "./lines.ts";
import type { Segments } from "./segments.ts";
import { SettledLines } from "./settling.ts";

export class GlimpsedLines<E> {
  /** Lines that the last `take` took, and the first and last instant of them. */
  lines = 0;
  from: Instant = Number.POSITIVE_INFINITY;
  to: Instant = Number.NEGATIVE_INFINITY;
  readonly dialect: Dialect<E>;
  readonly #glimpses: Glimpses<E>;
  readonly #sink: GlimpseSink<CurrentLine>;
  readonly #clock: SourceClock;
  readonly #line: CurrentLine;
  readonly #segments: Segments | undefined;
  /** Of lines that say nothing new, when all folds are content with that. */
  readonly #settled: SettledLines<E> | undefined;
  readonly #release: () => void;

  constructor(
    glimpses: Glimpses<E>,
    sink: GlimpseSink<CurrentLine>,
    clock: SourceClock,
    line: CurrentLine,
    segments: Segments | undefined,
  ) {
    this.dialect = glimpses.dialect;
    this.#glimpses = glimpses;
    this.#sink = sink;
    this.#clock = clock;
    this.#line = line;
    this.#segments = segments;
    this.#release = () => sink.release();
    if (glimpses.settled !== 0) this.#settled = new SettledLines(glimpses, sink, clock, line, segments);
  }

  /** Whether lines of the chunk can be glimpsed at. */
  fits(chunk: Chunk): boolean {
    return this.#glimpses.fits(chunk);
  }

  begin(chunk: Chunk): void {
    this.#settled?.begin(chunk);
  }

  /** The chunk may be another one from here on. */
  end(): void {
    this.#settled?.flush();
    this.#release();
  }

  /**
   * Takes the lines of a chunk from `from` on, the first of which has `lines` before it.
   *
   * @returns where it stopped: at the first line that has to be read, or the chunk's end
   */
  take(chunk: Chunk, from: number, lines: number): number {
    this.lines = 0;
    this.from = Number.POSITIVE_INFINITY;
    this.to = Number.NEGATIVE_INFINITY;
    let at = from;
    while (at < chunk.to) {
      if (this.#settled !== undefined) at = this.#settle(this.#settled, chunk, at, lines);
      if (at >= chunk.to || !this.#isTaken(chunk, at)) break;
      this.#line.chunk = chunk;
      at = this.#takeRecords(chunk, lines);
      // The module writes the next record in its place.
      if (this.#settled !== undefined) this.#release();
    }
    return at;
  }

  /** Puts the cursor on the line. */
  #isTaken(chunk: Chunk, at: number): boolean {
    return this.#settled === undefined ? this.#glimpses.seek(chunk, at, this.#release) : this.#glimpses.stop(chunk);
  }

  #settle(settled: SettledLines<E>, chunk: Chunk, from: number, lines: number): number {
    const at = settled.pass(chunk, from, lines + this.lines);
    if (settled.passed === 0) return at;
    this.lines += settled.passed;
    this.#span(settled.from);
    this.#span(settled.to);
    return at;
  }

  #span(at: Instant): void {
    if (at < this.from) this.from = at;
    if (at > this.to) this.to = at;
  }

  #instant(offset: number, isSame: boolean): Instant {
    const clock = this.#clock;
    if (isSame) return clock.again(offset);
    const stoppedAt = this.#settled?.stoppedAt ?? Number.NaN;
    if (Number.isNaN(stoppedAt)) return clock.instant(this.#glimpses.stamp, offset);
    clock.passed(1, stoppedAt);
    return stoppedAt;
  }

  /** Takes the line under the cursor and those behind it that can be taken. Returns where it stopped. */
  #takeRecords(chunk: Chunk, lines: number): number {
    const glimpses = this.#glimpses;
    const line = this.#line;
    let [isFirst, next] = [true, 0];
    line.said = undefined;
    do {
      const { begin, end } = glimpses;
      const offset = chunk.offset + begin;
      // The record before the first one may be of a line that was read, or of one before that.
      const isSame = !isFirst && glimpses.isSameStamp;
      isFirst = false;
      const at = this.#instant(offset, isSame);
      glimpses.at = at;
      this.#span(at);
      if (this.#segments !== undefined) line.log = this.#segments.logAt(glimpses.dialect, at);
      next = end + 1;
      line.from = begin;
      line.end = end;
      line.recordEnd = end;
      line.next = next;
      line.offset = offset;
      line.lineInRange = lines + ++this.lines;
      this.#sink.take(glimpses, line);
    } while (glimpses.next());
    return next;
  }
}
