/** A source, or a range of one, from its first line to its last: its lines are scanned, and it keeps their account. */
import type { Dialect } from "../parsers/dialect.ts";
import type { Instant } from "../parsers/events.ts";
import { mergeNotes, type Note, type SourceAccount, sortDialects } from "./account.ts";
import type { ChunkReader } from "./chunks.ts";
import { SourceClock, type Years } from "./clock.ts";
import type { TimedEvent } from "./contract.ts";
import { LineReader } from "./dialects.ts";
import type { Glimpses } from "./glimpsing.ts";
import type { Range } from "./lines.ts";
import { SourceScan } from "./scan.ts";
import type { Shapes } from "./shapes.ts";
import type { Sink } from "./sink.ts";
import type { Source } from "./source.ts";
import type { OpenSource } from "./source-open.ts";
import type { StreamNotes } from "./source-stream.ts";
import { yearsUnknown } from "./year.ts";
import type { WallZone } from "./zone.ts";

/** What the lines of a part are read with, and where they go. */
export interface PartOptions<E extends TimedEvent> {
  readonly dialects: readonly Dialect<E>[];
  readonly zone: WallZone;
  /** Instant of lines before the first stamp of a source without a time. */
  readonly now: Instant;
  readonly shapes: Shapes;
  readonly sink: Sink<E>;
  /** Unknown unless told. */
  readonly years?: Years;
  /** Offset of the part's first line; 0 unless told. */
  readonly start?: number;
  /** The range that it goes on with: its lines are numbered on. */
  readonly follows?: Range | undefined;
  /** Of the sink's, for one part at a time; its chunks must stand in the room of these. */
  readonly glimpses?: Glimpses<E> | undefined;
}

/** A part of a source being read. */
export class Part<E extends TimedEvent> {
  readonly scan: SourceScan<E>;
  readonly reader: LineReader<E>;
  readonly notes: StreamNotes;
  readonly #name: string;
  readonly #range: Range;
  readonly #told: Note[] = [];
  /** Bytes of the lines that were scanned. */
  #bytes = 0;
  #counts: () => Pick<SourceAccount, "text" | "leftOut" | "stored"> = () => ({ text: 0, leftOut: 0, stored: 0 });

  constructor(source: Source, options: PartOptions<E>) {
    const { dialects, zone, now, shapes, sink, years = yearsUnknown, start = 0, glimpses } = options;
    this.#name = source.name;
    this.#range = options.follows ?? { start, lines: 0 };
    this.reader = new LineReader(dialects, source.forced);
    const clock = new SourceClock(zone, years, source.time?.at ?? now);
    const { id = source.name, log, size } = source;
    this.scan = new SourceScan({ name: id, log, size }, clock, this.reader, shapes, sink, this.#range.start, glimpses);
    this.scan.lines = this.#range.lines;
    const note = (how: Note["how"]) => (text: string) => {
      this.#told.push({ how, text, at: start });
    };
    this.notes = { warn: note("warn"), fail: note("fail") };
  }

  /**
   * Reads to the end; yields after every chunk.
   *
   * @param open what the chunks are of
   * @param choose is asked for the years when the first stamp without one is met; with null the reading ends there.
   */
  async *read(
    chunks: ChunkReader,
    open: Pick<OpenSource, "bytesRead">,
    choose: () => Promise<Years | null>,
  ): AsyncGenerator<void> {
    const { scan } = this;
    this.#counts = () => ({ ...chunks.counts, stored: open.bytesRead() });
    for (let chunk = await chunks.next(); chunk !== undefined; chunk = await chunks.next()) {
      let at = scan.scan(chunk, 0);
      while (at < chunk.to && !scan.wantsMore) {
        const years = await choose();
        if (years === null) return;
        scan.clock.years = years;
        scan.clock.wantsYears = false;
        at = scan.scan(chunk, at);
      }
      // An LF that was added is none of the source.
      this.#bytes += at === chunk.to && (chunk.unterminated || chunk.cut) ? at - 1 : at;
      if (scan.wantsMore) chunks.carry(chunk, at);
      chunks.areDecoded = scan.decodes;
      yield;
    }
    const { text, leftOut } = chunks.counts;
    if (text !== this.#bytes + leftOut)
      throw new Error(`${this.#name}: of ${text} bytes ${this.#bytes} are in lines, and ${leftOut} were left out`);
  }

  /** The account of what was read so far. */
  account(): SourceAccount {
    const { scan } = this;
    const { clock, recognised, continuation, other, unrecognised, partial, cut } = scan;
    const lines = scan.lines - this.#range.lines;
    return {
      name: this.#name,
      lines,
      recognised,
      continuation,
      other,
      unrecognised,
      partial,
      bytes: this.#bytes,
      ...this.#counts(),
      from: finite(scan.from),
      to: finite(scan.to),
      cut,
      zoned: clock.zoned > 0,
      zoneless: clock.zoneless > 0,
      yearless: clock.yearless,
      timeless: clock.timeless,
      inRepeatedHour: clock.inRepeatedHour,
      inSkippedHour: clock.inSkippedHour,
      dialects: sortDialects(scan.dialects()),
      ranges: [{ start: this.#range.start, lines }],
      notes: mergeNotes(this.#told),
    };
  }
}

function finite(at: Instant): Instant | null {
  return Number.isFinite(at) ? at : null;
}
