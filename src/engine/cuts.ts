/**
 * Where a file may be cut into ranges that are read apart (docs/adr/0020-ranges-threads-and-accounts.md).
 *
 * A range begins at a line after which nothing that stood before it matters to its reader: one with a stamp of its own,
 * of an hour that the clocks show once, that exactly one dialect recognises, and that one keeps nothing in mind from
 * line to line. The places follow from the file alone.
 */

import { nextLine } from "../parsers/records.ts";
import type { Chunk } from "./chunk.ts";
import { ChunkReader } from "./chunks.ts";
import { SourceClock, type Years } from "./clock.ts";
import type { ReadOptions, TimedEvent } from "./contract.ts";
import { LineReader } from "./dialects.ts";
import type { Source } from "./source.ts";
import type { FilePart } from "./source-file.ts";
import { openFile, type StoredFile } from "./source-open.ts";
import { yearsUnknown } from "./year.ts";
import type { WallZone } from "./zone.ts";

/** Bytes of a range, nearly. */
export const rangeSize = 16 * 1024 * 1024;
/** So far behind its nominal place a cut is looked for; if there is none, two ranges are one. */
const reach = 1024 * 1024;
const silent = { warn: () => {}, fail: () => {} };
const lf = 10;
const cr = 13;
/** Bytes that are looked at first for the last line that a range can begin with, and at most. */
const firstLook = 16 * 1024;
const longestLook = 8 * 1024 * 1024;

/** Ranges of a file; one when it is compressed, a stream, or shorter than two. */
export function countRanges({ file, size }: Pick<Source, "file" | "size">, nominal: number, part?: FilePart): number {
  if (file === null || size === null || file.compressed || file.rest !== undefined) return 1;
  return Math.max(1, Math.floor((part === undefined ? size : part.to - part.from) / nominal));
}

/** The ranges of one file. */
export class Cuts<E extends TimedEvent> {
  readonly #source: Source;
  readonly #dialects: ReadOptions<E>["dialects"];
  readonly #zone: WallZone;
  readonly #years: Years;
  readonly #nominal: number;
  readonly #part: FilePart;
  readonly #count: number;
  /** The end of a range is the beginning of the next one. */
  readonly #known = new Map<number, number | null>();

  /** @param part of the file that is cut; all of it unless told */
  constructor(
    source: Source,
    dialects: ReadOptions<E>["dialects"],
    zone: WallZone,
    nominal: number,
    years?: Years,
    part?: FilePart,
  ) {
    this.#source = source;
    this.#dialects = dialects;
    this.#zone = zone;
    this.#nominal = nominal;
    this.#years = years ?? yearsUnknown;
    this.#part = part ?? { from: 0, to: source.size ?? 0, last: true };
    this.#count = countRanges(source, nominal, part);
  }

  /** A range; null when it belongs to the one before. */
  async range(index: number): Promise<FilePart | null> {
    const from = await this.#startOf(index);
    if (from === null) return null;
    const follows = index === 0 && this.#part.follows !== undefined ? { follows: this.#part.follows } : {};
    for (let next = index + 1; next < this.#count; next++) {
      const to = await this.#startOf(next);
      if (to !== null) return to > from ? { from, to, last: false, ...follows } : null;
    }
    const { to, last } = this.#part;
    return { from, to, last, ...follows };
  }

  async #startOf(index: number): Promise<number | null> {
    if (index === 0) return this.#part.from;
    const known = this.#known.get(index);
    if (known !== undefined) return known;
    const found = await this.#find(this.#part.from + index * this.#nominal);
    this.#known.set(index, found);
    return found;
  }

  /** The first line at or behind an offset that a range can begin with. */
  async #find(place: number): Promise<number | null> {
    const { file } = this.#source;
    if (file === null) return null;
    // The byte before tells whether a line begins right there.
    const from = place - 1;
    const open = openFile(file, silent, { from, to: Math.min(this.#part.to, from + reach), last: false });
    try {
      const chunks = new ChunkReader(open, { offset: from });
      let begun = false;
      for (let chunk = await chunks.next(); chunk !== undefined; chunk = await chunks.next()) {
        const found = this.#findIn(chunk, begun);
        if (found !== null) return chunk.offset + found;
        begun = true;
      }
      return null;
    } finally {
      open.close();
    }
  }

  /**
   * The last line that a range can begin with: what stands before it will never have to be read again, whatever is
   * written behind. The beginning of the part when there is none.
   */
  async last(): Promise<number> {
    const { file } = this.#source;
    const { from, to } = this.#part;
    if (file === null) return from;
    let behind = to;
    for (let size = firstLook; ; size *= 8) {
      // The byte before tells whether a line begins right there.
      const begin = Math.max(from, to - size) - 1;
      const { found, looked } = await this.#lastIn(file, Math.max(0, begin), to, begin < from, behind);
      if (found !== null) return found;
      if (begin < from || size >= longestLook) return from;
      behind = looked;
    }
  }

  /**
   * Looks at the lines of `[from, to)` that begin before `behind`.
   *
   * @returns where the last one begins that will do, and the first one that was looked at
   */
  async #lastIn(
    file: StoredFile,
    from: number,
    to: number,
    begun: boolean,
    behind: number,
  ): Promise<{ readonly found: number | null; readonly looked: number }> {
    const bytes = Buffer.allocUnsafe(to - from);
    const open = openFile(file, silent, { from, to, last: false });
    try {
      let filled = 0;
      for (let count = await open.fill(bytes, 0); count > 0; count = await open.fill(bytes, filled)) {
        filled += count;
        if (filled >= bytes.length) break;
      }
      // What was written in DOS' manner is left to the next run: its line ends would have to be hidden first.
      const text = bytes.toString("latin1", 0, bytes.lastIndexOf(lf, filled - 1) + 1);
      const least = begun ? 0 : text.indexOf("\n") + 1;
      const looked = from + least;
      for (let end = Math.min(text.length, behind - from) - 1; end >= least && end >= 0; ) {
        const at = end === 0 ? 0 : text.lastIndexOf("\n", end - 1) + 1;
        if (at < least) break;
        if (end > at && text.charCodeAt(end - 1) !== cr && this.#isCut(text, bytes, at, from + at))
          return { found: from + at, looked };
        end = at - 1;
      }
      return { found: null, looked };
    } finally {
      open.close();
    }
  }

  #findIn(chunk: Chunk, begun: boolean): number | null {
    const { text, bytes, to, offset, unterminated } = chunk;
    for (let at = begun ? 0 : nextLine(text, bytes, bytes.indexOf(lf)); at < to; ) {
      const end = text.indexOf("\n", at);
      // What looks like the last line may be the beginning of one.
      if (unterminated && end >= to - 1) return null;
      if (end > at && this.#isCut(text, bytes, at, offset + at)) return at;
      at = nextLine(text, bytes, end);
    }
    return null;
  }

  #isCut(text: string, bytes: Uint8Array, at: number, offset: number): boolean {
    const clock = new SourceClock(this.#zone, this.#years, Number.NaN);
    const reader = new LineReader(this.#dialects, this.#source.forced);
    const event = reader.read(text, bytes, at, clock, offset);
    if (event === undefined || reader.share !== "recognised" || reader.remembers) return false;
    if (clock.wantsYears || clock.isOdd || event.at !== clock.previous) return false;
    for (const dialect of reader.dialects) {
      if (dialect === reader.dialect || dialect.forSource !== undefined) continue;
      const other = dialect.read(text, bytes, at, clock, offset);
      if (other !== undefined && dialect.share(other) !== "unknown") return false;
    }
    return true;
  }
}
