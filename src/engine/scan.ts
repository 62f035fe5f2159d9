/** The lines of one source: each is read, counted and handed on. The inner loop of the program. */
import type { Dialect } from "../parsers/dialect.ts";
import type { Instant } from "../parsers/events.ts";
import { nextLine } from "../parsers/records.ts";
import type { DialectLines } from "./account.ts";
import { type Chunk, CrCursor, hasMark, linesBetween, linesChunk } from "./chunk.ts";
import type { SourceClock } from "./clock.ts";
import type { TimedEvent } from "./contract.ts";
import { DialectCounts } from "./dialect-counts.ts";
import type { LineReader } from "./dialects.ts";
import { EmptyLines } from "./empty-lines.ts";
import { GlimpsedLines } from "./glimpsed-lines.ts";
import type { Glimpses } from "./glimpsing.ts";
import { LineAbove, type Unread } from "./line-above.ts";
import { CurrentLine } from "./lines.ts";
import { Segments } from "./segments.ts";
import type { Shapes } from "./shapes.ts";
import type { Sink } from "./sink.ts";
import type { Source } from "./source.ts";

const lf = 10;
/** Bytes of a record beside its first line: none, and those of a message's headers. */
const records = [0, 8 * 1024];
/** A longer piece tells nothing about a line's shape. */
const shapePiece = 400;

/** The scan of one source, chunk by chunk. */
export class SourceScan<E extends TimedEvent> {
  lines = 0;
  recognised = 0;
  continuation = 0;
  other = 0;
  partial = 0;
  unrecognised = 0;
  from: Instant = Number.POSITIVE_INFINITY;
  to: Instant = Number.NEGATIVE_INFINITY;
  /** Lines longer than the reader takes. */
  cut = 0;
  /** Whether the last lines were of a chunk that was decoded whole. */
  decodes = false;
  /** The scan stopped before a record of which more may follow: the next chunk begins with it. */
  wantsMore = false;
  readonly clock: SourceClock;
  readonly #line: CurrentLine;
  readonly #reader: LineReader<E>;
  readonly #shapes: Shapes;
  readonly #sink: Sink<E>;
  readonly #segments: Segments | undefined;
  readonly #glimpsed: GlimpsedLines<E> | undefined;
  readonly #crs = new CrCursor();
  readonly #dialects = new DialectCounts<Dialect<E>>();
  readonly #above = new LineAbove<E>();
  readonly #empty: EmptyLines;

  /**
   * @param start offset of the first line: of a range that begins there
   * @param glimpses of the sink's, for one scan at a time; the chunks must stand in its room
   */
  constructor(
    source: Pick<Source, "name" | "log" | "size">,
    clock: SourceClock,
    reader: LineReader<E>,
    shapes: Shapes,
    sink: Sink<E>,
    start = 0,
    glimpses?: Glimpses<E>,
  ) {
    this.clock = clock;
    this.#line = new CurrentLine(source.name, source.log, start);
    this.#line.isOdd = () => clock.isOdd;
    this.#reader = reader;
    this.#shapes = shapes;
    this.#sink = sink;
    // A file is one log; a stream may be several, one after the other.
    this.#segments = source.size === null ? new Segments(source.log) : undefined;
    this.#empty = new EmptyLines(sink);
    if (glimpses !== undefined && sink.glimpses !== undefined)
      this.#glimpsed = new GlimpsedLines(glimpses, sink.glimpses, clock, this.#line, this.#segments);
  }

  /** Lines of every dialect that was met, and where its first one stands, in the order of these. */
  dialects(): readonly DialectLines[] {
    return this.#dialects.all().map(([dialect, count]) => ({ names: dialect.names?.() ?? [dialect.name], ...count }));
  }

  /**
   * Reads the lines of a chunk from `from` on.
   *
   * @returns where it stopped: the chunk's end, the first line whose year has to be found out first (`clock.wantsYears`),
   *   or the beginning of a record that may go on in the next chunk (`wantsMore`).
   */
  scan(chunk: Chunk, from: number): number {
    const { to, crs } = chunk;
    const reader = this.#reader;
    const glimpsed = this.#glimpsed?.fits(chunk) ? this.#glimpsed : undefined;
    this.wantsMore = false;
    this.#crs.begin(crs, from);
    glimpsed?.begin(chunk);
    let at = from;
    while (at < to) {
      if (this.#empty.as !== undefined && chunk.bytes[at] === lf) {
        at = this.#empty.pass(chunk.bytes, at, to, this.#crs);
        this.#count(this.#empty.as, this.#empty.passed);
        continue;
      }
      const isGlimpsed = glimpsed !== undefined && reader.dialect === glimpsed.dialect;
      this.decodes = !isGlimpsed;
      if (isGlimpsed) {
        at = this.#takeGlimpsed(glimpsed, chunk, at);
        if (at >= to) break;
      }
      const next = isGlimpsed ? this.#scanLineOf(chunk, at) : this.#scanLine(chunk, at);
      if (next < 0) break;
      at = next;
    }
    if (chunk.cut && at >= to) this.cut++;
    glimpsed?.end();
    return at;
  }

