/** What package-check.mjs runs in the project of somebody who installed the package, and what the tarball may hold. */

const needed = [
  "package.json",
  "README.md",
  "LICENSE",
  "CHANGELOG.md",
  "man/mailmortem.1",
  "dist/LICENSES.txt",
  ...["cli/main.js", "api/worker.js"].map((name) => `dist/${name}`),
  ...["index", "parsers/index", "analyzers/index", "report/index", "testing/index"].flatMap((name) => [
    `dist/${name}.js`,
    `dist/${name}.d.ts`,
  ]),
  ...["analysis", "event", "intervention", "report"].map((name) => `schemas/${name}.schema.json`),
];
const allowed = /^(?:dist|schemas|man)\/|^(?:package\.json|README\.md|LICENSE|CHANGELOG\.md)$/;
const unwanted = /\.map$|\.tsbuildinfo$|\.test\.|(?:^|\/)(?:test|fixtures|bench|src|node_modules)\/|(?<!\.d)\.[cm]?ts$/;

/** What is wrong with a list of paths; empty when nothing is. */
export function contentFaults(files) {
  return [
    ...needed.filter((path) => !files.includes(path)).map((path) => `${path} is missing`),
    ...files.filter((path) => !allowed.test(path) || unwanted.test(path)).map((path) => `${path} is of no use`),
  ];
}

/** Every entry, imported, and used on logs. JavaScript. */
export const esmProgram = `
import assert from "node:assert/strict";
import * as library from "mailmortem";
import { dialects, maskSecrets } from "mailmortem/parsers";
import { analyzers, iso } from "mailmortem/analyzers";
import { renderText } from "mailmortem/report";
import { expectGolden, expectFoldLaws } from "mailmortem/testing";
import { createRequire } from "node:module";

const { analyze, buildReport, parseLine, renderHtml, renderMarkdown, trace } = library;
assert.equal(parseLine("2026-01-08 14:18:54 1vdqk6-0003Yx-1R Completed", { tz: "UTC" }).kind, "exim.completed");
const utc = { tz: "UTC", year: 2026, now: Date.UTC(2026, 0, 12) };
const analysis = await analyze(["mainlog", "dovecot.log"], utc);
assert.ok(analysis.findings.some(({ analyzer }) => analyzer === "tainted-filename"));
const report = buildReport(analysis, utc);
assert.match(renderMarkdown(report), /^# /);
assert.match(await renderHtml(report), /^<!doctype html>/i);
assert.ok(renderText(report).includes("tainted-filename"));
assert.equal((await trace(["mainlog"], "1vd22W-000CaI-0C", utc)).messages.length, 1);
assert.equal(analyzers.length, 4);
assert.equal(dialects.length, 5);
assert.equal(typeof maskSecrets("x"), "string");
assert.equal(iso(0), "1970-01-01T00:00:00Z");
assert.equal(typeof expectGolden + typeof expectFoldLaws, "functionfunction");
assert.equal(createRequire(import.meta.url)("mailmortem/schemas/event.schema.json").title, "mailmortem event");
await assert.rejects(import("mailmortem/dist/index.js"), { code: "ERR_PACKAGE_PATH_NOT_EXPORTED" });
`;

/** The same for the compiler: types of every entry, and mistakes that it has to find. */
export const typedProgram = `
import { analyze, buildReport, type Analysis, type ExternalAnalyzer, type Finding, type MailEvent, readEvents } from "mailmortem";
import { type Dialect, dialects } from "mailmortem/parsers";
import { type Evidence, type Fold, newEvidence } from "mailmortem/analyzers";
import { type Mode, modes, renderText } from "mailmortem/report";
import { expectAnalyzerLaws, placedEvents } from "mailmortem/testing";

export async function use(external: ExternalAnalyzer): Promise<string> {
  for await (const event of readEvents(["mainlog"])) if (event.kind === "exim.failure") event.reason satisfies string | null;
  const analysis: Analysis = await analyze(["mainlog"], { analyzers: [external], tz: "UTC" });
  const finding: Finding | undefined = analysis.findings[0];
  if (finding?.analyzer === "stuck-queue") finding.facts.ages.max satisfies number;
  const found = expectAnalyzerLaws(external, await placedEvents({ mainlog: "" }));
  // @ts-expect-error there is no such option
  await analyze(["mainlog"], { zone: "UTC" });
  // @ts-expect-error there is no such kind
  const none: MailEvent["kind"] = "exim.nothing";
  const evidence: Evidence = newEvidence();
  const all: readonly Dialect<MailEvent>[] = dialects;
  const mode: Mode = modes[0];
  const fold: Fold<number, MailEvent> | undefined = undefined;
  return [none, evidence, all, mode, fold, found.length, renderText(buildReport(analysis, { now: 0, analyzers: [external] }))].join();
}
`;

const fixed = ["--tz", "UTC", "--year", "2026", "--now", "2026-01-12T09:00:00Z", "--quiet"];

/** Command lines that a user begins with, and what each prints. */
export const commandLine = [
  { args: ["--version"], expected: /^\d+\.\d+\.\d+\n$/ },
  { args: ["--help"], expected: /mailmortem report/ },
  { args: ["report", "mainlog", "dovecot.log", ...fixed], expected: /^# [\s\S]*\/etc\/exim4\/domains\// },
  { args: ["analyze", "mainlog", "--format", "json", ...fixed], expected: /"schema": *"mailmortem\/analysis@1"/ },
  { args: ["analyze", "-", ...fixed], input: "mainlog", expected: /critical\[tainted-filename\]/ },
  { args: ["events", "mainlog", ...fixed], expected: /^\{"kind":"exim\./ },
  { args: ["explain", "tainted-filename"], expected: /Often advised, and harmful/ },
  { args: ["explain", "2026-01-08 14:18:54 1vdqk6-0003Yx-1R Completed", "--tz", "UTC"], expected: /completed/i },
  { args: ["detectors", "--json"], expected: /"frozen-bounce"/ },
  { args: ["trace", "1vd22W-000CaI-0C", "mainlog", ...fixed], expected: /Delivered to 1 of 1/ },
  { args: ["completion"], expected: /_mailmortem_yargs_completions/ },
];
