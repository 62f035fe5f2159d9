/** Reads sources one after the other, each from its beginning to its end, and keeps the accounts of all. */
import type { Instant } from "../parsers/events.ts";
import { ChunkReader } from "./chunks.ts";
import type { Reading, ReadOptions, TimedEvent } from "./contract.ts";
import { type Glimpses, glimpsesOf } from "./glimpsing.ts";
import { Pace } from "./pace.ts";
import { Part } from "./part.ts";
import { type Accounted, readingOf } from "./reading.ts";
import { Shapes } from "./shapes.ts";
import type { Sink } from "./sink.ts";
import type { Opened, Source } from "./source.ts";
import { YearFinder } from "./year-finder.ts";
import { machineZone, WallZone } from "./zone.ts";

/** The zone of stamps that name none. @throws ToolError `usage` for one that does not exist. */
export function zoneOf({ zone, localZone }: Pick<ReadOptions<TimedEvent>, "zone" | "localZone">): WallZone {
  return new WallZone(zone ?? localZone ?? machineZone());
}

/** What a session goes on from. */
export interface Begun<E extends TimedEvent> {
  readonly years: YearFinder<E>;
  readonly shapes: Shapes;
  /** What was read before. */
  readonly bytes: number;
  readonly lines: number;
}

/** The reading of one set of inputs. */
export class Session<E extends TimedEvent> {
  readonly years: YearFinder<E>;
  readonly shapes: Shapes;
  readonly #opened: Opened;
  readonly #pace = new Pace();
  readonly #options: ReadOptions<E>;
  readonly #zone: WallZone;
  readonly #now: Instant;
  readonly #parts = new Map<Source, Part<E>>();
  readonly #bytesTotal: number | null;
  #glimpses: { readonly sink: Sink<E>; readonly made: Glimpses<E> | undefined } | undefined;
  #bytesBefore: number;
  readonly #linesBefore: number;

  /** @throws ToolError `usage` for a zone that does not exist. */
  constructor(opened: Opened, options: ReadOptions<E>, begun?: Begun<E>) {
    this.#opened = opened;
    this.#options = options;
    this.#zone = zoneOf(options);
    this.#now = options.now ?? Date.now();
    this.years = begun?.years ?? new YearFinder(opened.sources, { ...options, now: this.#now });
    this.shapes = begun?.shapes ?? new Shapes();
    this.#bytesBefore = begun?.bytes ?? 0;
    this.#linesBefore = begun?.lines ?? 0;
    this.#bytesTotal = sizeOf(opened.sources);
  }

  /**
   * Reads one source; yields after every chunk.
   *
   * @throws the signal's reason when aborted.
   */
  async *read(source: Source, sink: Sink<E>): AsyncGenerator<void> {
    const { dialects, signal } = this.#options;
    const glimpses = this.#glimpsesOf(sink);
    const part = new Part<E>(source, {
      dialects,
      zone: this.#zone,
      now: this.#now,
      shapes: this.shapes,
      sink,
      glimpses,
    });
    this.#parts.set(source, part);
    signal?.throwIfAborted();
    const open = source.open(part.notes, signal);
    try {
      const chunks = new ChunkReader(open, { room: glimpses?.room });
      for await (const _ of part.read(chunks, open, () => this.years.choose(source, chunks, part.scan))) {
        this.#report(open.bytesRead());
        yield;
        const turn = this.#pace.turn();
        if (turn !== undefined) await turn;
        signal?.throwIfAborted();
      }
    } finally {
      this.#bytesBefore += open.bytesRead();
      open.close();
    }
    this.years.finished(source, part.scan);
  }

  /** The same for all sources that go into one sink: they are read one after the other. */
  #glimpsesOf(sink: Sink<E>): Glimpses<E> | undefined {
    if (this.#glimpses?.sink !== sink)
      this.#glimpses = { sink, made: glimpsesOf(this.#options.dialects, sink.glimpses) };
    return this.#glimpses.made;
  }

  /** The accounts of what was read so far, in the order given. */
  accounted(): readonly (Accounted & { readonly source: Source })[] {
    return this.#opened.sources.flatMap((source) => {
      const part = this.#parts.get(source);
      return part === undefined ? [] : [{ source, account: part.account() }];
    });
  }

  /** What the reading came to so far. */
  reading(): Reading {
    const { dialects, zone } = this.#options;
    return readingOf(this.accounted(), {
      opened: this.#opened,
      shapes: this.shapes.table(),
      dialects: dialects.map(({ name }) => name),
      zone: { name: this.#zone.name, given: zone !== undefined },
      year: this.years.assumption(),
    });
  }

  #report(bytesRead: number): void {
    let lines = this.#linesBefore;
    for (const { scan } of this.#parts.values()) lines += scan.lines;
    this.#options.onProgress?.({ bytesRead: this.#bytesBefore + bytesRead, bytesTotal: this.#bytesTotal, lines });
  }
}

/** Bytes as stored; null when one of them has no size. */
export function sizeOf(sources: readonly Source[]): number | null {
  let sum = 0;
  for (const { size } of sources) {
    if (size === null) return null;
    sum += size;
  }
  return sum;
}
