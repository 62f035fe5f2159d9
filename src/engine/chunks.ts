/** Bytes become chunks that end on a line's end. */
import { type Chunk, DecodedChunk, hideCarriageReturns, noCrs, showCarriageReturns } from "./chunk.ts";

/** Gives bytes in order, like read(2). */
export interface ByteSource {
  /** Writes up to `target.length - at` bytes to `target` from `at` on. @returns how many; 0 is the end. */
  fill(target: Buffer, at: number): number | Promise<number>;
}

/** First size of the buffer. Longer strings do not fit into the young part of the V8 heap. */
export const chunkSize = 64 * 1024;
/** Of chunks that are glimpsed at: half of it takes 4 to 10 of 100 parts more time, twice as much gains nothing. */
export const glimpsedSize = 128 * 1024;
/** A line of more bytes is cut: strings have an end (V8: 512 MB), and so has memory. */
export const longestLine = 64 * 1024 * 1024;

const lf = 10;
const cr = 13;

export interface ChunkOptions {
  /** First size of the buffer. */
  readonly size?: number;
  readonly longest?: number;
  readonly offset?: number;
  /** Where chunks of the first size are to stand, `size + 1` bytes; longer ones stand elsewhere. */
  readonly room?: Buffer | undefined;
}

/** Cuts a source into chunks, in a buffer that is used again. */
export class ChunkReader {
  readonly #source: ByteSource;
  readonly #size: number;
  readonly #longest: number;
  readonly #room: Buffer | undefined;
  /** Read ahead and kept: comes before what the source still has. */
  #kept: Buffer[] = [];
  #bytes: Buffer;
  /** Bytes of the buffer that were given out; the rest up to `filled` begins the next chunk. */
  #given = 0;
  /** Bytes at the front of the next chunk that were in the last one: the next one must be longer. */
  #carried = 0;
  #crs: readonly number[] = noCrs;
  #filled = 0;
  #offset = 0;
  #ended = false;
  #skipping = false;
  /** Whether the next chunks will be decoded, though they stand in the room of those that are glimpsed at. */
  areDecoded = false;
  /** Bytes that the source gave, and those of lines that were cut. */
  #taken = 0;
  #leftOut = 0;

  /** @param options `offset` is that of the source's first byte. */
  constructor(source: ByteSource, options: ChunkOptions = {}) {
    const {
      room,
      size = room === undefined ? chunkSize : room.length - 1,
      longest = longestLine,
      offset = 0,
    } = options;
    this.#source = source;
    this.#size = size;
    this.#longest = longest;
    this.#offset = offset;
    this.#room = room;
    this.#bytes = room ?? Buffer.allocUnsafe(size + 1);
  }

