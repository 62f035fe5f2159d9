/** Reads sources one after the other and keeps the accounts of all. */
import type { Instant } from "../parsers/events.ts";
import { ChunkReader } from "./chunks.ts";
import { SourceClock } from "./clock.ts";
import type { Assumptions, Coverage, Problem, Reading, ReadOptions, SourceSummary, TimedEvent } from "./contract.ts";
import { LineReader } from "./dialects.ts";
import { lineNumbers, type Range } from "./lines.ts";
import { type Sink, SourceScan } from "./scan.ts";
import { Shapes } from "./shapes.ts";
import type { Opened, Source } from "./source.ts";
import { yearsUnknown } from "./year.ts";
import { YearFinder } from "./year-finder.ts";
import { WallZone } from "./zone.ts";

/** The reading of one set of inputs. */
export class Session<E extends TimedEvent> {
  readonly #opened: Opened;
  readonly #options: ReadOptions<E>;
  readonly #zone: WallZone;
  readonly #now: Instant;
  readonly #years: YearFinder<E>;
  readonly #shapes = new Shapes();
  readonly #scans = new Map<Source, SourceScan<E>>();
  readonly #problems: Problem[];
  readonly #warnings: string[];
  readonly #bytesTotal: number | null;
  #bytesBefore = 0;

  /** @throws ToolError `usage` for a zone that does not exist. */
  constructor(opened: Opened, options: ReadOptions<E>) {
    this.#opened = opened;
    this.#options = options;
    this.#zone = new WallZone(options.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone);
    this.#now = options.now ?? Date.now();
    this.#years = new YearFinder(opened.sources, { ...options, now: this.#now });
    this.#problems = [...opened.problems];
    this.#warnings = [...opened.problems.map(({ message }) => message), ...opened.warnings];
    const sizes = opened.sources.map(({ size }) => size);
    this.#bytesTotal = sizes.includes(null) ? null : sizes.reduce((sum: number, size) => sum + (size ?? 0), 0);
  }

  /**
   * Reads one source; yields after every chunk.
   *
   * @throws the signal's reason when aborted.
   */
  async *read(source: Source, sink: Sink<E>): AsyncGenerator<void> {
    const { dialects, signal } = this.#options;
    const start = source.time?.at ?? this.#now;
    const clock = new SourceClock(this.#zone, yearsUnknown, start);
    const scan = new SourceScan<E>(source, clock, new LineReader(dialects, source.forced), this.#shapes, sink);
    this.#scans.set(source, scan);
    signal?.throwIfAborted();
    const open = source.open(this.#notesFor(source), signal);
    try {
      const reader = new ChunkReader(open);
      for (let chunk = await reader.next(); chunk !== undefined; chunk = await reader.next()) {
        let at = scan.scan(chunk, 0);
        while (at < chunk.to && !scan.wantsMore) {
          clock.years = await this.#years.choose(source, reader, scan);
          clock.wantsYears = false;
          at = scan.scan(chunk, at);
        }
        if (scan.wantsMore) reader.carry(chunk, at);
        this.#report(open.bytesRead());
        yield;
        // Reading a file never waits by itself: let timers, signals and progress bars have their turn.
        await new Promise(setImmediate);
        signal?.throwIfAborted();
      }
    } finally {
      this.#bytesBefore += open.bytesRead();
      open.close();
    }
    this.#years.finished(source, scan);
  }

  /** The accounts, of what was read so far. */
  reading(): Reading {
    const scans = this.#opened.sources.flatMap((source) => {
      const scan = this.#scans.get(source);
      return scan === undefined ? [] : [{ source, scan }];
    });
    const from = Math.min(...scans.map(({ scan }) => scan.from), Number.POSITIVE_INFINITY);
    const to = Math.max(...scans.map(({ scan }) => scan.to), Number.NEGATIVE_INFINITY);
    return {
      sources: scans.map(({ source, scan }) => summaryOf(source, scan)),
      coverage: this.#coverage([
        ...this.#warnings,
        ...scans.flatMap(({ source, scan }) => this.#remarksOn(source, scan)),
      ]),
      problems: this.#problems,
      assumptions: this.#assumptions(),
      from: finite(from),
      to: finite(to),
      lineNumbers: lineNumbers(
        new Map(scans.map(({ source, scan }): [string, Range[]] => [source.name, [{ start: 0, lines: scan.lines }]])),
      ),
    };
  }

