import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ToolError } from "../../../src/error.ts";
import { builtInPartial, builtInPartialNames, builtInTemplate } from "../../../src/knowledge/builtin.ts";
import { sections } from "../../../src/report/sections/index.ts";
import { checkTemplate } from "../../../src/report/templates/check.ts";

/** "line:column: message" of the error, or "fine". */
function checked(template: string, partials?: Readonly<Record<string, string>>): string {
  try {
    checkTemplate(template, "t", partials);
    return "fine";
  } catch (error) {
    if (!(error instanceof ToolError) || error.code !== "document") throw error;
    return error.message.replace(/^t:/, "");
  }
}

describe("our own templates", () => {
  for (const { id } of sections) it(`${id} passes`, () => expect(checked(builtInTemplate(id))).toBe("fine"));
  for (const name of builtInPartialNames)
    it(`partial ${name} passes`, () => expect(checked(builtInPartial(name))).toBe("fine"));

  it("are all of the partials in the folder", () => {
    const files = readdirSync(new URL("../../../src/report/partials", import.meta.url)).sort();
    expect(files).toEqual([...builtInPartialNames].map((name) => `${name}.mustache`).sort());
  });
});

describe("a value may stand", () => {
  it.each([
    ["in a paragraph", "See {{x}} and {{y}}."],
    ["in a heading", "## Issue {{x}}: {{y}}"],
    ["in a list", "- {{x}}\n  - {{y}}\n1. {{z}}\n"],
    ["in a task list", "- [ ] {{x}}"],
    ["in a table, its head included", "| {{a}} | `b` |\n| --- | --- |\n{{#rows}}\n| {{x}} | {{y}} |\n{{/rows}}\n"],
    ["in bold", "**{{x}}**: _{{y}}_ ~~{{z}}~~"],
    ["in a quote or an alert", "> [!NOTE]\n> {{x}}"],
    ["beside another", "{{x}}{{y}} {{z}}"],
    ["on a line of its own, as a fence", "a\n\n{{x}}\n\n- b\n\n  {{y}}\n"],
    [
      "behind code, links, images and comments of the template",
      "`a` [b](https://c.example) ![d](e.png) <!-- f --> {{x}}",
    ],
    ["in inline HTML", "<b>{{x}}</b>, <kbd>{{y}}</kbd>"],
    ["in details, behind a blank line", "<details><summary>More</summary>\n\n{{x}}\n\n</details>\n\n{{y}}"],
    ["behind a closed fence", "```sh\nls\n```\n\n{{x}}"],
  ])("%s", (_where, template) => expect(checked(template)).toBe("fine"));
});

