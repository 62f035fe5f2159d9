import * as fc from "fast-check";
import { lexer, type Tokens } from "marked";
import { describe, expect, it } from "vitest";
import type { Check } from "../../src/report/model.ts";
import { prose } from "../../src/report/prose.ts";
import { checkAt, checkText, statedMark, statedPlace, statedProse, statedText } from "../../src/report/statement.ts";
import { hasUnseen } from "../../src/report/visible.ts";
import { sampleAnalysis } from "./sample-analysis.ts";
import { stated } from "./sections/printed.ts";
import { FRAGMENTS, hostileText } from "./support/hostile.ts";
import { allTokens, seen } from "./support/markdown-reader.ts";

describe("backticks in an operator's words", () => {
  it.each([
    ["plain words", [{ text: "plain words" }]],
    ["run `exim4 -bp` now", [{ text: "run " }, { code: "exim4 -bp" }, { text: " now" }]],
    ["`a` and `b`", [{ code: "a" }, { text: " and " }, { code: "b" }]],
    ["an odd ` alone", [{ text: "an odd ` alone" }]],
    ["`a` and an odd ` one", [{ code: "a" }, { text: " and an odd ` one" }]],
    ["`", [{ text: "`" }]],
    ["", []],
    ["  lines\n  of one\tparagraph  ", [{ text: "lines of one paragraph" }]],
  ])("%j", (words, spans) => {
    expect(statedProse(words)).toEqual(spans);
  });

  it("make code of what stands between two, and keep an odd one as it is", () => {
    const [paragraph] = lexer(statedText("run `exim4 -bp | wc` and ` too").source) as Tokens.Paragraph[];
    expect(paragraph?.type).toBe("paragraph");
    expect(seen(paragraph?.tokens)).toContain("exim4 -bp");
    expect(seen(paragraph?.tokens).replaceAll(" ", "")).toContain("and`too");
  });
});

describe("hostile words", () => {
  const harmless = (value: string) => {
    const markdown = `| a | b |\n| --- | --- |\n| ${statedText(value).source} | end |\n`;
    const tokens = allTokens(markdown);
    expect(tokens.filter(({ type }) => ["html", "image", "link", "del", "em", "strong", "br"].includes(type))).toEqual(
      [],
    );
    const [table] = lexer(markdown) as Tokens.Table[];
    expect([value, table?.type, table?.rows.length, table?.rows[0]?.[1]?.text]).toEqual([value, "table", 1, "end"]);
    expect(hasUnseen(statedText(value).source)).toBe(false);
  };
  it("stay text within their cell", () => {
    for (const fragment of FRAGMENTS) {
      harmless(fragment);
      harmless(`a ${fragment} b`);
      harmless(`\`${fragment}\``);
    }
    fc.assert(fc.property(hostileText, harmless), { numRuns: 200 });
  });

  it.each([
    ["a | b", "a | b"],
    ["<script>alert(1)</script>", "<script>alert(1)</script>"],
    ["](javascript:alert(1))", "](javascript:alert(1))"],
    ["two\nlines", "two lines"],
  ])("%j is read as %j", (value, read) => {
    const [block] = lexer(`| a |\n| --- |\n| ${statedText(value).source} |\n`) as Tokens.Table[];
    expect(seen(block?.rows[0]?.[0]?.tokens)).toBe(read);
  });

  it("are cut at two thousand characters, never within one", () => {
    const long = statedText(`${"a".repeat(1999)}\u{1f4e7}${"b".repeat(50)}`).source;
    expect(long).not.toMatch(/\\u\{D8|\\u\{DC/i);
    expect([...long].length).toBeLessThanOrEqual(2002);
    expect(long).toMatch(/…`?$/);
    expect(statedText("a".repeat(2000)).source).not.toContain("…");
  });
});

describe("where something is stated", () => {
  it.each([
    ["intervention.yaml", "`intervention.yaml:12`"],
    ["/root/nights/2026.yaml", "`2026.yaml:12`"],
    ["a`b|c.yaml", null],
  ])("%s", (file, shown) => {
    const place = statedPlace({ file, line: 12, column: 3 }).source;
    if (shown !== null) expect(place).toBe(shown);
    expect(allTokens(place).map(({ type }) => type)).not.toContain("html");
    expect(statedMark({ file, line: 12, column: 3 }).source).toBe(`(stated, ${place})`);
  });

  it("is left out when it is not known", () => {
    expect(statedMark(undefined).source).toBe("(stated)");
  });
});

describe("what the log says to it", () => {
  const intervention = stated("status: completed\ndowntime: 1m\n", sampleAnalysis);
  const check: Check = {
    claim: prose("Downtime"),
    result: "silent",
    says: prose("No start bounds it."),
    seen: [{ source: "mainlog", line: 7 }],
    where: { file: "intervention.yaml", line: 2, column: 11 },
    issue: null,
    action: null,
  };
  it.each([
    ["confirmed", "**Borne out by the log:** No start bounds it (`mainlog:7`)."],
    ["contradicted", "**Contradicted by the log:** No start bounds it (`mainlog:7`)."],
    ["silent", "**Not shown by the log:** No start bounds it (`mainlog:7`)."],
  ] as const)("%s", (result, words) => {
    expect(checkText({ ...check, result }).source).toBe(words);
  });

  it("is found by the place of the value", () => {
    expect(intervention.places.downtime).toMatchObject({ line: 2 });
    const where = intervention.places.downtime ?? check.where;
    expect(checkAt([{ ...check, where }], intervention, "downtime")).toMatchObject({ where });
    expect(checkAt([{ ...check, where }], intervention, "status")).toBeUndefined();
    expect(checkAt([{ ...check, where }], intervention, "issues.0.stuck")).toBeUndefined();
  });
});
