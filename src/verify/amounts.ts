/** Sizes and lengths of time as people write them: "1.3 GB", "1,395,104,500 bytes", "48+ hours", "2 days 0 h 25 min". */
import type { Exactness } from "./claims.ts";

/** A size in a text, with the bounds of what it may have been rounded from, one pair for each meaning. Bytes. */
export interface Amount {
  readonly index: number;
  readonly end: number;
  readonly ranges: readonly Range[];
}

/** Both bounds included. */
export interface Range {
  readonly least: number;
  readonly most: number;
}

/** A length of time in a text; `unit` is what one of its last figure is. Ms. */
export interface Length {
  readonly index: number;
  readonly end: number;
  readonly length: number;
  readonly unit: number;
  readonly exactness: Exactness;
}

const SIZE = /(?<![\w.,])(\d[\d,]{0,20})(\.\d{1,3})? ?(bytes|byte|B|[KMGT]i?B)\b/g;
const POWERS = ["B", "K", "M", "G", "T"];

/**
 * Every size of a text. A size in kB, MB, GB may be meant decimal or binary: 1.3 GB is anything that rounds to 1.3 in one
 * of them. GiB is binary.
 */
export function sizesIn(text: string): readonly Amount[] {
  return [...text.matchAll(SIZE)].map((match) => {
    const [whole, integer = "", fraction = "", unit = ""] = match;
    const value = Number(integer.replaceAll(",", "") + fraction);
    const power = unit.startsWith("b") ? 0 : POWERS.indexOf(unit.charAt(0));
    const half = power === 0 ? 0 : 0.5 * 10 ** -Math.max(0, fraction.length - 1);
    const steps = unit.includes("i") ? [1024] : [1000, 1024];
    return {
      index: match.index,
      end: match.index + whole.length,
      ranges: steps.map((step) => ({ least: (value - half) * step ** power, most: (value + half) * step ** power })),
    };
  });
}

const SECOND = 1000;
const UNITS: ReadonlyMap<string, number> = new Map([
  ["d", 86_400 * SECOND],
  ["h", 3600 * SECOND],
  ["m", 60 * SECOND],
  ["s", SECOND],
]);
const LENGTH =
  /(?<![\w.:])(\d{1,6})(\.\d{1,2})?(\+?) ?(days?|d|hours?|hrs?|h|minutes?|mins?|min|seconds?|secs?|s)\b(\+?)/g;
const LEAST = /(?:more than|over|at least|>=?|≥)\s*$/i;
const MOST = /(?:up to|at most|less than|under|within|<=?|≤)\s*$/i;
const ABOUT = /(?:~|≈|about|around|roughly|approximately|approx\.?|some)\s*$/i;

/** Every length of time of a text; "2 days 0 h 25 min" is one. */
export function lengthsIn(text: string): readonly Length[] {
  const found: Length[] = [];
  for (const match of text.matchAll(LENGTH)) {
    const unit = UNITS.get(match[4]?.charAt(0) ?? "") ?? SECOND;
    const length = Number(`${match[1]}${match[2] ?? ""}`) * unit;
    const end = match.index + match[0].length;
    const plus = match[3] === "+" || match[5] === "+";
    const last = found.at(-1);
    if (last !== undefined && unit < last.unit && /^,? (?:and )?$/.test(text.slice(last.end, match.index))) {
      found[found.length - 1] = { ...last, end, length: last.length + length, unit };
      continue;
    }
    const before = text.slice(Math.max(0, match.index - 16), match.index);
    found.push({ index: match.index, end, length, unit, exactness: exactnessOf(before, plus) });
  }
  return found;
}

function exactnessOf(before: string, plus: boolean): Exactness {
  if (plus || LEAST.test(before)) return "at least";
  if (MOST.test(before)) return "at most";
  return ABOUT.test(before) ? "about" : "exact";
}

const WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** "4", "1,234", "four", "no". NaN for what is no whole number. */
export function wholeNumberOf(word: string): number {
  const text = word.toLowerCase();
  if (text === "no" || text === "none") return 0;
  const at = WORDS.indexOf(text);
  if (at >= 0) return at;
  return /^\d[\d,]{0,11}$/.test(text) ? Number(text.replaceAll(",", "")) : Number.NaN;
}
