/**
 * Finds whole values in a text, in whatever case: at each place the longest. A regular expression of all of them takes
 * 18 s to compile for 10,000 subjects, and is refused for more or for one of 70 kB.
 */

/** Replaces values in a text. */
export type Replacer = (text: string, replace: (value: string) => string) => string;

/** Values are first told apart by so many code units, then by more. */
const FEW = 3;
const MORE = 16;
const ENDS_IN_WORD = /[\p{L}\p{N}]$/u;
const BEGINS_WITH_WORD = /^[\p{L}\p{N}]/u;

/**
 * What replaces `values`; null when there are none. A value that begins or ends with a letter or digit is none within a
 * longer word.
 */
export function literalsIn(values: Iterable<string>): Replacer | null {
  const all = [...new Set([...values].map(folded))].filter((value) => value !== "");
  if (all.length === 0) return null;
  const beginnings = new Set(all.map((value) => value.slice(0, FEW)));
  const lengths = [...new Set(all.map(({ length }) => Math.min(length, MORE)))].sort((a, b) => b - a);
  const shortest = [...new Set(all.map(({ length }) => Math.min(length, FEW)))];
  const candidates = new Map<string, string[]>();
  for (const value of all.sort((a, b) => b.length - a.length)) {
    const key = value.slice(0, MORE);
    const alike = candidates.get(key);
    if (alike === undefined) candidates.set(key, [value]);
    else alike.push(value);
  }
  /** The length of the longest value at a place; 0 where there is none. */
  const lengthAt = (text: string, at: number): number => {
    if (!shortest.some((length) => beginnings.has(text.slice(at, at + length)))) return 0;
    for (const length of lengths)
      for (const value of candidates.get(text.slice(at, at + length)) ?? [])
        if (text.startsWith(value, at) && isWhole(text, at, at + value.length)) return value.length;
    return 0;
  };
  return (text, replace) => {
    const searched = folded(text);
    let [out, end] = ["", 0];
    for (let at = 0; at < text.length; ) {
      const length = lengthAt(searched, at);
      if (length > 0) {
        out += text.slice(end, at) + replace(text.slice(at, at + length));
        end = at + length;
      }
      at += Math.max(1, length);
    }
    return out + text.slice(end);
  };
}

function isWhole(text: string, from: number, to: number): boolean {
  const [value, before, after] = [
    text.slice(from, to),
    text.slice(Math.max(0, from - 2), from),
    text.slice(to, to + 2),
  ];
  const isBegun = BEGINS_WITH_WORD.test(value.slice(0, 2)) && ENDS_IN_WORD.test(before);
  return !isBegun && !(ENDS_IN_WORD.test(value.slice(-2)) && BEGINS_WITH_WORD.test(after));
}

/** In lower case, with every character in its place: `İ` would become two. */
function folded(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return [...text].map((one) => (one.toLowerCase().length === one.length ? one.toLowerCase() : one)).join("");
}
