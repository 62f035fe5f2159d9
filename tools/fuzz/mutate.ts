/** Changes of texts: what strangers insert, and what an accident does to a file. */
import type { Random } from "../../src/grammar/random.ts";
import { hostileFragments } from "../../test/hostile/strings.ts";

/** A word that no text of ours has: wherever it stands outside of code, somebody's text does. */
export const MARK = "zqxzq";

const NUMBERS = [
  "0",
  "-1",
  "1e999",
  "NaN",
  "9007199254740993",
  "99999999999999999999",
  "0x10",
  "00",
  "1,000",
  "\u0663",
];
const LENGTHS = [100, 1000, 5000, 70_000];

/** A hostile text, marked: one to three fragments with the mark before, behind and between them. */
export function hostile(random: Random): string {
  let text = random.chance(70) ? MARK : "";
  for (let left = 1 + random.below(3); left > 0; left--) {
    text += random.chance(8) ? "W".repeat(random.pick(LENGTHS)) : random.pick(hostileFragments);
    text += random.pick(["", " ", MARK, ` ${MARK} `]);
  }
  return text;
}

/** What is inserted beside hostile texts: words of the format, and other texts of its kind to take pieces of. */
export interface Neighbours {
  readonly tokens: readonly string[];
  readonly others: readonly string[];
}

/**
 * The text with some changes: pieces left out, doubled, swapped, of another text, hostile texts, other numbers.
 *
 * @param most changes
 */
export function mutate(text: string, { tokens, others }: Neighbours, random: Random, most = 6): string {
  let out = text;
  for (let left = 1 + random.below(most); left > 0; left--) out = changed(out, tokens, others, random);
  return out;
}

function changed(text: string, tokens: readonly string[], others: readonly string[], random: Random): string {
  const at = random.below(text.length + 1);
  const put = (piece: string, over = 0) => text.slice(0, at) + piece + text.slice(at + over);
  const length = 1 + random.below(random.chance(70) ? 12 : 400);
  switch (random.below(12)) {
    case 0:
      return put("", length);
    case 1:
      return put(text.slice(at, at + length));
    case 2:
      return put(random.pick(tokens));
    case 3:
      return put(random.pick(tokens), length);
    case 4:
      return put(String.fromCharCode(random.below(256)), 1);
    case 5:
      return swappedLines(text, at, random);
    case 6: {
      const other = random.pick(others);
      const from = random.below(other.length + 1);
      return put(other.slice(from, from + length));
    }
    case 7:
      return withNumber(text, at, random);
    case 8:
      return random.chance(20) ? text.slice(0, at) : put("\n");
    default:
      return put(hostile(random), random.chance(50) ? 0 : length);
  }
}

/** The line of the place and the one behind it change places, or a line is said again far away. */
function swappedLines(text: string, at: number, random: Random): string {
  const from = text.lastIndexOf("\n", at - 1) + 1;
  const line = text.slice(from, ends(text, at));
  const rest = text.slice(0, from) + text.slice(from + line.length);
  const to = random.chance(50) ? ends(rest, from) : ends(rest, random.below(rest.length + 1));
  return `${random.chance(30) ? text.slice(0, to) : rest.slice(0, to)}${line}${rest.slice(to)}`;
}

/** Behind the line feed that ends the line of the place. */
function ends(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end + 1;
}

/** The next number behind the place is another one. */
function withNumber(text: string, at: number, random: Random): string {
  const found = /\d+/.exec(text.slice(at, at + 2000));
  if (found === null) return text;
  const digits = found[0];
  const near = String(Number(digits) + random.below(121) - 60).padStart(digits.length, "0");
  const from = at + found.index;
  return text.slice(0, from) + (random.chance(60) ? near : random.pick(NUMBERS)) + text.slice(from + digits.length);
}
