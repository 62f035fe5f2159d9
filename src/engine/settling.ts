/** Passes over lines that say nothing new, in the module that glimpses at them (parsers/settle-layout.ts). */
import { settling as at } from "../parsers/dialect.ts";
import type { Instant } from "../parsers/events.ts";
import type { Chunk } from "./chunk.ts";
import type { SourceClock } from "./clock.ts";
import type { SettledSums } from "./fold.ts";
import type { GlimpseSink, Glimpses } from "./glimpsing.ts";
import type { CurrentLine } from "./lines.ts";
import type { Segments } from "./segments.ts";

/** How long a stamp may be: `2026-01-08 13:18:54`, with `.123`, with ` +0100`, with both. */
const lengths = [19, 23, 25, 29];
const hour = 3_600_000;

/** The lines of one source that are settled. */
export class SettledLines<E> {
  /** Lines that the last `pass` went over, and the first and last instant of them. */
  passed = 0;
  from: Instant = Number.POSITIVE_INFINITY;
  to: Instant = Number.NEGATIVE_INFINITY;
  readonly #glimpses: Glimpses<E>;
  readonly #sink: GlimpseSink<CurrentLine>;
  readonly #clock: SourceClock;
  readonly #line: CurrentLine;
  readonly #segments: Segments | undefined;
  readonly #words: Int32Array;
  readonly #pairs: Float64Array;
  /** The log that the module counts for. */
  #log = "";

  constructor(
    glimpses: Glimpses<E>,
    sink: GlimpseSink<CurrentLine>,
    clock: SourceClock,
    line: CurrentLine,
    segments: Segments | undefined,
  ) {
    this.#glimpses = glimpses;
    this.#sink = sink;
    this.#clock = clock;
    this.#line = line;
    this.#segments = segments;
    this.#words = glimpses.module.words;
    this.#pairs = glimpses.module.pairs;
  }

  /** Begins a chunk: the module may have been used by others. */
  begin(chunk: Chunk): void {
    const { module, settled } = this.#glimpses;
    this.#words[at.KINDS >> 2] = settled;
    this.#words[at.STAMP_LENGTH >> 2] = 0;
    this.#pairs[at.OFFSET >> 3] = chunk.offset - module.base;
    this.#pairs[at.RANGE >> 3] = this.#line.rangeStart;
    this.#pairs[at.FROM >> 3] = Number.POSITIVE_INFINITY;
    this.#pairs[at.TO >> 3] = Number.NEGATIVE_INFINITY;
    this.#forget();
    this.#enter();
  }

