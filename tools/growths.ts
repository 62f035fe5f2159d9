/** Long lines made of short ones: a piece of a line is repeated where it stands, or something hostile is put in. */
import type { Random } from "../src/grammar/random.ts";

/** What begins much and ends nothing. */
export const HOSTILE = [
  " ",
  ":",
  "<",
  "(",
  "[",
  '"',
  "\\",
  ",",
  "a",
  "=",
  "/",
  "%",
  "@",
  " R=",
  ": ",
  "> ",
  ") ",
  '="',
  " ((",
];

/** A line in which a piece is repeated. */
export interface Growth {
  readonly before: string;
  readonly piece: string;
  readonly after: string;
}

/** @returns the line with its piece `times` times */
export function grown({ before, piece, after }: Growth, times: number): string {
  return before + piece.repeat(times) + after;
}

/** A way in which a line grows: a word of it, a character of it, or hostile text, at a place of it. */
export function growthOf(line: string, random: Random): Growth {
  const at = random.below(line.length + 1);
  const word = /^[A-Za-z0-9]+.|^./s.exec(line.slice(at))?.[0] ?? "x";
  const piece = random.pick([
    word,
    line.slice(at, at + 1 + random.below(12)),
    ...[0, 0].map(() => random.pick(HOSTILE)),
  ]);
  return { before: line.slice(0, at), piece: piece === "" ? "x" : piece, after: line.slice(at) };
}
