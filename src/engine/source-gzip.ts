/** Opens gzip, members one after the other, while the lines before are scanned (zlib runs on another thread). */
import { crc32, createInflateRaw, type InflateRaw } from "node:zlib";
import type { ByteSource } from "./chunks.ts";
import { gzipHeaderLength } from "./gzip-header.ts";

/** Bytes as stored that are opened at a time. */
const blockSize = 64 * 1024;
/** CRC32 and size of the text behind each member. */
const trailer = 8;
const nothing: Buffer = Buffer.alloc(0);

/**
 * The text of a gzip file. What can be opened counts, whatever follows.
 *
 * Each member is opened by itself: zlib's own reading of several drops the text of one together with the error that
 * what follows it is none.
 *
 * @param complain is told once when the file is truncated or damaged, or something else follows its last member.
 */
export function gunzip(stored: ByteSource, complain: (what: string) => void): ByteSource & { close(): void } {
  return new GzipBytes(stored, complain);
}

class GzipBytes implements ByteSource {
  readonly #stored: ByteSource;
  readonly #complain: (what: string) => void;
  #complained = false;
  /** Bytes as stored that no member has taken yet. */
  #input: Buffer = nothing;
  #member: InflateRaw | undefined;
  #memberEnded = false;
  #members = 0;
  #checksum = 0;
  #size = 0;
  #ready: Buffer[] = [];
  #opening: Promise<void> | undefined;
  #over = false;
  /** Continues whoever waits for zlib. */
  #wake: () => void = () => {};

  constructor(stored: ByteSource, complain: (what: string) => void) {
    this.#stored = stored;
    this.#complain = complain;
  }

  async fill(target: Buffer, at: number): Promise<number> {
    while (this.#ready.length === 0 && !this.#over) {
      this.#opening ??= this.#openBlock();
      await this.#opening;
      this.#opening = undefined;
    }
    // The next block is opened while the caller works on this one.
    if (!this.#over) this.#opening ??= this.#openBlock();
    return this.#take(target, at);
  }

  close(): void {
    this.#over = true;
    this.#member?.destroy();
    this.#wake();
  }

  #take(target: Buffer, at: number): number {
    const [piece] = this.#ready;
    if (piece === undefined) return 0;
    const count = piece.copy(target, at);
    if (count < piece.length) this.#ready[0] = piece.subarray(count);
    else this.#ready.shift();
    return count;
  }

  /** Resolves when the block's text is among the ready ones; never rejects. */
  async #openBlock(): Promise<void> {
    const member = this.#member ?? (await this.#beginMember());
    if (member === undefined || this.#over) return;
    if (this.#input.length === 0 && !(await this.#read())) {
      this.#finish("the gzip file is truncated");
      return;
    }
    const block = this.#input;
    const taken = member.bytesWritten;
    this.#input = nothing;
    await new Promise<void>((resolve) => {
      // zlib calls back neither for bytes behind the end of a member nor after an error.
      this.#wake = resolve;
      member.write(block, () => resolve());
    });
    if (!this.#memberEnded || this.#over) return;
    this.#input = block.subarray(member.bytesWritten - taken);
    await this.#endMember();
  }

  async #beginMember(): Promise<InflateRaw | undefined> {
    let length = this.#input.length === 0 && !(await this.#read()) ? "none" : gzipHeaderLength(this.#input);
    while (length === "short" && (await this.#read())) length = gzipHeaderLength(this.#input);
    if (typeof length !== "number") {
      if (this.#members === 0) this.#finish(`the gzip file is ${length === "short" ? "truncated" : "damaged"}`);
      else if (await this.#isPadding()) this.#finish();
      else this.#finish("what follows the gzip data in the file is none, and is left out", "");
      return undefined;
    }
    this.#input = this.#input.subarray(length);
    this.#memberEnded = false;
    this.#checksum = 0;
    this.#size = 0;
    // The stream must never be full: zlib would wait for a reader in the middle of a block. A block cannot grow more
    // than 1032 times.
    const options = { chunkSize: 4 * blockSize, readableHighWaterMark: 2048 * blockSize };
    const member = createInflateRaw(options as object);
    member.on("data", (piece: Buffer) => {
      this.#checksum = crc32(piece, this.#checksum);
      this.#size = (this.#size + piece.length) % 2 ** 32;
      this.#ready.push(piece);
    });
    member.on("end", () => {
      this.#memberEnded = true;
      this.#wake();
    });
    member.on("error", (error) => this.#finish(`the gzip file is damaged (${error.message})`));
    this.#member = member;
    return member;
  }

  async #endMember(): Promise<void> {
    this.#member?.destroy();
    this.#member = undefined;
    this.#members++;
    while (this.#input.length < trailer) {
      if (await this.#read()) continue;
      this.#finish("the gzip file is truncated");
      return;
    }
    if (this.#input.readUInt32LE(0) !== this.#checksum || this.#input.readUInt32LE(4) !== this.#size)
      this.#say("the gzip file is damaged (its checksum is of another text); what could be read of it counts");
    this.#input = this.#input.subarray(trailer);
  }

  /** Nothing but zeros to the end: tapes are filled up with them. */
  async #isPadding(): Promise<boolean> {
    do {
      if (this.#input.some((byte) => byte !== 0)) return false;
      this.#input = nothing;
    } while (await this.#read());
    return true;
  }

  /** Adds a block of bytes as stored; false at their end. */
  async #read(): Promise<boolean> {
    const block = Buffer.allocUnsafe(blockSize);
    const count = await this.#stored.fill(block, 0);
    const read = block.subarray(0, count);
    this.#input = this.#input.length === 0 ? read : Buffer.concat([this.#input, read]);
    return count > 0;
  }

  #finish(what?: string, consequence = "; what could be read of it counts"): void {
    if (what !== undefined && !this.#over) this.#say(what + consequence);
    this.#over = true;
    this.#wake();
  }

  #say(what: string): void {
    if (!this.#complained) this.#complain(what);
    this.#complained = true;
  }
}
