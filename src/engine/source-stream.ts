/** Streams: standard input, a Readable, lines from a program. Each can be read once. */
import { fstatSync } from "node:fs";
import { Readable } from "node:stream";
import type { ByteSource } from "./chunks.ts";
import type { ByteStream } from "./contract.ts";
import { formOf, magicLength } from "./magic.ts";
import { whyNoLog } from "./source-device.ts";
import { reasonOf } from "./source-file.ts";
import { gunzip } from "./source-gzip.ts";

/** What a stream tells while it is read. */
export interface StreamNotes {
  warn(what: string): void;
  /** The stream could not be read, or not to its end. */
  fail(what: string): void;
}

/** Standard input; with its time when it is a regular file (`< dovecot.log`), and why it is no log (`< /dev/zero`). */
export function standardInput(): {
  stream(): Readable;
  readonly writtenAt: number | null;
  readonly refused: string | undefined;
} {
  // Not imported: what node:process exports makes all three streams, whether one is used or not.
  const stream = () => process.stdin;
  try {
    const stats = fstatSync(0);
    return { stream, writtenAt: stats.isFile() ? stats.mtimeMs : null, refused: whyNoLog(stats) };
  } catch {
    // Closed: reading says so.
    return { stream, writtenAt: null, refused: undefined };
  }
}

/** The text of a stream, opened when it is gzip by its first bytes. */
export class StreamBytes implements ByteSource {
  readonly #pieces: Pieces;
  readonly #notes: StreamNotes;
  #inner: (ByteSource & { close?(): void }) | undefined;

  constructor(stream: ByteStream, notes: StreamNotes, signal: AbortSignal | undefined) {
    this.#notes = notes;
    this.#pieces = new Pieces(stream, notes, signal);
  }

  /** Bytes read so far, as they came. */
  get read(): number {
    return this.#pieces.read;
  }

  async fill(target: Buffer, at: number): Promise<number> {
    this.#inner ??= await this.#open();
    return this.#inner.fill(target, at);
  }

  close(): void {
    this.#inner?.close?.();
    this.#pieces.close();
  }

  async #open(): Promise<ByteSource> {
    const form = formOf(await this.#pieces.peek(magicLength));
    if (form.is === "plain") return this.#pieces;
    if (form.is === "gzip") return gunzip(this.#pieces, (what) => this.#notes.warn(what));
    const advice = form.filter === null ? `open it with "${form.opener} FILE |"` : `put "${form.filter} |"`;
    this.#notes.fail(`is compressed with ${form.name}; ${advice} before mailmortem`);
    return { fill: () => 0 };
  }
}

/** The pieces of a stream as bytes to fill a buffer with. */
class Pieces implements ByteSource {
  read = 0;
  readonly #iterator: AsyncIterator<Uint8Array | string>;
  /** Text from a program is whole lines; from a Readable (with an encoding set) it is cut anywhere. */
  readonly #wholeLines: boolean;
  readonly #notes: StreamNotes;
  readonly #signal: AbortSignal | undefined;
  #piece: Uint8Array = new Uint8Array(0);
  #ended = false;

  constructor(stream: ByteStream, notes: StreamNotes, signal: AbortSignal | undefined) {
    this.#iterator = stream[Symbol.asyncIterator]();
    this.#wholeLines = !(stream instanceof Readable);
    this.#notes = notes;
    this.#signal = signal;
  }

  async fill(target: Buffer, at: number): Promise<number> {
    if (this.#piece.length === 0) await this.#next();
    const taken = this.#piece.subarray(0, target.length - at);
    target.set(taken, at);
    this.#piece = this.#piece.subarray(taken.length);
    return taken.length;
  }

  /** The first bytes, which stay; fewer at the end of the stream. */
  async peek(count: number): Promise<Uint8Array> {
    let head: Uint8Array = this.#piece;
    while (head.length < count && !this.#ended) {
      await this.#next();
      head = Buffer.concat([head, this.#piece]);
    }
    this.#piece = head;
    return head.subarray(0, count);
  }

  close(): void {
    // A generator in the middle of a wait would only return after it: do not wait for that.
    if (!this.#ended) this.#iterator.return?.()?.then(undefined, () => {});
    this.#ended = true;
  }

  async #next(): Promise<void> {
    this.#piece = new Uint8Array(0);
    while (this.#piece.length === 0 && !this.#ended) {
      const next = await this.#pull();
      if (next.done === true) this.#ended = true;
      else this.#piece = this.#bytesOf(next.value);
    }
    this.read += this.#piece.length;
  }

  async #pull(): Promise<IteratorResult<Uint8Array | string>> {
    const next = this.#iterator.next().catch((error: unknown) => {
      this.#notes.fail(`could not be read to its end: ${reasonOf(error)}`);
      return { done: true, value: undefined } as const;
    });
    return this.#signal === undefined ? next : orAborted(next, this.#signal);
  }

  #bytesOf(piece: Uint8Array | string): Uint8Array {
    if (typeof piece !== "string") return piece;
    return Buffer.from(this.#wholeLines && !piece.endsWith("\n") ? `${piece}\n` : piece);
  }
}

/**
 * What comes first: the value, or the signal's reason as a rejection. Of one promise of the abortion for all pieces,
 * `Promise.race` would keep every piece until the stream ends.
 */
function orAborted<T>(value: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    value.finally(() => signal.removeEventListener("abort", abort)).then(resolve, reject);
  });
}
