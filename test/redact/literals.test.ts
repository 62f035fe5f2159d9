/** What finds whole values in a text: the same as a regular expression of them, and more of them than one takes. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { literalsIn } from "../../src/redact/literals.ts";

const replaced = (values: readonly string[], text: string) =>
  literalsIn(values)?.(text, (value) => `[${value}]`) ?? text;

it.each<readonly [what: string, values: readonly string[], text: string, expected: string]>([
  ["no value", [], "a b", "a b"],
  ["nothing as a value", [""], "a b", "a b"],
  ["in whatever case", ["New Offer"], "T=NEW offer!", "T=[NEW offer]!"],
  ["the longest at a place", ["to do", "to do today"], "to do today, to do", "[to do today], [to do]"],
  ["the first of two that overlap", ["a b", "b c d"], "a b c d", "[a b] c d"],
  ["not within a longer word", ["ann b"], "joann b, ann bo, ann b", "joann b, ann bo, [ann b]"],
  ["beside letters where it ends in none", ["(x)"], "a(x)b", "a[(x)]b"],
  ["behind what grows in lower case", ["abc d"], "\u0130\u0130 abc d", "\u0130\u0130 [abc d]"],
  ["shorter than what tells values apart", ["x", "xy", "xyz"], "x xy xyz xyza", "[x] [xy] [xyz] xyza"],
  ["a letter beyond U+FFFF beside it", ["ab"], "\u{10400}ab ab", "\u{10400}ab [ab]"],
])("%s", (_what, values, text, expected) => expect(replaced(values, text)).toBe(expected));

it("finds what a regular expression finds", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "B", " ", "-", "é", "1"), minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), fc.array(word, { maxLength: 12 }), (values, pieces) => {
      const text = [...pieces, ...values].join("");
      const bounded = [...values]
        .sort((a, b) => b.length - a.length)
        .map((value) => {
          const before = /^[\p{L}\p{N}]/u.test(value) ? "(?<![\\p{L}\\p{N}])" : "";
          return `${before}${value.replaceAll("-", "\\x2d")}${/[\p{L}\p{N}]$/u.test(value) ? "(?![\\p{L}\\p{N}])" : ""}`;
        });
      const expected = text.replace(new RegExp(bounded.join("|"), "giu"), (value) => `[${value}]`);
      expect(replaced(values, text)).toBe(expected);
    }),
    { numRuns: 500, seed: 20261128 },
  );
});

it("takes a value of 200 kB and 50,000 values, which no regular expression does", () => {
  const long = `=${"W".repeat(200_000)}`;
  const many = Array.from({ length: 50_000 }, (_, at) => `Re: your invoice ${at} of this year`);
  const begun = performance.now();
  expect(replaced([long, ...many], `${long} T="re: your invoice 4711 of this year"`)).toBe(
    `[${long}] T="[re: your invoice 4711 of this year]"`,
  );
  expect(performance.now() - begun).toBeLessThan(5000);
});