  #notesFor({ name }: Source) {
    return {
      warn: (what: string) => {
        this.#warnings.push(`${name}: ${what}`);
      },
      fail: (what: string) => {
        this.#problems.push({ source: name, message: `${name}: ${what}` });
        this.#warnings.push(`${name}: ${what}`);
      },
    };
  }

  #report(bytesRead: number): void {
    let lines = 0;
    for (const scan of this.#scans.values()) lines += scan.lines;
    this.#options.onProgress?.({ bytesRead: this.#bytesBefore + bytesRead, bytesTotal: this.#bytesTotal, lines });
  }

  #coverage(warnings: readonly string[]): Coverage {
    const sum = { lines: 0, recognised: 0, continuation: 0, other: 0, unrecognised: 0, partial: 0 };
    for (const scan of this.#scans.values()) {
      sum.lines += scan.lines;
      sum.recognised += scan.recognised;
      sum.continuation += scan.continuation;
      sum.other += scan.other;
      sum.unrecognised += scan.unrecognised;
      sum.partial += scan.partial;
    }
    if (sum.lines !== sum.recognised + sum.continuation + sum.other + sum.unrecognised) {
      throw new Error(`lines are not accounted for: ${JSON.stringify(sum)}`);
    }
    return { ...sum, shapes: this.#shapes.list(), warnings };
  }

  #remarksOn({ name, forced }: Source, scan: SourceScan<E>): readonly string[] {
    const remarks: string[] = [];
    const known = forced ?? this.#options.dialects.map((dialect) => dialect.name).join(" or ");
    if (scan.lines > 0 && scan.dialects().length === 0) {
      remarks.push(`${name}: no mail log; none of its lines (${scan.lines}) is one of ${known}`);
    }
    if (scan.clock.timeless > 0) {
      remarks.push(
        `${name}: lines before the first time stamp (${scan.clock.timeless}) count at the time of the source`,
      );
    }
    const { inRepeatedHour, inSkippedHour } = scan.clock;
    if (inRepeatedHour > 0) {
      remarks.push(
        `${name}: lines of an hour that the clocks of ${this.#zone.name} show twice (${inRepeatedHour}) are of the first or the second one by their order in the file`,
      );
    }
    if (inSkippedHour > 0) {
      remarks.push(
        `${name}: lines of an hour that the clocks of ${this.#zone.name} skip (${inSkippedHour}) are read as if they did not; perhaps the log is of another zone`,
      );
    }
    if (scan.cut > 0) remarks.push(`${name}: lines of more than 64 MiB (${scan.cut}) were cut`);
    return remarks;
  }

  #assumptions(): Assumptions {
    const clocks = [...this.#scans.values()].map(({ clock }) => clock);
    const named = clocks.some(({ zoned }) => zoned > 0) && clocks.every(({ zoneless }) => zoneless === 0);
    const basis = this.#options.zone === undefined ? "the zone of this machine" : "given";
    return {
      zone: named ? { name: "as logged", basis: "every stamp names its zone" } : { name: this.#zone.name, basis },
      year: this.#years.assumption(),
    };
  }
}

function summaryOf<E extends TimedEvent>({ name }: Source, scan: SourceScan<E>): SourceSummary {
  const { lines, recognised, unrecognised } = scan;
  const [from, to] = [finite(scan.from), finite(scan.to)];
  return { name, dialects: scan.dialects(), lines, recognised, unrecognised, from, to };
}

function finite(at: Instant): Instant | null {
  return Number.isFinite(at) ? at : null;
}
