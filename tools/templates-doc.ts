/**
 * Writes the generated parts of docs/templates.md, between `<!-- NAME -->` and `<!-- /NAME -->`: the sections with the
 * names of their views, the partials, and what the example prints.
 *
 *   npx tsx tools/templates-doc.ts            writes
 *   npx tsx tools/templates-doc.ts --check    exit status 1 when the file is stale
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import type { Report } from "../src/index.ts";
import { builtInPartial, builtInPartialNames } from "../src/knowledge/builtin.ts";
import { withShortNames } from "../src/report/names.ts";
import { sections } from "../src/report/sections/index.ts";
import type { Section } from "../src/report/sections/section.ts";
import { sectionPrinter } from "../src/report/templates/printer.ts";
import { capped } from "../src/report/visible.ts";
import { gather, kindOf, type Name } from "./templates-doc/names.ts";
import { exampleReports } from "./templates-doc/reports.ts";

export const documentPath = "docs/templates.md";
const ROWS = 3;

/** The document with its generated parts made anew. */
export async function refreshedDocument(document: string): Promise<string> {
  const reports = (await exampleReports()).map((report) => withShortNames(report));
  const parts: Readonly<Record<string, string>> = {
    sections: sections.map((section) => sectionText(section, reports)).join("\n\n"),
    partials: builtInPartialNames.map(partialText).join("\n"),
    example: exampleText(document, reports),
  };
  return Object.entries(parts).reduce((text, [name, part]) => replaced(text, name, part), document);
}

/** The section that the document's example overrides, and its template: the first block of mustache. */
export function exampleOf(document: string): { readonly id: string; readonly template: string } {
  const [, id, template] = /`([\w-]+)\.mustache`:\n\n```mustache\n([\s\S]*?)```/.exec(document) ?? [];
  if (id === undefined || template === undefined) throw new Error(`${documentPath} has no example`);
  return { id, template };
}

function sectionText(section: Section, reports: readonly Report[]): string {
  const names = new Map<string, Name>();
  for (const report of reports) {
    const view = section.view(report, { maxRows: ROWS });
    if (view !== null) gather(view, names);
  }
  const listed = names.size === 0 ? ["No recorded log has it; its template names what it prints."] : rows(names, 0);
  return [`### \`${section.id}\``, "", purposeOf(section.id), "", ...listed].join("\n");
}

function rows(names: ReadonlyMap<string, Name>, depth: number): readonly string[] {
  return [...names.values()].flatMap((name) => {
    const example = name.example === undefined ? "" : `: ${codeSpan(capped(firstLine(name.example), 70))}`;
    const row = `${"  ".repeat(depth)}- \`${name.name}\`, ${kindOf(name)}${example}`;
    return [row, ...rows(name.inside, depth + 1)];
  });
}

/** A fence by its first line of text. */
function firstLine(example: string): string {
  const lines = example.split("\n");
  return lines.length === 1 ? example : `${lines[1]} …`;
}

/** As it is, pipes included: no table is around. */
function codeSpan(text: string): string {
  const mark = "`".repeat(Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length)) + 1);
  return mark.length === 1 ? `\`${text}\`` : `${mark} ${text} ${mark}`;
}

/** The comment of a section's object. */
function purposeOf(id: string): string {
  const file = `src/report/sections/${id}/section.ts`;
  const source = existsSync(file) ? readFileSync(file, "utf8") : "";
  const comment = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export const \w+: Section\b/.exec(source)?.[1] ?? "";
  return comment.replace(/\s*\n\s*\*\s?/g, " ").trim();
}

/** The comment at the top of a partial. */
function partialText(name: (typeof builtInPartialNames)[number]): string {
  return `- \`{{> ${name}}}\`: ${/^\{\{!\s*([\s\S]*?)\s*\}\}/.exec(builtInPartial(name))?.[1] ?? ""}`;
}

function exampleText(document: string, reports: readonly Report[]): string {
  const { id, template } = exampleOf(document);
  const view = reports.map((report) => sections.find((one) => one.id === id)?.view(report, { maxRows: ROWS }))[0];
  if (view === null || view === undefined) throw new Error(`the section ${id} has nothing to say for the example`);
  const ids = sections.map((section) => section.id);
  const printed = sectionPrinter({ sections: { [id]: template } }, ids)(id, view);
  return ["```markdown", printed.trim().replace(/\n{3,}/g, "\n\n"), "```"].join("\n");
}

function replaced(document: string, name: string, part: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [document.indexOf(start), document.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`${documentPath} has no ${start} … ${end}`);
  return `${document.slice(0, from + start.length)}\n\n${part}\n\n${document.slice(to)}`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const before = readFileSync(documentPath, "utf8");
  const after = await refreshedDocument(before);
  if (!process.argv.includes("--check")) writeFileSync(documentPath, after);
  else if (after !== before) {
    console.error(`${documentPath} is stale; run npx tsx tools/templates-doc.ts`);
    process.exitCode = 1;
  }
}
