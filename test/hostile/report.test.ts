/**
 * Logs with hostile texts in every field that strangers fill, read and reported: what is printed has the structure that
 * it has with harmless texts, and the hostile ones are in code.
 */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { painter } from "../../src/cli/console.ts";
import { ourTemplates } from "../../src/cli/eject.ts";
import { jsonText } from "../../src/cli/json.ts";
import {
  type Analysis,
  analyze,
  buildReport,
  interventionYaml,
  type Report,
  redactReport,
  renderHtml,
  renderMarkdown,
} from "../../src/index.ts";
import { readIntervention } from "../../src/knowledge/load-intervention.ts";
import { modes } from "../../src/report/index.ts";
import { sections } from "../../src/report/sections/index.ts";
import { renderText } from "../../src/report/text.ts";
import { skeleton } from "../report/support/markdown-reader.ts";
import { type Field, inputsOf, logsWith, reading, type Writing } from "./logs.ts";
import { expectOwnMarkup, expectOwnPage } from "./own.ts";
import { difference, outsideCode, shapeOf, tagsOf } from "./shapes.ts";
import { hostileFragments, hostileText } from "./strings.ts";
import { expectPlain, ownEscapes } from "./terminal.ts";

const key = "a key of the tests";

async function readWith(
  value: string,
  writing: Writing,
): Promise<{ readonly analysis: Analysis; readonly report: Report }> {
  const analysis = await analyze(inputsOf(logsWith(() => value, writing)), { ...reading, jobs: 1 });
  return { analysis, report: buildReport(analysis, { now: reading.now }) };
}

const usual = new Map<Writing, { analysis: Analysis; report: Report; html: string }>();
beforeAll(async () => {
  for (const writing of ["daemon", "raw"] as const) {
    const read = await readWith("z", writing);
    usual.set(writing, { ...read, html: await renderHtml(read.report) });
  }
}, 120_000);

/** How many texts left the analysis as it is but for texts, so that structure could be compared. */
let same = 0;
let all = 0;

async function check(value: string, writing: Writing, withHtml: boolean): Promise<void> {
  const harmless = usual.get(writing);
  if (harmless === undefined) throw new Error("nothing to compare with");
  const { analysis, report } = await readWith(value, writing);
  const markdown = renderMarkdown(report);
  expectOwnMarkup(markdown);
  const html = withHtml ? await renderHtml(report) : null;
  if (html !== null) expectOwnPage(html);
  all++;
  if (shapeOf(analysis) !== shapeOf(harmless.analysis)) return;
  same++;
  const expected = renderMarkdown(harmless.report);
  const lines = (pieces: readonly string[]) => pieces.join("\n");
  expect(difference(lines(skeleton(markdown)), lines(skeleton(expected)))).toBeNull();
  expect(difference(outsideCode(markdown), outsideCode(expected))).toBeNull();
  if (html !== null) expect(difference(lines(tagsOf(html)), lines(tagsOf(harmless.html)))).toBeNull();
}