  #enter(): void {
    this.#log = this.#line.log;
    this.#sink.enter(this.#glimpses.module, this.#line);
  }

  /**
   * Passes over the lines of a chunk from `from` on, the first of which has `lines` before it.
   *
   * @returns where it stopped: the cursor is then on the line there, which is to be taken or read; or the chunk's end
   */
  pass(chunk: Chunk, from: number, lines: number): number {
    const pairs = this.#pairs;
    // The line before may be of another dialect, whose log is another one.
    if (this.#segments !== undefined) this.#line.log = this.#segments.current(this.#glimpses.dialect);
    if (this.#line.log !== this.#log) this.#change();
    pairs[at.LINES >> 3] = lines;
    this.#words[at.ANSWERED >> 2] = 0;
    pairs[at.LAST_AT >> 3] = this.#segments?.last(this.#glimpses.dialect) ?? Number.NaN;
    let next = from;
    for (let asked = -1; ; asked = next) {
      next = this.#glimpses.module.pass(next, chunk.to);
      if (next >= chunk.to || !this.#goesOn(chunk, next, asked === next)) break;
    }
    this.passed = (pairs[at.LINES >> 3] ?? 0) - lines;
    if (this.passed > 0) this.#tell();
    return next;
  }

  /** The instant of the line at which the last `pass` stopped; NaN where the module did not get that far. */
  get stoppedAt(): Instant {
    const reason = this.#words[at.REASON >> 2];
    return reason === at.READ || reason === at.MINUTE ? Number.NaN : (this.#pairs[at.AT >> 3] ?? Number.NaN);
  }

  #tell(): void {
    const last = this.#pairs[at.LAST_AT >> 3] ?? 0;
    this.from = this.#pairs[at.FROM >> 3] ?? this.from;
    this.to = this.#pairs[at.TO >> 3] ?? this.to;
    this.#clock.passed(this.passed, last);
    this.#segments?.passed(this.#glimpses.dialect, last);
  }

  /** Whether the line at which the module stopped can be settled now. */
  #goesOn(chunk: Chunk, from: number, isAgain: boolean): boolean {
    const reason = this.#words[at.REASON >> 2];
    if (reason === at.READ || reason === at.TAKE) return false;
    this.#glimpses.stop(chunk);
    if (reason === at.MINUTE) return !isAgain && this.#beginMinute(chunk.offset + from);
    const instant = this.#pairs[at.AT >> 3] ?? 0;
    this.#glimpses.at = instant;
    if (reason === at.BACK) this.#goBack(instant);
    else if (reason === at.NAME) {
      this.#sink.meet(this.#glimpses.module, this.#glimpses);
      this.#answered(at.NAME);
    } else {
      this.#place(chunk, from);
      if (!this.#sink.answer(this.#glimpses.module, this.#glimpses, this.#line)) return false;
      this.#answered(reason ?? at.READ);
    }
    return true;
  }

  /** The same line is not asked about again for the same reason. */
  #answered(reason: number): void {
    this.#words[at.ANSWERED >> 2] = (this.#words[at.ANSWERED >> 2] ?? 0) | (1 << reason);
  }

  /** A stream jumped back: what follows may be another log. */
  #goBack(instant: Instant): void {
    const { dialect } = this.#glimpses;
    if (this.#segments !== undefined) {
      this.#segments.passed(dialect, this.#pairs[at.LAST_AT >> 3] ?? instant);
      this.#line.log = this.#segments.logAt(dialect, instant);
    }
    this.#pairs[at.LAST_AT >> 3] = instant;
    if (this.#line.log !== this.#log) this.#change();
  }

  /** What follows is another log. */
  #change(): void {
    this.flush();
    this.#enter();
  }

  #place(chunk: Chunk, from: number): void {
    const line = this.#line;
    line.said = undefined;
    line.chunk = chunk;
    line.from = from;
    line.end = this.#glimpses.end;
    line.recordEnd = line.end;
    line.next = line.end + 1;
    line.offset = chunk.offset + from;
    line.lineInRange = (this.#pairs[at.LINES >> 3] ?? 0) + 1;
  }

  /** The stamp under the cursor is of another minute than the last ones. Returns whether those of its minute can be settled. */
  #beginMinute(offset: number): boolean {
    const { stamp } = this.#glimpses;
    if (!lengths.includes(stamp.length)) return false;
    const minute = this.#clock.minuteOf(stamp, offset);
    if (Number.isNaN(minute)) return false;
    this.flush();
    const bytes = this.#glimpses.bytes;
    bytes.write(stamp, at.STAMP, 16, "latin1");
    bytes.write(stamp.slice(-6), at.STAMP_TAIL, 6, "latin1");
    this.#words[at.STAMP_LENGTH >> 2] = stamp.length;
    this.#words[at.HOUR >> 2] = Math.floor(minute / hour);
    this.#pairs[at.MINUTE_AT >> 3] = minute;
    return true;
  }

  /** Hands on what the lines came to since the last time. All of them are of one log and minute. */
  flush(): void {
    if (this.#words[at.ANY >> 2] === 0) return;
    const minute = this.#pairs[at.MINUTE_AT >> 3] ?? 0;
    const sum = (place: number): number => this.#words[place >> 2] ?? 0;
    const last = sum(at.LAST_SIGN);
    const sums: SettledSums = {
      arrived: sum(at.ARRIVED),
      delivered: sum(at.DELIVERED),
      sent: sum(at.SENT),
      authFailed: sum(at.AUTH_FAILED),
      print: sum(at.PRINT) >>> 0,
      first: last < 0 ? Number.POSITIVE_INFINITY : minute + sum(at.FIRST_SIGN),
      last: last < 0 ? Number.NEGATIVE_INFINITY : minute + last,
      messagesTo: this.#pairs[at.MESSAGES_TO >> 3] ?? 0,
    };
    this.#forget();
    this.#sink.count(sums, this.#log);
  }

  #forget(): void {
    this.#words.fill(0, at.ARRIVED >> 2, at.ANY / 4 + 1);
    this.#words[at.FIRST_SIGN >> 2] = 60_000;
    this.#words[at.LAST_SIGN >> 2] = -1;
    this.#pairs[at.MESSAGES_TO >> 3] = Number.NEGATIVE_INFINITY;
  }
}
