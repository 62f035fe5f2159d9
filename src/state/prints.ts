/** Reads the few bytes by which a file is known again. */
import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import type { FileIdentity } from "../engine/source-file.ts";
import type { Print } from "./log.ts";

/** Bytes of the first block. */
export const headSize = 4096;
const beforeSize = 512;

/** The print of a text's beginning. */
export function printOf(text: Uint8Array, bytes: number): Print {
  const piece = text.subarray(0, bytes);
  return { bytes: piece.length, hash: createHash("sha256").update(piece).digest("base64") };
}

/** Whether a text begins as the one did that left this print. */
export function fits(print: Print, text: Uint8Array): boolean {
  return text.length >= print.bytes && printOf(text, print.bytes).hash === print.hash;
}

/** The print of the bytes before a position of a plain file; null when it cannot be read. */
export function printBefore(file: FileIdentity, position: number): Print | null {
  const bytes = Math.min(beforeSize, position);
  const piece = pieceOf(file, position - bytes, bytes);
  return piece === null ? null : printOf(piece, bytes);
}

/** A piece of a plain file, or as much of it as there is; null when it cannot be read, or is another one by now. */
export function pieceOf({ path, dev, ino }: FileIdentity, from: number, bytes: number): Buffer | null {
  try {
    const file = openSync(path, "r");
    try {
      const stats = fstatSync(file);
      if (stats.dev !== dev || stats.ino !== ino) return null;
      const piece = Buffer.alloc(bytes);
      let filled = 0;
      for (let count = -1; count !== 0 && filled < bytes; filled += count)
        count = readSync(file, piece, filled, bytes - filled, from + filled);
      return piece.subarray(0, filled);
    } finally {
      closeSync(file);
    }
  } catch {
    return null;
  }
}