describe("a value may not stand", () => {
  it.each([
    ["in a code span", "a `{{x}}`", /^1:4: \{\{x\}\} stands between backticks.* leave the backticks out$/],
    ["in a longer code span", "``a {{x}} b``", /^1:5: .*backticks/],
    ["behind a backtick without partner", "it`s {{x}}", /^1:6: .*backticks/],
    ["behind two backticks without partner", "it``s {{x}}", /^1:7: .*backticks/],
    ["before a backtick", "{{x}}`", /^1:1: .*backticks/],
    ["in an attribute", 'a\n<a title="{{x}}">', /^2:11: .*inside HTML/],
    ["in an attribute without quotes", "<a href={{x}}>b</a>", /^1:9: .*inside HTML/],
    ["in an attribute that is left open", '<a title="{{x}}', /^1:11: /],
    ["in a tag", "<div {{x}}>", /^1:6: .*inside HTML/],
    ["as the name of a tag", "<{{x}}>", /^1:2: .*inside HTML/],
    ["in a summary", "<summary>{{x}}</summary>", /^1:10: .*a blank line must stand before a value inside <details>/],
    ["in details without a blank line", "<details>\n{{x}}\n</details>", /^2:1: .*a blank line must stand/],
    ["in pre, blank lines or not", "<pre>\n\n{{x}}\n</pre>", /^3:1: .*inside HTML/],
    ["in a comment", "a <!-- {{x}} -->", /^1:8: .*comment$/],
    ["in a comment that a value could end", "a <!-- {{x}}", /^1:8: .*comment$/],
    ["in a script", "<script>\n{{x}}\n</script>", /^2:1: .*inside HTML/],
    [
      "in a script within a line",
      "a <script>{{x}}</script>",
      /<script>, in which text is not read as text; leave it out$/,
    ],
    ["in a link's address", "[a]({{x}})", /^1:5: .*a link/],
    ["in a link's title", '[a](https://b.example "{{x}}")', /^1:24: .*in a link/],
    ["in a link's text", "[see {{x}}](https://b.example)", /^1:6: .*in a link/],
    ["behind a bracket that a value could end", "[see {{x}}", /^1:6: .*in a link/],
    ["in an image", "![a {{x}}](b.png)", /^1:5: .*in a link/],
    ["in a definition", "[a]: {{x}}", /^1:6: .*in a link/],
    ["in an address", "https://a.example/{{x}}", /^1:19: .*in a link/],
    ["behind www.", "www.{{x}}", /^1:5: .*put a space between$/],
    ["before www.", "a {{x}}www.", /^1:3: .*a link/],
    ["before a host", "a {{x}}b.example", /^1:3: .*a link/],
    ["before a domain", "{{x}}@b.example", /^1:1: .*touches "@"/],
    ["as two halves of an address", "{{x}}//{{y}}", /^1:8: .*touches "\/\/"/],
    ["as two halves of a host", "{{x}}-{{y}}", /^1:7: .*a link/],
    ["as a mention", "@{{x}}", /^1:2: .*touches "@"/],
    ["as a reference", "Issue #{{x}}", /^1:8: .*touches "#"/],
    ["as an emoji", ":{{x}}:", /^1:2: .*touches ":"/],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's marks of a formula
    ["as a formula", "${{x}}$", /^1:2: .*touches "\$"/],
    ["behind a backslash", "\\{{x}}", /^1:2: .*touches "\\"/],
    ["in a fence", "```\n{{x}}\n```", /^2:1: .*stands in a fence.*move it out$/],
    ["in a mermaid fence", "```mermaid\npie\n{{x}} : 1\n```", /^3:1: .*stands in a fence/],
    ["as a fence's language", "```{{x}}\na\n```", /^1:4: /],
    ["in a line indented by four spaces", "a\n\n    {{x}}", /^3:5: .*indented by four spaces/],
    ["in an unsafe place of an inverted block", "{{#a}}{{x}}{{/a}}{{^a}}`{{x}}`{{/a}}", /^1:25: /],
    ["in an unsafe place of a nested block", "{{#a}}{{^b}}<a {{x}}>{{/b}}{{/a}}", /^1:16: /],
    ["beside itself in a list, through half a code span", "{{#a}}{{x}} ` {{/a}}", /^1:7: /],
    [
      "before a fence that is left open",
      "{{x}}\n\n```\nb",
      /^4:2: the template leaves a fence open at its end; close it$/,
    ],
    ["before a comment that is left open", "{{x}}\n\n<!--\nb", /^4:2: the template leaves HTML or a comment open/],
    [
      "in a partial's unsafe place",
      "`{{> p}}`",
      /^1:2: in the partial "p": \{\{x\}\} stands between backticks/,
      { p: "{{x}}" },
    ],
  ] as const)("%s", (_where, template, says, partials?: Readonly<Record<string, string>>) => {
    // a mistake in a partial of a user's own is told at its place in the partial
    const observed = checked(template, partials);
    if (partials === undefined) expect(observed).toMatch(says);
    else expect(observed).toMatch(/^partials\/p\.mustache:1:1: \{\{x\}\} stands between backticks/);
  });
});

describe("a template that is broken", () => {
  it.each([
    ["a tag without end", "a\n{{x", /^2:1: not a mustache template: a tag is not closed/],
    ["a block without end", "a\n {{#x}} b", /^2:2: not a mustache template: the block \{\{#x\}\} is not closed/],
    ["the wrong end", "{{#x}}{{/y}}", /^1:1: not a mustache template: the block \{\{#x\}\} is not closed/],
    [
      "an end without beginning",
      "a {{/x}}",
      /^1:3: not a mustache template: \{\{\/x\}\} closes a block that is not open/,
    ],
    ["triple braces", "a\n\n{{{x}}}", /^3:1: .*prints log text unescaped; write \{\{x\}\}$/],
    ["an ampersand", "{{#a}}\n{{& x}}{{/a}}", /^2:1: .*prints log text unescaped/],
    ["other delimiters", "{{=<% %>=}}<%& x %>", /^1:1: .*changes the tags.*keep \{\{ and \}\}$/],
    [
      "a partial that is not there",
      "{{> mor}}",
      /^1:1: there is no partial "mor" \(did you mean "more"\?\); the partials are more, same, step/,
    ],
    [
      "one that a block hides",
      "{{#never}}{{> nobody}}{{/never}}",
      /^1:11: there is no partial "nobody"; .*partials\/nobody\.mustache$/,
    ],
    ["a name of every object", "{{> constructor}}", /^1:1: there is no partial "constructor"/],
  ])("by %s is refused at its place", (_what, template, says) => expect(checked(template)).toMatch(says));

  it("by a partial that includes itself is no stack overflow", () => {
    const partials = { a: "x\n{{> b}}", b: "{{#more}}{{> a}}{{/more}}" };
    expect(checked("{{> a}}", partials)).toBe(
      'partials/b.mustache:1:10: the partial "a" includes itself (a > b > a); take one of these tags out',
    );
    expect(checked("{{> a}}{{> a}}", { a: "{{> b}}", b: "x" })).toBe("fine");
  });

  it("by many partials within each other is checked in a moment", () => {
    const partials = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`p${at}`, `{{> p${at + 1}}}`]));
    expect(checked("{{> p0}}", { ...partials, p12: "`{{x}}`" })).toMatch(/^partials\/p12\.mustache:1:2: /);
  });
});
