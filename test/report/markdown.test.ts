import * as fc from "fast-check";
import { lexer, type Tokens } from "marked";
import { describe, expect, it } from "vitest";
import {
  cell,
  code,
  concat,
  escapeForMarkdown,
  fence,
  joined,
  LIMITS,
  link,
  Markdown,
  text,
} from "../../src/report/markdown.ts";
import { visible } from "../../src/report/visible.ts";
import { FRAGMENTS, hostileText } from "./support/hostile.ts";
import { allTokens, seen, skeleton } from "./support/markdown-reader.ts";

/** Places of a template in which a value may stand; each with the same structure whatever the value. */
const CONTEXTS: Readonly<Record<string, (value: string) => string>> = {
  "line start": (value) => `${value} end`,
  paragraph: (value) => `see ${value} here`,
  heading: (value) => `## ${value}`,
  "list item": (value) => `- ${value}\n- next`,
  "bold lead": (value) => `**Step 1.** ${value}`,
  "table cell": (value) => `| a | b |\n| --- | --- |\n| ${value} | ok |`,
  "last table cell": (value) => `| a | b |\n| --- | --- |\n| ok | ${value} |`,
};

describe("values in every place of a template", () => {
  for (const [place, put] of Object.entries(CONTEXTS)) {
    for (const [kind, make] of [
      ["text", text],
      ["code", code],
    ] as const) {
      const usual = skeleton(put("word"));
      it(`${kind} keeps the structure of a ${place}`, () => {
        // "x" keeps an empty value from emptying the place itself
        for (const fragment of FRAGMENTS)
          expect([fragment, skeleton(put(make(`x${fragment}`).source))]).toEqual([fragment, usual]);
        for (const fragment of FRAGMENTS)
          expect([fragment, skeleton(put(make(`${fragment}x`).source))]).toEqual([fragment, usual]);
        fc.assert(
          fc.property(hostileText, (value) => {
            expect(skeleton(put(make(`${value}x`).source))).toEqual(usual);
          }),
          { numRuns: 150 },
        );
      });
    }
  }
});

describe("what a reader sees", () => {
  it("is the value of a code span, with the invisible spelled out", () => {
    fc.assert(
      fc.property(hostileText, (value) => {
        // marked, as CommonMark, turns runs of nothing into nothing: compare what has glyphs
        expect(squeezed(inCell(code(value, 10_000)))).toBe(squeezed(visible(value)) || "(empty)");
      }),
      { numRuns: 300 },
    );
  });

  it("is the words of a text, with the invisible spelled out", () => {
    fc.assert(
      fc.property(hostileText, (value) => {
        expect(squeezed(inCell(text(`x ${value}`, 10_000)))).toBe(squeezed(visible(`x ${value}`)));
      }),
      { numRuns: 300 },
    );
  });
});

function inCell(value: Markdown): string {
  const table = lexer(`| a | b |\n| --- | --- |\n| ${value.source} | ok |`)[0] as Tokens.Table;
  return seen(table.rows[0]?.[0]?.tokens);
}

function squeezed(value: string): string {
  return value.replace(/\s+/g, "");
}

