/** Reads sources one after the other, each from its beginning to its end, and keeps the accounts of all. */
import type { Instant } from "../parsers/events.ts";
import { ChunkReader } from "./chunks.ts";
import type { Reading, ReadOptions, TimedEvent } from "./contract.ts";
import { Part } from "./part.ts";
import { readingOf } from "./reading.ts";
import type { Sink } from "./scan.ts";
import { Shapes } from "./shapes.ts";
import type { Opened, Source } from "./source.ts";
import { YearFinder } from "./year-finder.ts";
import { WallZone } from "./zone.ts";

/** The zone of stamps that name none. @throws ToolError `usage` for one that does not exist. */
export function zoneOf({ zone }: { readonly zone?: string | undefined }): WallZone {
  return new WallZone(zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone);
}

/** The reading of one set of inputs. */
export class Session<E extends TimedEvent> {
  readonly years: YearFinder<E>;
  readonly shapes = new Shapes();
  readonly #opened: Opened;
  readonly #options: ReadOptions<E>;
  readonly #zone: WallZone;
  readonly #now: Instant;
  readonly #parts = new Map<Source, Part<E>>();
  readonly #bytesTotal: number | null;
  #bytesBefore = 0;

  /** @throws ToolError `usage` for a zone that does not exist. */
  constructor(opened: Opened, options: ReadOptions<E>) {
    this.#opened = opened;
    this.#options = options;
    this.#zone = zoneOf(options);
    this.#now = options.now ?? Date.now();
    this.years = new YearFinder(opened.sources, { ...options, now: this.#now });
    this.#bytesTotal = sizeOf(opened.sources);
  }

  /**
   * Reads one source; yields after every chunk.
   *
   * @throws the signal's reason when aborted.
   */
  async *read(source: Source, sink: Sink<E>): AsyncGenerator<void> {
    const { dialects, signal } = this.#options;
    const part = new Part<E>(source, { dialects, zone: this.#zone, now: this.#now, shapes: this.shapes, sink });
    this.#parts.set(source, part);
    signal?.throwIfAborted();
    const open = source.open(part.notes, signal);
    try {
      const chunks = new ChunkReader(open);
      for await (const _ of part.read(chunks, () => this.years.choose(source, chunks, part.scan))) {
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
    this.years.finished(source, part.scan);
  }

  /** The accounts, of what was read so far. */
  reading(): Reading {
    const { dialects, zone } = this.#options;
    return readingOf(
      this.#opened.sources.flatMap((source) => {
        const part = this.#parts.get(source);
        return part === undefined ? [] : [{ source, account: part.account() }];
      }),
      {
        opened: this.#opened,
        shapes: this.shapes.table(),
        dialects: dialects.map(({ name }) => name),
        zone: { name: this.#zone.name, given: zone !== undefined },
        year: this.years.assumption(),
      },
    );
  }

  #report(bytesRead: number): void {
    let lines = 0;
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
