import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { builtInPartialNames } from "../../../src/knowledge/builtin.ts";
import { code, fence } from "../../../src/report/markdown.ts";
import { sections } from "../../../src/report/sections/index.ts";
import { checkTemplate } from "../../../src/report/templates/check.ts";
import { gather, kindOf } from "../../../tools/templates-doc/names.ts";
import { documentPath, exampleOf, refreshedDocument } from "../../../tools/templates-doc.ts";

const document = readFileSync(documentPath, "utf8");

describe("docs/templates.md", () => {
  it("is what npx tsx tools/templates-doc.ts writes", async () => {
    // this also prints the example with the recorded night
    expect(await refreshedDocument(document), "run npx tsx tools/templates-doc.ts").toBe(document);
  });

  it("describes every section and every partial", () => {
    for (const { id } of sections) expect(document).toContain(`\n### \`${id}\`\n\n`);
    for (const name of builtInPartialNames) expect(document).toMatch(new RegExp(`\`\\{\\{> ${name}\\}\\}\`: \\S`));
  });

  it("has an example that passes the check and names a section", () => {
    const { id, template } = exampleOf(document);
    expect(sections.map((section) => section.id)).toContain(id);
    expect(() => checkTemplate(template, id)).not.toThrow();
    expect(document).toMatch(/<!-- example -->\n\n```markdown\n## Late mail\n\n\d+ delivered/);
  });
});

describe("names of views", () => {
  it("are those of all views together", () => {
    const names = gather({ a: false, b: true, rows: [{ c: 1 }], more: false });
    gather({ a: code("x"), b: false, rows: [{ d: fence(["l"]) }], words: ["w"], e: { f: "" } }, names);
    const shown = [...names.values()].map((name) => [
      name.name,
      kindOf(name),
      name.example,
      [...name.inside.values()].map((inner) => `${inner.name}: ${kindOf(inner)}`),
    ]);
    expect(shown).toEqual([
      ["a", "Markdown or false", "`x`", []],
      ["b", "yes or no", undefined, []],
      ["rows", "list", undefined, ["c: number", "d: fence"]],
      ["more", "false in these logs", undefined, []],
      ["words", "list", undefined, [".: text"]],
      ["e", "block", undefined, ["f: text"]],
    ]);
  });
});
