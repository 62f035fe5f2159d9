import { describe, expect, it } from "vitest";
import { overlap } from "../../src/grammar/overlap.ts";
import { LOOKAHEAD_LIMIT, prove } from "../../src/grammar/prove.ts";
import { build } from "./compile.ts";

/** Rule, choice and witness of every conflict. */
function conflicts(ne: string, reach: "line" | "prefix" = "line") {
  return prove(build(ne), "line", reach).conflicts.map(({ rule, choice, witness }) => [rule, choice, witness]);
}

describe("prove", () => {
  const ambiguous: readonly (readonly [name: string, ne: string, ...found: string[]])[] = [
    [
      "a word that swallows its separator",
      'line -> "** " address ": " reason\naddress -> [^ ]:+\nreason -> [^\\n]:*\n',
      "address",
      "repeated a character class or what follows",
      ":⟨ ⟩",
    ],
    ["an alternative that begins another", 'line -> a "x" | "ax"\na -> "a"\n', "line", "alternatives 1 and 2", "ax⟨⟩"],
    ["a shorter literal first", 'line -> w "!"\nw -> "for" | "forty"\n', "w", "alternatives 1 and 2", "for⟨ty!⟩"],
    ["an optional that follows anyway", 'line -> " x":? " x" [a]\n', "line", 'optional " x" or what follows', " x⟨a⟩"],
    ["a repeat of nothing", 'line -> a:* "."\na -> "a":?\n', "line", "repeated a or what follows", "⟨.⟩"],
    ["an empty alternative first", 'line -> a "."\na -> null | "."\n', "a", "alternatives 1 and 2", "⟨..⟩"],
    ["a group", 'line -> ("a" | "ab") [bc]:?\n', "line", "alternatives 1 and 2 of a group", "a⟨b⟩"],
  ];
  it.each(ambiguous)("refuses %s", (_, ne, ...found) => {
    expect(conflicts(ne)).toContainEqual(found);
  });

  const clean: readonly (readonly [name: string, ne: string, lookahead: number])[] = [
    ["a word up to its separator", 'line -> "** " until(": ") ": " [^\\n]:*\n', 2],
    ["a longer literal first", 'line -> w "!"\nw -> "forty" | "for"\n', 4],
    ["fields in order", 'line -> a:? b:? c:?\na -> " A=" [^ ]:+\nb -> " B=" [^ ]:+\nc -> " AB=" [^ ]:+\n', 3],
    ["a repeat up to a byte", 'line -> [^"]:* "\\""\n', 1],
    ["an optional before something else", 'line -> ":":? " x"\n', 1],
  ];
  it.each(clean)("accepts %s", (_, ne, lookahead) => {
    const proof = prove(build(ne), "line", "line");
    expect(proof.conflicts).toEqual([]);
    expect(proof.maxLookahead).toBe(lookahead);
  });

  it("names file and line of the rule", () => {
    const [conflict] = prove(build('line -> a "b"\n\na -> [ab]:+\n'), "line", "line").conflicts;
    expect(conflict?.at).toEqual({ file: "test.ne", line: 3 });
  });

  it("refuses branches that can run side by side for ever", () => {
    const [conflict] = prove(build('line -> a | b\na -> [a]:* "x"\nb -> [a]:* "y"\n'), "line", "line").conflicts;
    expect(conflict).toMatchObject({
      rule: "line",
      choice: "alternatives 1 and 2",
      problem: "no number of bytes decides",
    });
    expect(conflict?.witness).toMatch(/^a+⟨a*y⟩$/);
  });

  it.each([LOOKAHEAD_LIMIT - 1, LOOKAHEAD_LIMIT])("bounds the bytes that decide: %i in common", (common) => {
    const { conflicts: found } = prove(
      build(`line -> "${"a".repeat(common)}x" | "${"a".repeat(common)}y"\n`),
      "line",
      "line",
    );
    expect(found.map(({ problem }) => problem)).toEqual(
      common < LOOKAHEAD_LIMIT ? [] : ["33 bytes are needed to decide, 32 is the limit"],
    );
  });

  it("lets any text follow a prefix", () => {
    const ne = 'line -> "x" pid:? ":"\npid -> "[" [0-9]:+ "]"\n';
    expect(conflicts(ne, "prefix")).toEqual([]);
    expect(conflicts('line -> "x" pid:?\npid -> "[" [0-9]:+ "]"\n', "prefix")).toEqual([
      ["line", "optional pid or what follows", "[1]⟨⟩"],
    ]);
    expect(conflicts('line -> "x" pid:?\npid -> "[" [0-9]:+ "]"\n', "line")).toEqual([]);
  });
});

describe("the conditions of a free text", () => {
  const refused: readonly (readonly [name: string, ne: string, choice: string, witness: string])[] = [
    ["a mark is missing", 'line -> until(": ") b:? ": x"\nb -> " b"\n', 'until(": ") and what follows', "⟨ b: x⟩"],
    ["only half a mark follows", 'line -> until("ab") "ac"\n', 'until("ab") and what follows', "⟨ac⟩"],
    ["the line ends within a mark", 'line -> until("ab") "a"\n', 'until("ab") and what follows', "⟨a⟩"],
    ["two free texts in a row", 'line -> until(" "):+ " "\n', 'until(" ") and what follows', "⟨a ⟩"],
    ["a mark lies across the end", 'line -> until("; ", " x") " x"\n', 'until("; ", " x") and what follows', "…;⟨ x⟩"],
    [
      "a colon before a field",
      'line -> until(" R=", ": ") r:? ": "\nr -> " R=" [^ ]\n',
      'until(" R=", ": ") and what follows',
      "…:⟨ R=a: ⟩",
    ],
    ["its own mark across the end", 'line -> until("aa") "aaa"\n', 'until("aa") and what follows', "…a⟨aaa⟩"],
  ];
  it.each(refused)("refuses: %s", (_, ne, choice, witness) => {
    expect(conflicts(ne)).toContainEqual(["line", choice, witness]);
  });

  const accepted: readonly (readonly [name: string, ne: string])[] = [
    [
      "every follower is a mark",
      'line -> until(" R=", " T=", " [") r:? t:? " [" [^\\n]:*\nr -> " R=" [^ ]\nt -> " T=" [^ ]\n',
    ],
    ["the line may end", 'line -> until(" ") (" " [^\\n]:*):?\n'],
    ["half a mark at the end, but another text behind it", 'line -> until("; ", "x") "x"\n'],
    ["a forbidden beginning keeps the mark from lying across", 'line -> not(";") until("; ", " x", ";") " x"\n'],
  ];
  it.each(accepted)("accepts: %s", (_, ne) => {
    expect(conflicts(ne)).toEqual([]);
  });
});

describe("overlap", () => {
  const starts = build('a -> "x" [0-9]:+ {% text %}\nb -> [a-z] "1" {% text %}\nc -> "y" {% text %}\n');
  it("gives a text that both accept", () => {
    expect(overlap(starts, "a", "b", "line")).toBe("x1");
  });
  it("finds none where there is none", () => {
    expect(overlap(starts, "a", "c", "line")).toBeUndefined();
  });
  it("counts a common beginning for prefixes", () => {
    const prefixes = build('a -> "x" {% text %}\nb -> "xy" {% text %}\n');
    expect(overlap(prefixes, "a", "b", "line")).toBeUndefined();
    expect(overlap(prefixes, "a", "b", "prefix")).toBe("xy");
  });
});
