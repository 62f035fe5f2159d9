/** Opens gzip, members one after the other, while the lines before are scanned (zlib runs on another thread). */
import { createGunzip, type Gunzip } from "node:zlib";
import type { ByteSource } from "./chunks.ts";

/** Bytes as stored that are opened at a time. */
const blockSize = 64 * 1024;
/** A wrong checksum in the last bytes of a member costs the text opened together with them: they go alone. */
const trailer = 8;

/**
 * The text of a gzip file. What can be opened counts, whatever follows.
 *
 * @param complain is told once when the file is truncated or damaged.
 */
export function gunzip(stored: ByteSource, complain: (what: string) => void): ByteSource & { close(): void } {
  return new GzipBytes(stored, complain);
}

class GzipBytes implements ByteSource {
  readonly #stored: ByteSource;
  readonly #complain: (what: string) => void;
  readonly #zlib: Gunzip;
  #ready: Buffer[] = [];
  #held: Buffer = Buffer.alloc(0);
  #opening: Promise<void> | undefined;
  #over = false;
  /** Continues whoever waits for zlib. */
  #wake: () => void = () => {};

  constructor(stored: ByteSource, complain: (what: string) => void) {
    this.#stored = stored;
    this.#complain = complain;
    // The stream must never be full: zlib would wait for a reader in the middle of a block. A block cannot grow more
    // than 1032 times.
    this.#zlib = createGunzip({ chunkSize: 4 * blockSize, readableHighWaterMark: 2048 * blockSize } as object);
    this.#zlib.on("data", (piece: Buffer) => this.#ready.push(piece));
    this.#zlib.on("end", () => this.#finish());
    this.#zlib.on("error", (error: NodeJS.ErrnoException) => {
      if (!this.#over) this.#complain(reasonOf(error));
      this.#finish();
    });
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
    this.#zlib.destroy();
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
    const block = Buffer.allocUnsafe(blockSize + trailer);
    const held = this.#held.copy(block);
    const count = await this.#stored.fill(block, held);
    const whole = block.subarray(0, held + count);
    const open = count === 0 ? whole : whole.subarray(0, Math.max(0, whole.length - trailer));
    this.#held = whole.subarray(open.length);
    if (open.length > 0) await this.#step(() => this.#zlib.write(open, () => this.#wake()));
    // An end together with the last bytes would lose their text when it turns out to be truncated.
    if (count === 0) await this.#step(() => this.#zlib.end());
  }

  /** Waits for the callback of zlib, which comes neither for bytes behind the last member nor after an error. */
  async #step(start: () => void): Promise<void> {
    if (this.#over) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      start();
    });
  }

  #finish(): void {
    this.#over = true;
    this.#wake();
  }
}

function reasonOf(error: NodeJS.ErrnoException): string {
  if (error.code === "Z_BUF_ERROR") return "the gzip file is truncated; what could be read of it counts";
  return `the gzip file is damaged (${error.message}); what could be read of it counts`;
}
