/** Whole lines of a source in memory. */

const lf = 10;
const cr = 13;
const crlf = "\r\n";
export const noCrs: readonly number[] = [];

/** Whole lines. Valid until the next chunk is asked for. */
export interface Chunk {
  /** The bytes of `bytes` as latin1: indices into it are byte offsets. */
  readonly text: string;
  readonly bytes: Buffer;
  /** End of the last line: `text[to - 1]` is LF. */
  readonly to: number;
  /** Offset in the source of byte 0. */
  readonly offset: number;
  /**
   * Positions of the CRs that stood before an LF, ascending. They are LF here, so that a scanner stops on them and no
   * field ends in a CR; offsets stay as they are, the line is one byte longer than it looks. The LF behind such a CR is
   * LF in `text` and CR in `bytes`: no other byte is like that, so who reads several lines knows where the next begins.
   */
  readonly crs: readonly number[];
  /** The source ends without an LF; the last byte here was added. */
  readonly unterminated: boolean;
  /** The last line is longer than `longestLine` of chunks.ts; the rest of it is left out. */
  readonly cut: boolean;
  /** The source ends here. Not every last chunk says so: an end shows only when it is reached. */
  readonly last: boolean;
}

/** Decoded when somebody asks for the text: who glimpses at lines seldom does. */
export class DecodedChunk implements Chunk {
  readonly bytes: Buffer;
  readonly to: number;
  readonly offset: number;
  readonly crs: readonly number[];
  readonly unterminated: boolean;
  readonly cut: boolean;
  readonly last: boolean;
  #text: string | undefined;

  constructor(
    bytes: Buffer,
    to: number,
    offset: number,
    crs: readonly number[],
    text: string | undefined,
    how: "unterminated" | "cut" | undefined,
    last: boolean,
  ) {
    this.bytes = bytes;
    this.to = to;
    this.offset = offset;
    this.crs = crs;
    this.unterminated = how === "unterminated";
    this.cut = how === "cut";
    this.last = last;
    this.#text = text;
  }

  get text(): string {
    const text = this.#text ?? this.bytes.toString("latin1", 0, this.to);
    this.#text = text;
    return text;
  }
}

/** The line at `at`, and those behind it that end within so many bytes, as a chunk of its own. */
export function linesChunk({ bytes, to, offset, crs, unterminated, cut, last }: Chunk, at: number, size = 0): Chunk {
  const far = at + size;
  const end = far >= to ? to : Math.max(bytes.lastIndexOf(lf, far), bytes.indexOf(lf, at)) + 1;
  const isLast = end === to;
  return {
    text: bytes.toString("latin1", at, end),
    bytes: Buffer.from(bytes.buffer, bytes.byteOffset + at, end - at),
    to: end - at,
    offset: offset + at,
    crs,
    unterminated: isLast && unterminated,
    cut: isLast && cut,
    last: isLast && last,
  };
}

/** Lines between two line ends, `from` being the first one's. */
export function linesBetween(bytes: Uint8Array, from: number, to: number): number {
  let lines = 0;
  for (let end = from; end !== to; lines++) end = bytes.indexOf(lf, end + 1);
  return lines;
}

/** Puts an LF in the place of each CR before an LF. @returns where they were */
export function hideCarriageReturns(bytes: Buffer, to: number): readonly number[] {
  const first = bytes.subarray(0, to).indexOf(crlf, 0, "latin1");
  if (first < 0) return noCrs;
  const lines = bytes.subarray(0, to);
  const found: number[] = [];
  for (let at = first; at >= 0; at = lines.indexOf(crlf, at + 2, "latin1")) {
    found.push(at);
    bytes[at] = lf;
  }
  return found;
}

/** Puts back from `from` on what {@link hideCarriageReturns} hid. */
export function showCarriageReturns(bytes: Buffer, crs: readonly number[], from: number): void {
  for (const at of crs) {
    if (at < from) continue;
    bytes[at] = cr;
    // The last LF of all may have been added.
    if (at + 1 < bytes.length) bytes[at + 1] = lf;
  }
}

/** Whether a text begins with the byte order mark of UTF-8. */
export function hasMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

/** Behind any chunk. */
const nowhere = 2 ** 30;

/** Finds where the next line begins, in chunks with and without CRs. Asked for line ends in ascending order. */
export class CrCursor {
  #crs: readonly number[] = noCrs;
  #index = 0;
  #next = nowhere;

  /** Begins a chunk's lines at `from`. */
  begin(crs: readonly number[], from: number): void {
    this.#crs = crs;
    this.#index = crs.length === 0 ? 0 : crs.findIndex((at) => at >= from);
    this.#next = crs[this.#index] ?? nowhere;
  }

  /** The first byte behind a line that ends at `end`: in its LF, or in the CR before that. */
  behind(end: number): number {
    if (end < this.#next) return end + 1;
    while (end > this.#next) this.#step();
    if (end < this.#next) return end + 1;
    this.#step();
    return end + 2;
  }

  #step(): void {
    this.#next = this.#crs[++this.#index] ?? nowhere;
  }
}