describe("the escaping rules, row by row", () => {
  const rows: readonly (readonly [name: string, value: string, markdown: string])[] = [
    ["pipe", "x | y", "x `` y".replace("``", "\\|")],
    ["backslash at the end", "trail\\", "`trail\\`"],
    ["backslash before a pipe", "a\\|b", "`a\\`\\|`b`"],
    ["line feed", "a\nb", "`a\\u{A}b`"],
    ["line separator", "a\u2028b", "`a\\u{2028}b`"],
    ["HTML", "<img src=x>", "`<img` `src=x>`"],
    ["link", "[c](javascript:alert(1))", "`[c](javascript:alert(1`))"],
    ["image", "![p](http://evil.example/p.png)", "`![p](http://evil.example/p.png`)"],
    ["address", "see a@b.example.", "see `a@b.example`."],
    ["possessive", "anna@no-such-shop.example's (a@b.example’s).", "`anna@no-such-shop.example`'s (`a@b.example`’s)."],
    ["possessive of nothing", "'s 's. x|'s", "'s 's. `x`\\|'s"],
    ["mention and reference", "@team #1 !12 :smile:", "`@team` `#1` `!12` `:smile`:"],
    ["backtick", "a`b", "``a`b``"],
    ["backtick at the edge", "`a", "`` `a ``"],
    ["bidirectional override", "a\u202eb", "`a\\u{202E}b`"],
    ["escape sequence", "\u001b[31m", "`\\u{1B}[31m`"],
    ["list marker at the start", "1. one", "1\\. one"],
    [
      "plain words stay plain",
      'Procuration (2), re: "offer" and/or 50% at 13:52:11',
      'Procuration (2), re: "offer" and/or 50% at 13:52:11',
    ],
  ];
  for (const [name, value, markdown] of rows) it(name, () => expect(text(value).source).toBe(markdown));

  it("numbers and absence", () => {
    expect(cell(1_395_104_500).source).toBe("1,395,104,500");
    expect(cell(null).source).toBe("not logged");
    expect(code("").source).toBe("(empty)");
    expect(escapeForMarkdown(58)).toBe("58");
    expect(escapeForMarkdown("<b>")).toBe("`<b>`");
    expect(escapeForMarkdown(code("<b>"))).toBe("`<b>`");
    expect(escapeForMarkdown({ source: "<b>" })).not.toContain("<b>");
  });

  it("caps long values with an ellipsis", () => {
    expect(cell("a".repeat(500)).source).toBe(`${"a".repeat(LIMITS.cell - 1)}…`);
    expect(code("😀".repeat(500)).source).toBe(`\`${"😀".repeat(LIMITS.code - 1)}…\``);
  });

  it("keeps neighbouring code spans apart", () => {
    expect(concat([code("a"), code("b`")]).source).toBe("`a` `` b` ``");
    expect(joined([code("a"), code("b")], ", ").source).toBe("`a`, `b`");
  });
});

describe("fence", () => {
  it("is one code block whatever the lines hold", () => {
    fc.assert(
      fc.property(fc.array(hostileText, { minLength: 1, maxLength: 5 }), (lines) => {
        const tokens = lexer(`before\n\n${fence(lines).source}\n\nafter`).filter((token) => token.type !== "space");
        expect(tokens.map((token) => token.type)).toEqual(["paragraph", "code", "paragraph"]);
        expect((tokens[1] as Tokens.Code).text.trimEnd()).toBe(lines.map(visible).join("\n").trimEnd());
      }),
      { numRuns: 300 },
    );
  });
});

describe("link", () => {
  it("links plain https addresses only", () => {
    expect(link("a [b]", "https://www.exim.org/x.html#y").source).toBe("[a `[b]`](https://www.exim.org/x.html#y)");
    for (const url of [
      "javascript:alert(1)",
      "http://a.example",
      "https://a.example/x) [y](z",
      "https://a.example/\n",
    ]) {
      expect(allTokens(link("a", url).source).map((token) => token.type)).not.toContain("link");
    }
  });
});

describe("Markdown", () => {
  it("cannot be forged by data", () => {
    expect(escapeForMarkdown(JSON.parse(JSON.stringify(new Markdown("**x**"))))).not.toContain("**");
  });
});

it.each([
  ["GH-12", "`GH-12`"],
  ["(gh-3).", "(`gh-3`)."],
  ["a41457a3ff7d", "`a41457a3ff7d`"],
  ["2e5d428", "`2e5d428`"],
  ["1395104500", "1395104500"],
  ["defaced", "defaced"],
  ["TLS-1", "TLS-1"],
])("what GitHub would make a link of is code: %s", (word, source) => {
  expect(text(word).source).toBe(source);
});