  /** As {@link #scanLine}, of a chunk of which most lines are only glimpsed: it is not decoded for the others. */
  #scanLineOf(chunk: Chunk, at: number): number {
    for (const size of records) {
      const piece = linesChunk(chunk, at, size);
      const next = this.#scanLine(piece, 0);
      if (next >= 0) return at + next;
      // Of a record that goes on behind the piece, or of one whose year is to be found out.
      if (!this.wantsMore || at + piece.to >= chunk.to) return next;
    }
    return this.#scanLine(chunk, at);
  }

  /**
   * Reads a line, or a record of several.
   *
   * @returns where the next one begins; -1 when the year has to be found out first, or more of it is wanted
   */
  #scanLine(chunk: Chunk, at: number): number {
    const { text, bytes, to, offset: base } = chunk;
    const line = this.#line;
    const reader = this.#reader;
    line.chunk = chunk;
    this.wantsMore = false;
    const offset = base + at;
    // A byte order mark belongs to the first line, but no scanner expects it.
    const begin = offset === 0 && hasMark(bytes) ? at + 3 : at;
    const blank = bytes[begin] === lf;
    const event = blank ? undefined : reader.read(text, bytes, begin, this.clock, offset);
    if (this.clock.wantsYears) return -1;
    const end = event === undefined ? bytes.indexOf(lf, begin) : reader.end;
    if (end < begin || bytes[end] !== lf)
      throw new Error(`${line.source}: a scanner stopped inside of line ${this.lines + 1}`);
    const next = this.#crs.behind(end);
    line.end = end;
    line.recordEnd = end;
    line.next = next;
    const behind = event !== undefined && reader.several() ? this.#spread(text, bytes, begin, end) : 0;
    const mayGoOn = next >= to || event === undefined || reader.mayWait;
    if (mayGoOn && !chunk.last && !chunk.cut && reader.goesOn(event, next - at, to - at, behind)) {
      this.wantsMore = true;
      return -1;
    }
    line.offset = offset;
    line.lineInRange = this.lines + 1;
    line.from = begin;
    if (event !== undefined) this.#take(event);
    else this.#takeUnread(text, bytes, begin, blank);
    this.lines += behind;
    this.continuation += behind;
    return next;
  }

  /** Takes the lines that need not be read. Returns where it stopped. */
  #takeGlimpsed(glimpsed: GlimpsedLines<E>, chunk: Chunk, from: number): number {
    const at = glimpsed.take(chunk, from, this.lines);
    const { lines, dialect } = glimpsed;
    if (lines === 0) return at;
    if (glimpsed.from < this.from) this.from = glimpsed.from;
    if (glimpsed.to > this.to) this.to = glimpsed.to;
    this.lines += lines;
    this.recognised += lines;
    this.#empty.as = undefined;
    this.#dialects.count(dialect, lines, chunk.offset);
    this.#above.isRecord(dialect);
    return at;
  }

  /** The line is the first one of a record, whose last one ends at `end`. Returns how many lines stand behind it. */
  #spread(text: string, bytes: Uint8Array, begin: number, end: number): number {
    const line = this.#line;
    line.end = bytes.indexOf(lf, begin);
    if (line.end === end) return 0;
    line.next = nextLine(text, bytes, line.end);
    return linesBetween(bytes, line.end, end);
  }

  #take(event: E): void {
    const { dialect, share } = this.#reader;
    this.#empty.as = undefined;
    if (dialect !== undefined) this.#dialects.count(dialect, 1, this.#line.offset);
    this.#line.said = this.#reader.said;
    this.#above.isRecord(dialect);
    // Events have many shapes: each look into one takes its time.
    const { at } = event;
    if (at < this.from) this.from = at;
    if (at > this.to) this.to = at;
    if (this.#segments !== undefined && dialect !== undefined) this.#line.log = this.#segments.logAt(dialect, at);
    this.#sink.event(event, this.#line, share);
    if (share === "recognised") {
      this.lines++;
      this.recognised++;
      return;
    }
    if (share === "partial") this.partial++;
    this.#count("unrecognised", 1);
    this.#sink.unrecognised?.(this.#line);
  }

  /** A line that no dialect reads. */
  #takeUnread(text: string, bytes: Uint8Array, begin: number, blank: boolean): void {
    // An empty line is not read: what a dialect says is of the line above.
    this.#line.said = blank ? undefined : this.#reader.saidUnread;
    const { as, record } = this.#above.place(this.#reader, text, bytes, begin, blank);
    this.#sink.unread?.(this.#line, as, record);
    this.#empty.below(as, blank);
    this.#count(as, 1);
    if (as === "unrecognised") this.#sink.unrecognised?.(this.#line);
  }

  /** Counts the line, or as many as are like it. */
  #count(as: Unread, count: number): void {
    this.lines += count;
    this[as] += count;
    if (as === "unrecognised") this.#shapes.add(this.#reader.masked(this.#line.piece(shapePiece)), count);
  }
}
