/** Cuts a text into what may be UTF-8 that was read wrongly, and what cannot be. */
import { bytesOf, type Reading } from "./tables.ts";

/** Characters that were one UTF-8 sequence of two to four bytes, if the text was read wrongly. */
export interface Sequence {
  /** Offset of its first character in the text; each of its characters is one code unit. */
  readonly start: number;
  readonly bytes: readonly number[];
}

/** Sequences without anything between them. */
export type Run = readonly [Sequence, ...Sequence[]];

/** Every run of `text`, in order. What is no whole and valid UTF-8 sequence is in none. */
export function runsOf(text: string, reading: Reading): readonly Run[] {
  const bytes = bytesOf[reading];
  const runs: [Sequence, ...Sequence[]][] = [];
  let end = -1;
  for (let at = 0; at < text.length; ) {
    const sequence = text.charCodeAt(at) < 0x80 ? null : sequenceAt(text, at, bytes);
    if (sequence === null) {
      at++;
      continue;
    }
    if (at === end) runs.at(-1)?.push(sequence);
    else runs.push([sequence]);
    at += sequence.bytes.length;
    end = at;
  }
  return runs;
}

/** One past the last character of a sequence. */
export function endOf(sequence: Sequence): number {
  return sequence.start + sequence.bytes.length;
}

/** What the bytes of a run say in UTF-8. */
export function decoded(run: readonly Sequence[]): string {
  return Buffer.from(run.flatMap(({ bytes }) => bytes)).toString("utf8");
}

function sequenceAt(text: string, start: number, known: ReadonlyMap<string, number>): Sequence | null {
  const lead = known.get(text.charAt(start));
  const length = lead === undefined ? 0 : lengthOf(lead);
  if (lead === undefined || length === 0) return null;
  const bytes = [lead];
  for (let at = start + 1; at < start + length; at++) {
    const byte = known.get(text.charAt(at));
    if (byte === undefined || byte > 0xbf) return null;
    bytes.push(byte);
  }
  return isValid(bytes) ? { start, bytes } : null;
}

function lengthOf(lead: number): number {
  if (lead < 0xc2 || lead > 0xf4) return 0;
  return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

/** RFC 3629: no overlong form, no surrogate, nothing above U+10FFFF. */
function isValid([lead = 0, second = 0]: readonly number[]): boolean {
  if (lead === 0xe0) return second >= 0xa0;
  if (lead === 0xed) return second < 0xa0;
  if (lead === 0xf0) return second >= 0x90;
  return lead !== 0xf4 || second < 0x90;
}
