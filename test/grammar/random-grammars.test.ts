import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareStart } from "../../src/grammar/compare.ts";
import { Oracle } from "../../src/grammar/oracle.ts";
import { prove } from "../../src/grammar/prove.ts";
import { Random } from "../../src/grammar/random.ts";
import { Sentences } from "../../src/grammar/sentences.ts";
import { build, compile } from "./compile.ts";

/**
 * The claim of the proof, on grammars nobody thought of: without a conflict the scanner gives what nearley gives, and
 * nearley finds no second parse. Every text over a small alphabet is tried, and sentences of the grammar.
 */
const LETTERS = ["a", "b", "c", ":"];

const mark = fc.constantFrom('"a"', '":"', '"c"', '"ab"', '"b:"', '"ca"', '"aa"', '"::"');
const leaf = fc.oneof(
  fc.constantFrom('"a"', '"b"', '"c"', '":"', '"ab"', '"ca"', '"cb"', '"b:"', "[ab]", "[bc]", "[^a]", "[^:]"),
  fc
    .tuple(fc.constantFrom("until", "upto"), fc.array(mark, { minLength: 1, maxLength: 3 }))
    .map(([name, marks]) => `${name}(${marks.join(", ")})`),
  fc.tuple(mark, mark).map(([literal, one]) => `not(${literal}) until(${one})`),
);
const symbol = (names: readonly string[]) =>
  fc
    .tuple(
      names.length === 0 ? leaf : fc.oneof(leaf, fc.constantFrom(...names)),
      fc.constantFrom("", "", "", ":?", ":*", ":+"),
    )
    .map(([one, suffix]) => one + suffix);

/** Alternatives with one of the three kinds of action; `lexical` rules use only the vocabulary that may stand below. */
function alternative(names: readonly string[]) {
  return fc.tuple(fc.array(symbol(names), { minLength: 1, maxLength: 3 }), fc.nat(4)).map(([symbols, kind]) => {
    const all = symbols.map((_, index) => `d[${index}]`).join(", ");
    const action =
      kind === 0 ? "first" : kind === 1 ? "text" : kind === 2 ? "flag" : `(d) => [${kind === 3 ? all : "d[0]"}]`;
    return `${symbols.join(" ")} {% ${action} %}`;
  });
}

/** Half of the rules tell their alternatives apart by the first byte, as written grammars do: else few would be proven. */
function rule(name: string, names: readonly string[], widest: number) {
  const all = fc.tuple(fc.array(alternative(names), { minLength: 1, maxLength: widest }), fc.boolean());
  return all.map(([alternatives, apart]) => {
    const opened = alternatives.map((one, at) => (apart ? `"${LETTERS[at % LETTERS.length]}" ${one}` : one));
    return `${name} -> ${opened.join(" | ")}\n`;
  });
}

const grammar = fc
  .tuple(rule("line", ["x", "y"], 4), rule("x", ["y"], 2), rule("y", [], 3))
  .map((rules) => rules.join(""));

function textsUpTo(length: number): string[] {
  const texts = [""];
  for (let at = 0; at < texts.length; at++) {
    const text = texts[at] ?? "";
    if (text.length < length) texts.push(...LETTERS.map((letter) => text + letter));
  }
  return texts;
}

describe("a proven grammar", () => {
  const counts = { proven: 0, refused: 0, accepted: 0 };

  it("is read by the scanner as nearley reads it", () => {
    const texts = textsUpTo(4);
    fc.assert(
      fc.property(grammar, (ne) => {
        if (prove(build(ne), "line", "line").conflicts.length > 0) {
          counts.refused++;
          return;
        }
        let compiled: ReturnType<typeof compile>;
        try {
          compiled = compile(ne);
        } catch (error) {
          if ((error as Error).message.includes("structural action")) return; // not in the vocabulary
          throw error;
        }
        counts.proven++;
        const oracle = new Oracle(compiled.module.rules());
        const sentences = new Sentences(compiled.grammar, new Random(1));
        const made = Array.from({ length: 40 }, () => sentences.sentence("line"));
        for (const text of [...texts, ...made]) {
          const { difference, start } = compareStart(compiled.module, oracle, "line", text);
          expect(difference, `${ne}on ${JSON.stringify(text)}`).toBeUndefined();
          if (start !== undefined) counts.accepted++;
        }
      }),
      { numRuns: 1200, seed: 7 },
    );
  });

  it("was not too rare to say anything", () => {
    expect(counts.proven).toBeGreaterThan(20);
    expect(counts.refused).toBeGreaterThan(30);
    expect(counts.accepted).toBeGreaterThan(500);
  });
});