describe("a report of hostile logs", () => {
  it("finds the same faults whatever their names are", () => {
    for (const { analysis } of usual.values())
      expect(analysis.findings.map(({ analyzer }) => analyzer).sort()).toEqual([
        "frozen-bounce",
        "mmap-failure",
        "stuck-queue",
        "stuck-queue",
        "tainted-filename",
      ]);
  });

  it("has the structure of one of harmless logs: Markdown and HTML", async () => {
    const writing = fc.constantFrom<Writing>("daemon", "raw");
    await fc.assert(
      fc.asyncProperty(hostileText, writing, fc.nat(3), (value, how, turn) => check(value, how, turn === 0)),
      { numRuns: 40, seed: 20260108 },
    );
    // what was written as the daemons do is read as it was meant, so that most texts were compared whole
    expect(same / all).toBeGreaterThan(0.5);
  }, 180_000);

  it("has it for all fragments together, in every mode", async () => {
    const value = hostileFragments.join(" ");
    for (const writing of ["daemon", "raw"] as const) {
      const { report } = await readWith(value, writing);
      for (const mode of modes) {
        expectOwnMarkup(renderMarkdown(report, { mode }));
        expectOwnPage(await renderHtml(report, { mode }));
      }
    }
  });

  it("has it with a word of a megabyte, and stays small", async () => {
    const long = "A".repeat(1 << 20);
    const fields: readonly Field[] = ["subject", "file", "mailbox", "text", "reply"];
    const logs = logsWith((field) => (fields.includes(field) ? long : "z"), "raw");
    const report = buildReport(await analyze(inputsOf(logs), { ...reading, jobs: 1 }), { now: reading.now });
    const markdown = renderMarkdown(report);
    expect(report.analysis.findings.map(({ key }) => key.length > long.length)).toContain(true);
    expectOwnMarkup(markdown);
    expect(markdown.length).toBeLessThan(200_000);
    expect(renderText(report).length).toBeLessThan(20_000);
    const html = await renderHtml(report);
    expectOwnPage(html);
    expect(html.length).toBeLessThan(300_000);
  }, 120_000);

  it("prints it with templates that were ejected as with its own, redacted or not", async () => {
    const ids = sections.map(({ id }) => id);
    const ejected = [...ourTemplates(ids)];
    const named = (folder: boolean) =>
      Object.fromEntries(
        ejected
          .filter(([path]) => path.startsWith("partials/") === folder)
          .map(([path, text]) => [path.replace("partials/", "").replace(".mustache", ""), text]),
      );
    const templates = { templates: named(false), partials: named(true), templateFolder: "mine" };
    const { report } = await readWith("| {{x}} {{{y}}} <b> ` \u001b[2J\u202e```mermaid", "daemon");
    expect(renderMarkdown(report, templates)).toBe(renderMarkdown(report));
    for (const level of ["partial", "full"] as const) {
      const redacted = redactReport(report, { level, key });
      expectOwnMarkup(renderMarkdown(redacted));
      expectOwnPage(await renderHtml(redacted));
      expectPlain(renderText(redacted));
    }
  });
});

describe("other outputs of hostile logs", () => {
  const some = { numRuns: 12, seed: 20260109 };
  const writing = fc.constantFrom<Writing>("daemon", "raw");

  it("move no terminal: text, in colour only with our own escapes, and JSON", async () => {
    await fc.assert(
      fc.asyncProperty(hostileText, writing, async (value, how) => {
        const { analysis, report } = await readWith(value, how);
        expectPlain(renderText(report));
        expectPlain(ownEscapes(renderText(report, { paint: painter(true) })));
        for (const object of [analysis, report]) {
          const text = jsonText(object, 2);
          expectPlain(text);
          expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(object)));
        }
      }),
      some,
    );
  });

  it("init's YAML is read back as it was meant, and states nothing that a log made up", async () => {
    const [harmless] = [...usual.values()];
    const keys = ({ stated }: ReturnType<typeof readIntervention>) => ({
      issues: stated.issues.length,
      actions: stated.actions.length,
      nextSteps: stated.nextSteps.length,
      todos: stated.todos.map(({ path }) => path),
    });
    const expected = keys(readIntervention(interventionYaml((harmless as { report: Report }).report), "i.yaml"));
    await fc.assert(
      fc.asyncProperty(hostileText, writing, async (value, how) => {
        const { analysis, report } = await readWith(value, how);
        const yaml = interventionYaml(report);
        expectPlain(yaml);
        const draft = readIntervention(yaml, "i.yaml");
        const named = draft.references.map(({ name }) => name);
        for (const { cause } of report.issues) expect(named).toContain(cause.key);
        if (harmless !== undefined && shapeOf(analysis) === shapeOf(harmless.analysis))
          expect(keys(draft)).toEqual(expected);
      }),
      some,
    );
  });
});
