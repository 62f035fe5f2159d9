import { describe, expect, it } from "vitest";
import { compareDerivation, compareLine } from "../../src/grammar/compare.ts";
import { mutate, structuralTokens } from "../../src/grammar/mutate.ts";
import { type NearleyRule, Oracle } from "../../src/grammar/oracle.ts";
import { Random } from "../../src/grammar/random.ts";
import type { ScannerModule } from "../../src/grammar/runtime.ts";
import { Sentences } from "../../src/grammar/sentences.ts";
import { automatonOf } from "../../src/grammar/until.ts";
import { compile } from "./compile.ts";

const NE = `
line    -> "<= " sender protocol size:? {% (d) => d[1] %}
sender  -> until(" P=") {% text %}
protocol -> " P=" word
size    -> " S=" number
number  -> [0-9]:+
word    -> [^ ]:+
prefix  -> word ": " {% flag %}
`;

describe("Oracle", () => {
  const oracle = new Oracle(compile(NE).module.rules());

  it("gives the parse of a whole text", () => {
    expect(oracle.read("line", "<= ann P=esmtp S=1")).toEqual({
      results: ["ann"],
      furthestColumn: 18,
      structured: 7,
      expected: [],
      within: [],
    });
  });

  const stops: readonly (readonly [text: string, column: number, expected: readonly string[]])[] = [
    ["", 0, ['"<= "']],
    ["=> ann", 0, ['"<= "']],
    ["<= ", 3, ["text"]],
    ["<= ann P=esmtp x=1", 15, ['" S="']],
    ["<= ann P=esmtp S=x", 17, ["number"]],
    ["<= ann P=", 9, ["word"]],
    // a free text ran on, and what begins like the literal behind it is not there
    ["<= ann P", 3, ["text"]],
    ["<= ann and more", 3, ["text"]],
    ["<= ann P=e S=1 ", 14, ["number", "the line's end"]],
  ];
  it.each(stops)("%j stops at %i", (text, furthestColumn, expected) => {
    expect(oracle.read("line", text)).toMatchObject({ results: [], furthestColumn, expected });
  });

  it("reads a prefix with any text behind it", () => {
    expect(oracle.readPrefix("prefix", "a: b: c").results).toEqual([[true, "b: c"]]);
    expect(oracle.readPrefix("prefix", "a").results).toEqual([]);
  });
});

describe("compareLine", () => {
  it("feeds what prefixes leave to the lists of lines", () => {
    const { module } = compile('head -> [a-z] ": " {% text %}\nbody -> [0-9]:+ {% int %}\n', {
      lists: [
        { name: "head", reach: "prefix", starts: ["head"] },
        { name: "body", reach: "line", starts: ["body"] },
      ],
      single: [],
    });
    const oracle = new Oracle(module.rules());
    expect(compareLine(module, oracle, "a: 12")).toEqual([
      { list: "head", text: "a: 12", start: "head", difference: undefined },
      { list: "body", text: "a: 12", start: undefined, difference: undefined },
      { list: "body", text: "12", start: "body", difference: undefined },
    ]);
    expect(compareLine(module, oracle, "12")).toEqual([
      { list: "head", text: "12", start: undefined, difference: undefined },
      { list: "body", text: "12", start: "body", difference: undefined },
    ]);
  });

  it("says where scanner and nearley part", () => {
    const good = compile("line -> [0-9]:+ {% int %}\n").module;
    const other = compile("line -> [0-9]:+ {% text %}\n").module;
    const [found] = compareLine(good, new Oracle(other.rules()), "12");
    expect(found?.difference).toBe('line: nearley says ["12"], the scanner [12]');
  });

  it("asks nearley for an earlier start that the scanner passed over", () => {
    const starts = { lists: [{ name: "line", reach: "line" as const, starts: ["a", "b"] }], single: [] };
    const scanner = compile("a -> [x] {% text %}\nb -> [xy] {% text %}\n", starts).module;
    const wider = compile("a -> [xy] {% text %}\nb -> [xy] {% text %}\n", starts).module;
    const [found] = compareLine(scanner, new Oracle(wider.rules()), "y");
    expect(found?.difference).toBe('nearley reads a ["y"], the scanner "y"');
  });
});

