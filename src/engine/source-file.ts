/** Regular files: what can be known of one before it is read, and its bytes. */
import { createHash } from "node:crypto";
import { closeSync, openSync, readSync, type Stats } from "node:fs";
import { constants, gunzipSync } from "node:zlib";
import type { Instant } from "../parsers/events.ts";
import type { ByteSource } from "./chunks.ts";
import { type Form, formOf } from "./magic.ts";

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
      print: `${stats.size}:${hash(head)}`,
      textPrint: `${textSize}:${hash(text.subarray(0, 4096))}`,
      time:
        form.is === "gzip" && form.time !== null
          ? { at: form.time, basis: "the time in the gzip header" }
          : { at: stats.mtimeMs, basis },
    };
  } finally {
    closeSync(file);
  }
}

/** The bytes of a regular file, read as they are asked for: for a file that is in memory nothing is faster. */
export class FileBytes implements ByteSource {
  #file: number | undefined;
  readonly #complain: (what: string) => void;
  /** Bytes read so far. */
  read = 0;

  /** @param complain is told when reading fails halfway; what was read before counts. */
  constructor(path: string, complain: (what: string) => void) {
    this.#complain = complain;
    try {
      this.#file = openSync(path, "r");
    } catch (error) {
      complain(reasonOf(error));
    }
  }

  fill(target: Buffer, at: number): number {
    if (this.#file === undefined) return 0;
    try {
      const count = readSync(this.#file, target, at, target.length - at, null);
      this.read += count;
      return count;
    } catch (error) {
      this.#complain(reasonOf(error));
      return 0;
    }
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }
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
