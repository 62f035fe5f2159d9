import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ToolError } from "../../../src/error.ts";
import { builtInPartial, builtInPartialNames, builtInTemplate } from "../../../src/knowledge/builtin.ts";
import { buildReport, renderMarkdown } from "../../../src/report/index.ts";
import { code, fence, text } from "../../../src/report/markdown.ts";
import { sections } from "../../../src/report/sections/index.ts";
import { checkTemplate } from "../../../src/report/templates/check.ts";
import { sectionPrinter } from "../../../src/report/templates/printer.ts";
import { sampleAnalysis } from "../sample-analysis.ts";
import { hostileText } from "../support/hostile.ts";
import { allTokens } from "../support/markdown-reader.ts";

const ids = sections.map(({ id }) => id);
const report = buildReport(sampleAnalysis, { now: Date.parse("2026-01-09T08:00:00Z") });

/** A user's template of the section `header`, printed. */
function printed(template: string, view: object, partials?: Readonly<Record<string, string>>): string {
  return sectionPrinter({ sections: { header: template }, partials }, ids)("header", view);
}

describe("printing", () => {
  const rows = [
    { name: "a", count: 1200 },
    { name: "b", count: 2 },
  ];
  const view = {
    title: "Night & day",
    rows,
    one: { deep: { est: code("x|y") } },
    none: [],
    no: false,
    lines: fence(["a", "", "b"]),
  };

  it.each([
    ["values, escaped", "{{title}}", "Night `&` day"],
    ["numbers", "{{#rows}}{{count}} {{/rows}}", "1,200 2 "],
    ["nothing for false", "a{{no}}b", "ab"],
    [
      "lists and their rows, outer names included",
      "{{#rows}}{{name}}: {{title}}\n{{/rows}}",
      "a: Night `&` day\nb: Night `&` day\n",
    ],
    ["the item itself", "{{#title}}{{.}}{{/title}}", "Night `&` day"],
    ["inverted blocks", "{{^none}}none{{/none}}{{^no}}no{{/no}}{{^rows}}rows{{/rows}}", "noneno"],
    ["paths", "{{one.deep.est}} {{#one.deep}}{{est}}{{/one.deep}}", "`x`\\|`y` `x`\\|`y`"],
    ["comments not at all", "a{{! b }}c", "ac"],
    ["touching values apart", "{{one.deep.est}}{{one.deep.est}}", "`x`\\|`y` `x`\\|`y`"],
    ["blocks", "{{lines}}\n", "```text\na\n\nb\n```\n"],
    ["blocks in a list, each line indented", "- a\n\n  {{lines}}\n", "- a\n\n  ```text\n  a\n\n  b\n  ```\n"],
    ["partials", "{{#rows}}\n{{> row}}\n{{/rows}}\n", "- a\n- b\n"],
    ["partials, each line indented", "- x\n  {{> list}}\n", "- x\n  - a\n  - b\n"],
    ["partials within a line", "({{> word}})", "(Night `&` day)"],
  ])("%s", (_what, template, expected) => {
    const partials = { row: "- {{name}}\n", list: "{{#rows}}\n- {{name}}\n{{/rows}}\n", word: "{{title}}" };
    expect(printed(template, view, partials)).toBe(expected);
  });

  it.each([
    [
      "an unknown name",
      "a\n {{titel}}",
      /^header\.mustache:2:2: template names titel, which its view does not have \(did you mean "title"\?\); here are title, rows, .*docs\/templates\.md/,
    ],
    [
      "an unknown name in a row",
      "{{#rows}}{{nam}}{{/rows}}",
      /^header\.mustache:1:10: .*\(did you mean "name"\?\); here are name, count, title, rows/,
    ],
    ["an unknown block", "{{#row}}x{{/row}}", /^header\.mustache:1:1: .*"rows"/],
    ["a name of every object", "{{constructor}}", /^header\.mustache:1:1: template names constructor,/],
    ["a name of every list", "{{rows.length}}", /^header\.mustache:1:1: template names rows\.length,/],
    ["a name within a value", "{{lines.source}}", /^header\.mustache:1:1: template names lines\.source,/],
    ["a list as a value", "{{rows}}", /^header\.mustache:1:1: rows is a list; write \{\{#rows\}\} … \{\{\/rows\}\}/],
    [
      "a block as a value",
      "{{one}}",
      /^header\.mustache:1:1: one is a block of names \(deep\); open it with \{\{#one\}\}/,
    ],
    [
      "a fence within a line",
      "see {{lines}}",
      /^header\.mustache:1:5: lines is a block of several lines; give \{\{lines\}\} a line of its own/,
    ],
    [
      "a fence within a table",
      "| a |\n| --- |\n| {{lines}} |",
      /^header\.mustache:3:3: lines is a block of several lines/,
    ],
    ["a fence before other words", "{{lines}} {{title}}", /^header\.mustache:1:1: lines is a block of several lines/],
    ["a fence in a list item's first line", "- {{lines}}", /^header\.mustache:1:3: lines is a block of several lines/],
    [
      "our partial without its names",
      "{{> step}}",
      /^header\.mustache:1:1: in the partial "step": template names number,/,
    ],
    [
      "what only some logs bring together",
      "{{#one}}`{{/one}}{{#no}}`{{/no}} {{title}}",
      /^header\.mustache:1:\d+: \{\{title\}\} stands/,
    ],
  ])("refuses %s at its place", (_what, template, says) => {
    expect(() => printed(template, view)).toThrow(ToolError);
    expect(() => printed(template, view)).toThrow(says);
  });

  it("names the file in the user's folder", () => {
    const user = { sections: { header: "{{nobody}}" }, partials: { more: "{{{x}}}" }, folder: "mine/" };
    expect(() => sectionPrinter(user, ids)).toThrow(/^mine\/partials\/more\.mustache:1:1: /);
    expect(() => sectionPrinter({ ...user, partials: {} }, ids)("header", {})).toThrow(/^mine\/header\.mustache:1:1: /);
    expect(() => sectionPrinter({ sections: { sumary: "" } }, ids)).toThrow(
      /no section "sumary" \(did you mean "summary"\?\)/,
    );
  });
});

describe("a report", () => {
  it("with our templates given as a user's is the same", () => {
    const templates = Object.fromEntries(ids.map((id) => [id, builtInTemplate(id)]));
    const partials = Object.fromEntries(builtInPartialNames.map((name) => [name, builtInPartial(name)]));
    expect(renderMarkdown(report, { templates, partials })).toBe(renderMarkdown(report));
  });

  it("blames a user's partial for what it does to a tag of ours beside it", () => {
    // leaves its line open: the text behind it becomes part of another
    for (const same of ["{{#same}}{{issues}}2{{#also}}{{/also}}{{/same}}", "<a href='", "[", "<!-- "]) {
      const print = () => renderMarkdown(report, { partials: { same }, templateFolder: "mine" });
      expect(print).toThrow(ToolError);
      expect(print).toThrow(/^mine\/partials\/same\.mustache:1:\d+: /);
    }
  });

  it("prints a user's partial in sections of ours, and refuses one that is not safe there", () => {
    const more = "{{#more}}\n_{{more}} (There is more.)_\n\n{{/more}}\n";
    expect(renderMarkdown(report, { partials: { more }, maxRows: 1 })).toMatch(
      /^_And \d+ more\. \(There is more\.\)_$/m,
    );
    expect(renderMarkdown(report, { maxRows: 1 })).not.toContain("There is more");
    expect(() => renderMarkdown(report, { partials: { more: "`{{more}}`" } })).toThrow(
      /^partials\/more\.mustache:1:2: \{\{more\}\} stands between backticks/,
    );
  });
});

/** Bits of templates; many of their sequences are unsafe, and the check has to tell which. */
const BITS = [
  "{{a}}",
  "{{b}}",
  "{{c}}",
  "{{#s}}",
  "{{/s}}",
  "{{^s}}",
  "{{#l}}",
  "{{/l}}",
  " ",
  " ",
  "\n",
  "\n\n",
  "`",
  "``",
  "```",
  "```\n",
  "\n```\n",
  "~~~\n",
  "<",
  ">",
  '<a title="',
  '">',
  "'",
  "<b>",
  "</b>",
  "<details>",
  "</details>",
  "<!--",
  "-->",
  "<?",
  "<script>",
  "<div>\n",
  "<p ",
  "[",
  "]",
  "](",
  "(",
  ")",
  "![",
  "]: ",
  "[x]: ",
  "https://",
  "www.",
  "@",
  "#",
  ":",
  "//",
  ".",
  "-",
  "*",
  "**",
  "_",
  "~~",
  "|",
  "\\",
  "- ",
  "  ",
  "    ",
  "> ",
  "# ",
  "1. ",
  "| h |\n| --- |\n| ",
  " |\n",
  "word",
  "&",
  ";",
  "=",
  "\n---\n",
];

/** Kinds of tokens by which text becomes more than text. */
function lively(markdown: string): readonly string[] {
  return allTokens(markdown)
    .filter(({ type }) => ["html", "link", "image", "def"].includes(type))
    .map(({ type }) => type)
    .sort();
}

describe("a template that passes", () => {
  const value = fc.oneof(
    hostileText,
    fc.constantFrom(
      "www.",
      "https:",
      "https",
      "evil.example",
      "x)",
      '"',
      "a",
      "-->x<img/src=x>",
      '"><img/src=x>',
      "`](https://evil.example)`",
      "]: https://evil.example",
      "]( https://evil.example )",
    ),
  );
  const made = fc.oneof(
    value.map((one) => text(one)),
    value.map((one) => code(one)),
    fc.array(value, { minLength: 1, maxLength: 3 }).map((lines) => fence(lines)),
  );
  const views = fc.record({
    a: made,
    b: made,
    c: made,
    s: fc.boolean(),
    l: fc.array(fc.record({ a: made, b: made }), { maxLength: 3 }),
  });
  const templates = fc.array(fc.constantFrom(...BITS), { minLength: 1, maxLength: 9 }).map((bits) => bits.join(""));
  const tame = { a: text("word"), b: text("word"), c: text("word") };

  it("never lets a value become HTML, a link or an image", () => {
    let passed = 0;
    fc.assert(
      fc.property(templates, views, (template, view) => {
        try {
          checkTemplate(template, "t");
        } catch (error) {
          if (error instanceof ToolError) return;
          throw error;
        }
        let hostile: string;
        try {
          hostile = printed(template, view);
        } catch (error) {
          // a fence within a line, or blocks that only together are unsafe: refused, with a place
          if (error instanceof ToolError && error.at?.line !== undefined) return;
          throw error;
        }
        passed += 1;
        const usual = printed(template, { ...tame, s: view.s, l: view.l.map(() => tame) });
        expect([template, lively(hostile)]).toEqual([template, lively(usual)]);
      }),
      { numRuns: 800 },
    );
    expect(passed).toBeGreaterThan(100);
  });
});