describe("automatonOf", () => {
  const accepts = (spec: Parameters<typeof automatonOf>[0], text: string): boolean => {
    const { states } = automatonOf(spec);
    let state = states[0];
    for (const character of text) {
      const byte = BigInt(character.charCodeAt(0));
      const move = state?.moves.find(({ bytes }) => (bytes >> byte) & 1n);
      state = move === undefined ? undefined : states[move.to];
    }
    return state?.accepts ?? false;
  };
  const specs: readonly (readonly [marks: readonly string[], notAtStart: readonly string[], min: 0 | 1])[] = [
    [["ab"], [], 0],
    [["ab", "ba"], [], 1],
    [["aab", "b"], ["a"], 0],
    [["abab", "bb"], ["aa", "ab"], 1],
    [["aba"], ["b", "aab"], 1],
  ];
  it.each(specs)("holds no mark of %j, does not begin with %j, at least %i", (marks, notAtStart, min) => {
    const texts = [""];
    for (const text of texts) if (text.length < 7) texts.push(`${text}a`, `${text}b`, `${text}c`);
    for (const text of texts) {
      const expected =
        text.length >= min &&
        !marks.some((mark) => text.includes(mark)) &&
        !notAtStart.some((one) => text.startsWith(one));
      expect([text, accepts({ marks, notAtStart, min }, text)]).toEqual([text, expected]);
    }
  });
});

describe("Sentences and mutate", () => {
  const { grammar, module } = compile(NE);
  it("makes texts of the start symbol, the same for the same seed", () => {
    const make = (seed: number) => {
      const sentences = new Sentences(grammar, new Random(seed));
      return Array.from({ length: 200 }, () => sentences.sentence("line"));
    };
    expect(make(1)).toEqual(make(1));
    expect(make(1)).not.toEqual(make(2));
    const oracle = new Oracle(module.rules());
    for (const text of make(1)) expect([text, oracle.read("line", text).results.length]).toEqual([text, 1]);
  });

  it("says what each text was made from, and finds a reading that says something else", () => {
    const ne = `line -> "a" number:? word:* flagged {% (d) => ({ n: d[1], words: d[2], end: d[3] }) %}
      number -> [0-9]:+ {% int %}
      word -> " " until(" ", "!", "?") {% second %}
      flagged -> "!" {% flag %} | "?" {% skip %}`;
    const built = compile(ne);
    const oracle = new Oracle(built.module.rules());
    const compare = (module: ScannerModule, from: readonly NearleyRule[]) => {
      const sentences = new Sentences(built.grammar, new Random(7), from);
      return Array.from({ length: 300 }, () => compareDerivation(module, oracle, "line", sentences).difference);
    };
    expect(compare(built.module, built.module.rules()).filter((one) => one !== undefined)).toEqual([]);
    const sentences = new Sentences(built.grammar, new Random(7), built.module.rules());
    const made = Array.from({ length: 300 }, () => sentences.derive("line"));
    expect(made.find(({ text }) => /^a\d+ [^ ]+!$/.test(text))?.value).toEqual({
      n: expect.any(Number),
      words: [expect.any(String)],
      end: true,
    });
    const wrong = built.module.rules().map((rule) => {
      if (rule.name !== "line") return rule;
      return { ...rule, postprocess: (d: readonly unknown[]) => ({ n: d[1], words: [], end: d[3] }) };
    });
    expect(compare(built.module, wrong).filter((one) => one !== undefined).length).toBeGreaterThan(100);
  });

  it("changes lines with the tokens of the grammar and keeps them one line", () => {
    const tokens = structuralTokens(grammar);
    expect(tokens).toEqual(expect.arrayContaining(["<= ", " P=", " S=", ": "]));
    const random = new Random(1);
    const mutants = Array.from({ length: 200 }, () => mutate("<= ann P=e", [...tokens, "\n"], random));
    expect(mutants.filter((text) => text !== "<= ann P=e").length).toBeGreaterThan(150);
    expect(mutants.join("")).not.toContain("\n");
  });
});