  /** Bytes that the source gave so far, and how many of them are in no chunk: what follows the cut of a line that is too long. */
  get counts(): { readonly text: number; readonly leftOut: number } {
    return { text: this.#taken, leftOut: this.#leftOut };
  }

  /** The next chunk; undefined at the end. */
  async next(): Promise<Chunk | undefined> {
    this.#keepRest();
    if (this.#skipping) await this.#skipLine();
    let searched = this.#carried;
    this.#carried = 0;
    if (2 * searched > this.#bytes.length) this.#grow();
    for (;;) {
      while (!this.#ended && this.#filled < this.#roomTo) await this.#fill();
      const filled = this.#bytes.subarray(0, this.#filled);
      if (this.#ended) {
        if (filled.length === 0) return undefined;
        return filled.at(-1) === lf ? this.#give(filled.length) : this.#close("unterminated");
      }
      const lineEnd = filled.subarray(searched).lastIndexOf(lf);
      if (lineEnd >= 0) return this.#give(searched + lineEnd + 1);
      if (filled.length >= this.#longest) return this.#close("cut");
      searched = filled.length;
      this.#grow();
    }
  }

  /** The current chunk from `at` on, where a line begins, comes again at the front of the next one. */
  carry({ to, cut }: Chunk, at: number): void {
    if (cut) throw new Error("what is behind a line that was cut cannot be carried over");
    showCarriageReturns(this.#bytes, this.#crs, at);
    // An LF that was added is none of the source.
    this.#carried = Math.min(to, this.#filled) - at;
    this.#given = at;
  }

  /**
   * A second reader over everything from the current chunk on, for a source that can be read only once: up to `limit`
   * bytes are read ahead and kept for this one.
   */
  async ahead(limit: number): Promise<ChunkReader> {
    let length = 0;
    for (const kept of this.#kept) length += kept.length;
    while (length < limit) {
      const piece = Buffer.allocUnsafe(this.#size);
      const count = await this.#source.fill(piece, 0);
      if (count === 0) break;
      this.#taken += count;
      this.#kept.push(piece.subarray(0, count));
      length += count;
    }
    const current = Buffer.from(this.#bytes.subarray(0, this.#filled));
    showCarriageReturns(current, this.#crs, 0);
    return new ChunkReader(bytesOf([current, ...this.#kept]), {
      size: this.#size,
      longest: this.#longest,
      offset: this.#offset,
    });
  }

  /** Moves what was not given out to the front. */
  #keepRest(): void {
    this.#offset += this.#given;
    const rest = this.#bytes.subarray(this.#given, this.#filled);
    // After a long line the buffer becomes small again.
    if (this.#bytes.length > this.#size + 1 && rest.length <= this.#size)
      this.#bytes = this.#room ?? Buffer.allocUnsafe(this.#size + 1);
    if (rest.length > 0) rest.copy(this.#bytes);
    this.#filled = rest.length;
    this.#given = 0;
  }

  /** Where the room for text ends: one byte stays free for the LF that a last line may lack. */
  get #roomTo(): number {
    const all = this.#bytes.length - 1;
    return this.areDecoded && all === this.#size ? Math.min(all, chunkSize) : all;
  }

  async #fill(): Promise<void> {
    const room = this.#bytes.subarray(0, this.#roomTo);
    let count = this.#takeKept(room);
    if (count === 0) {
      count = await this.#source.fill(room, this.#filled);
      this.#taken += count;
    }
    if (count === 0) this.#ended = true;
    this.#filled += count;
  }

  #takeKept(room: Buffer): number {
    const [kept] = this.#kept;
    if (kept === undefined) return 0;
    const count = kept.copy(room, this.#filled);
    if (count < kept.length) this.#kept[0] = kept.subarray(count);
    else this.#kept.shift();
    return count;
  }

  #grow(): void {
    const larger = Buffer.allocUnsafe(2 * (this.#bytes.length - 1) + 1);
    this.#bytes.copy(larger, 0, 0, this.#filled);
    this.#bytes = larger;
  }

  /** Passes over what is left of a line that was cut. */
  async #skipLine(): Promise<void> {
    while (!this.#ended) {
      if (this.#filled === 0) await this.#fill();
      const end = this.#bytes.subarray(0, this.#filled).indexOf(lf);
      this.#given = end < 0 ? this.#filled : end + 1;
      this.#leftOut += this.#given;
      this.#keepRest();
      if (end >= 0) break;
    }
    this.#skipping = false;
  }

  #close(how: "unterminated" | "cut"): Chunk {
    this.#bytes[this.#filled] = lf;
    this.#skipping = how === "cut";
    const chunk = this.#give(this.#filled + 1, how);
    // The added LF is not in the source.
    this.#given = this.#filled;
    return chunk;
  }

  #give(to: number, how?: "unterminated" | "cut"): Chunk {
    const bytes = this.#bytes;
    const crs = hideCarriageReturns(bytes, to);
    this.#given = to;
    this.#crs = crs;
    const text = crs === noCrs ? undefined : bytes.toString("latin1", 0, to);
    for (const at of crs) bytes[at + 1] = cr;
    return new DecodedChunk(bytes, to, this.#offset, crs, text, how, this.#ended);
  }
}

/** Buffers as a source. */
export function bytesOf(buffers: readonly Uint8Array[]): ByteSource {
  let index = 0;
  let taken = 0;
  return {
    fill(target, at) {
      for (;;) {
        const buffer = buffers[index];
        if (buffer === undefined) return 0;
        const piece = buffer.subarray(taken, taken + target.length - at);
        if (piece.length === 0 && taken >= buffer.length) {
          index++;
          taken = 0;
          continue;
        }
        target.set(piece, at);
        taken += piece.length;
        return piece.length;
      }
    },
  };
}
