/** Regular files: what can be known of one before it is read, and its bytes. */
import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readdirSync, readSync, type Stats, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { constants, gunzipSync } from "node:zlib";
import type { Instant } from "../parsers/events.ts";
import type { ByteSource } from "./chunks.ts";
import type { Range } from "./lines.ts";
import { type Form, formOf } from "./magic.ts";

const lf = 10;
/** Enough to tell two logs apart. */
const headSize = 64 * 1024;

/** What the first block of a file shows. */
export interface FileHead {
  readonly form: Form;
  /** Text of the first block, opened. */
  readonly text: Uint8Array;
  /** Equal for files with equal size and equal first block. */
  readonly print: string;
  /** Equal for a log and its gzip: size and beginning of the text. */
  readonly textPrint: string;
  readonly time: { readonly at: Instant; readonly basis: string };
}

/** @throws what the system says when the file cannot be opened or read. */
export function headOf(path: string, stats: Stats): FileHead {
  const file = openSync(path, "r");
  try {
    const stored = Buffer.allocUnsafe(headSize);
    const head = stored.subarray(0, readSync(file, stored, 0, headSize, 0));
    const form = formOf(head);
    const text = form.is === "gzip" ? openHead(head) : head;
    const textSize = form.is === "gzip" ? sizeInTrailer(file, stats.size) : stats.size;
    const basis = "the time of the file";
    return {
      form,
      text,
      // Asked for where there is another file.
      get print() {
        return `${stats.size}:${hash(head)}`;
      },
      get textPrint() {
        return `${textSize}:${hash(text.subarray(0, 4096))}`;
      },
      time:
        form.is === "gzip" && form.time !== null
          ? { at: form.time, basis: "the time in the gzip header" }
          : { at: stats.mtimeMs, basis },
    };
  } finally {
    closeSync(file);
  }
}

/** Which file was meant, wherever it is by now. */
export interface FileIdentity {
  readonly path: string;
  readonly dev: number;
  readonly ino: number;
}

/** Whole lines of a file, in bytes. */
export interface FilePart {
  readonly from: number;
  readonly to: number;
  /** Its end is the file's. */
  readonly last: boolean;
  /** The range that it goes on with, where the lines before it were read in another run. */
  readonly follows?: Range;
}

/**
 * The bytes of a regular file, read as they are asked for: for a file that is in memory nothing is faster.
 *
 * What is there when reading begins counts, by one descriptor: a log may be rotated, emptied or written to meanwhile.
 * Of `lines`, the last one is read to its end if it was being written.
 */
export class FileBytes implements ByteSource {
  #file: number | undefined;
  readonly #identity: FileIdentity;
  readonly #notes: FileNotes;
  readonly #content: "lines" | "bytes";
  readonly #part: FilePart | undefined;
  /** Where reading ends: of the file when reading began, or of the part. */
  #size = 0;
  #position = 0;
  #lastByte = lf;
  #isOver = false;

  constructor(identity: FileIdentity, notes: FileNotes, content: "lines" | "bytes", part?: FilePart) {
    this.#identity = identity;
    this.#notes = notes;
    this.#content = content;
    this.#part = part;
    this.#position = part?.from ?? 0;
    try {
      this.#file = openSame(identity, notes, this.#position > 0);
      this.#size = part?.to ?? fstatSync(this.#file).size;
    } catch (error) {
      notes.fail(reasonOf(error));
    }
  }

  /** Bytes read so far. */
  get read(): number {
    return this.#position - (this.#part?.from ?? 0);
  }

  fill(target: Buffer, at: number): number {
    if (this.#file === undefined || this.#isOver) return 0;
    try {
      const count =
        this.#position < this.#size ? this.#fillFrom(this.#file, target, at) : this.#endLine(this.#file, target, at);
      if (count === 0) this.#end(this.#file);
      else this.#lastByte = target[at + count - 1] ?? lf;
      this.#position += count;
      return count;
    } catch (error) {
      this.#notes.fail(reasonOf(error));
      return 0;
    }
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  #fillFrom(file: number, target: Buffer, at: number): number {
    return readSync(file, target, at, Math.min(target.length - at, this.#size - this.#position), this.#position);
  }

  /** What was written behind the last byte, up to the end of its line; nothing when that has not been written yet. */
  #endLine(file: number, target: Buffer, at: number): number {
    if (this.#content === "bytes" || this.#lastByte === lf || this.#part?.last === false) return 0;
    const room = target.subarray(at);
    const count = readSync(file, room, 0, room.length, this.#position);
    return room.subarray(0, count).indexOf(lf) + 1;
  }

  /** Says what happened to the file meanwhile. */
  #end(file: number): void {
    this.#isOver = true;
    const { warn } = this.#notes;
    if (this.#position < this.#size) {
      const left = `${this.#position} of the ${this.#size} bytes that it had were read`;
      warn(`became shorter while it was read; ${this.#part === undefined ? left : "what was cut off was not read"}`);
    }
    if (this.#part?.last === false) return;
    if (this.#position >= this.#size && fstatSync(file).size > this.#position)
      warn("grew while it was read; what was there when reading began counts");
    if (!isAt(this.#identity.path, this.#identity)) {
      warn("was rotated away while it was read; the file that was there when reading began counts");
    }
  }
}

/** What is told while a file is read. */
interface FileNotes {
  warn(what: string): void;
  fail(what: string): void;
}

/** Opens the file that was meant, under another name when it was rotated before its turn came, or (if begun) while it was read. */
function openSame(identity: FileIdentity, { warn }: FileNotes, begun: boolean): number {
  const { path } = identity;
  if (isAt(path, identity)) return openSync(path, "r");
  const folder = dirname(path);
  const moved = readdirSync(folder).find((name) => isAt(join(folder, name), identity));
  if (moved === undefined) {
    throw new Error(
      begun
        ? "was removed or replaced while it was read; not all that it held was read"
        : "was removed or replaced before its turn came; what it held was not read",
    );
  }
  // The end of the file tells of it, once.
  if (!begun) warn(`was rotated before its turn came; read as ${moved}`);
  return openSync(join(folder, moved), "r");
}

function isAt(path: string, { dev, ino }: FileIdentity): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats !== undefined && stats.dev === dev && stats.ino === ino;
}

/** What a system error says to a person. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return "no such file";
  if (code === "EACCES" || code === "EPERM") return "permission denied; mail logs are often readable by root only";
  return message ?? String(error);
}

function openHead(head: Uint8Array): Uint8Array {
  try {
    // The head is only a part of the file: do not insist on its end.
    return gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 128 * headSize });
  } catch {
    return Buffer.alloc(0);
  }
}

/** ISIZE, the last four bytes of RFC 1952: size of the (last member's) text modulo 2^32. */
function sizeInTrailer(file: number, size: number): number {
  const trailer = Buffer.alloc(4);
  if (size >= 4) readSync(file, trailer, 0, 4, size - 4);
  return trailer.readUInt32LE(0);
}

function hash(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("base64");
}
