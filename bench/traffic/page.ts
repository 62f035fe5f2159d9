/** Lines become bytes: copied piece by piece into one block, which is given away when it is full. */
import type { TemplateLine } from "./template.ts";

/** When to stop: at so many lines, or with the line that reaches so many bytes. */
export type Size = { readonly lines: number } | { readonly bytes: number };

const blockLength = 1 << 20;
/** No recorded line comes near. */
const longestLine = 1 << 16;

/** Strings would be joined and flattened for each line; copied bytes take a third of the time. */
export class Page {
  lines = 0;
  bytes = 0;
  readonly #block = Buffer.allocUnsafeSlow(blockLength + longestLine);
  #at = 0;
  readonly #maxLines: number;
  readonly #maxBytes: number;
  readonly #take: (block: Uint8Array) => void;

  /** @param take gets each block of whole lines; its bytes are good until it returns */
  constructor(size: Size, take: (block: Uint8Array) => void) {
    this.#maxLines = "lines" in size ? size.lines : Number.POSITIVE_INFINITY;
    this.#maxBytes = "bytes" in size ? size.bytes : Number.POSITIVE_INFINITY;
    this.#take = take;
  }

  /** Lines that come later are left out. */
  get isFull(): boolean {
    return this.lines >= this.#maxLines || this.bytes >= this.#maxBytes;
  }

  /** Adds a line of a template. */
  line(stamp: string, { bytes, gaps }: TemplateLine, values: readonly string[]): void {
    if (this.isFull) return;
    const from = this.#at;
    this.#text(stamp);
    this.#copy(bytes[0] as Uint8Array);
    for (let gap = 0; gap < gaps.length; gap++) {
      this.#text(values[gaps[gap] as number] as string);
      this.#copy(bytes[gap + 1] as Uint8Array);
    }
    this.#end(from);
  }

  /** Adds a line without gaps. */
  plainLine(text: string): void {
    if (this.isFull) return;
    const from = this.#at;
    this.#text(text);
    this.#end(from);
  }

  /** Gives the last block away. */
  close(): void {
    if (this.#at > 0) this.#take(this.#block.subarray(0, this.#at));
    this.#at = 0;
  }

  #end(from: number): void {
    this.#block[this.#at++] = 10;
    this.lines++;
    this.bytes += this.#at - from;
    if (this.#at >= blockLength) this.close();
  }

  // Loops: a call of the runtime for twenty bytes costs more than the bytes.
  #copy(piece: Uint8Array): void {
    const block = this.#block;
    let at = this.#at;
    for (let from = 0; from < piece.length; from++) block[at++] = piece[from] as number;
    this.#at = at;
  }

  #text(text: string): void {
    const block = this.#block;
    let at = this.#at;
    for (let from = 0; from < text.length; from++) block[at++] = text.charCodeAt(from);
    this.#at = at;
  }
}
