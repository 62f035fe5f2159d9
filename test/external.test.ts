import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, onTestFinished, test } from "vitest";
import type { ExternalFinding } from "../src/analyzers/analysis.ts";
import type { Fold } from "../src/engine/fold.ts";
import { analyze, buildReport, type EventOf, type ExternalAnalyzer, renderHtml, renderMarkdown } from "../src/index.ts";
import { renderText } from "../src/report/index.ts";

const mainlog = join("fixtures", "logs", "incident-night", "exim4", "mainlog");
const utc = { tz: "UTC", year: 2026, now: Date.UTC(2026, 0, 12) };

const fold: Fold<{ count: number }, EventOf<"exim.completed">> = {
  id: "acme/completed",
  kinds: ["exim.completed"],
  create: () => ({ count: 0 }),
  observe: (state) => void state.count++,
  merge: (into, other) => {
    into.count += other.count;
  },
  toJSON: (state) => state,
  revive: (json) => json as { count: number },
};

const finding: ExternalFinding = {
  analyzer: "acme/completed",
  key: "acme/completed:all",
  severity: "warning",
  subject: "<b>mail</b> | was `completed`",
  status: "open",
  basis: null,
  firstSeen: "2026-01-06T08:00:00Z",
  lastSeen: "2026-01-08T08:00:00Z",
  resolvedAt: null,
  occurrences: 1,
  affected: { messages: 1, recipients: 0, users: 0, sessions: 0 },
  subjects: { messages: [], recipients: [], users: [] },
  facts: {},
  causedBy: null,
  evidence: [{ source: mainlog, line: 1, at: "2026-01-06T08:00:00Z", text: "a line", role: "first error" }],
};

const analyzer: ExternalAnalyzer = {
  id: "acme/completed",
  title: "Mail was completed",
  sample: "",
  folds: [fold],
  finish: (states) => [{ ...finding, occurrences: states.get(fold).count, facts: { count: states.get(fold).count } }],
  remedy: {
    title: "Completed {{facts.count}} times",
    symptom: "Nothing is wrong.",
    rootCause: "It is {{what}}.",
    impact: "None.",
    notShown: [],
    fix: [
      {
        text: "Count them.",
        commands: ["exigrep {{subject}} {{host.mainlog}}"],
        config: [],
        risk: "safe",
        when: ["is.open"],
      },
    ],
    verify: [],
    prevention: [],
    dangerous: [],
    references: [],
  },
  wording: { words: () => ({ what: "as it should be" }) },
};

describe("an analyzer of another package", () => {
  test("comes through analysis, JSON, report and every renderer with its author's words", async () => {
    const analysis = await analyze([mainlog], { ...utc, analyzers: [analyzer], jobs: 4 });
    const found = analysis.findings.find(({ key }) => key === finding.key);
    expect(found?.occurrences).toBe(47);
    expect(analysis.findings.some((one) => one.analyzer === "tainted-filename")).toBe(true);
    const report = buildReport(analysis, { ...utc, analyzers: [analyzer] });
    const schemas = ["analysis", "report"].map((name) => readFileSync(join("schemas", `${name}.schema.json`), "utf8"));
    for (const [at, value] of [analysis, report].entries()) {
      const validate = new Ajv({ allowUnionTypes: true }).compile(JSON.parse(schemas[at] ?? ""));
      validate(JSON.parse(JSON.stringify(value)));
      expect(validate.errors).toBeNull();
    }
    const markdown = renderMarkdown(report);
    expect(markdown).toContain(`Completed ${found?.occurrences} times`);
    expect(markdown).toContain("It is as it should be.");
    expect(markdown).toContain("exigrep '<b>mail</b> | was `completed`' /var/log/exim4/mainlog");
    expect(renderText(report)).toContain("warning[acme/completed]");
    expect(await renderHtml(report)).toContain("It is as it should be.");
  });

  test("alone, where none of ours is asked for; its report without its remedy says so", async () => {
    const analysis = await analyze([mainlog], { ...utc, only: [], analyzers: [analyzer] });
    expect(analysis.findings.map(({ analyzer }) => analyzer)).toEqual(["acme/completed"]);
    const markdown = renderMarkdown(buildReport(analysis, utc));
    expect(markdown).toContain("made without the remedy of the analyzer that found it");
    expect(markdown).not.toContain("<b>mail</b> |");
  });

  test("goes on from a state that it was part of", async () => {
    const folder = mkdtempSync(join(tmpdir(), "mailmortem-external-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const state = join(folder, "state");
    const once = await analyze([mainlog], { ...utc, analyzers: [analyzer] });
    const first = await analyze([mainlog], { ...utc, analyzers: [analyzer], state });
    const second = await analyze([mainlog], { ...utc, analyzers: [analyzer], state });
    const counts = [once, first, second].map(({ findings }) => findings.find(({ key }) => key === finding.key)?.facts);
    expect(counts[1]).toEqual(counts[0]);
    expect(counts[2]).toEqual(counts[0]);
  });

  test.each<[string, readonly ExternalAnalyzer[], RegExp]>([
    [
      "an id without an author",
      [{ ...analyzer, id: "completed" as never }],
      /"completed" is no id; write author\/name/,
    ],
    ["an id in capitals", [{ ...analyzer, id: "Acme/x" }], /is no id/],
    ["an id that is there twice", [analyzer, analyzer], /acme\/completed is given twice/],
    ["a fold of ours", [{ ...analyzer, folds: [{ ...fold, id: "ledger" }] }], /must begin with acme\//],
    ["two folds of one id", [analyzer, { ...analyzer, id: "acme/b", folds: [{ ...fold }] }], /two folds have the id/],
  ])("%s is refused", async (_, analyzers, message) => {
    await expect(analyze([mainlog], { ...utc, analyzers })).rejects.toMatchObject({
      code: "usage",
      message: expect.stringMatching(message),
    });
  });
});

test("the example passes its own tests against the built package", () => {
  const folder = mkdtempSync(join(tmpdir(), "mailmortem-example-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(join("examples", "auth-failures"), folder, { recursive: true });
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(resolve("."), join(folder, "node_modules", "mailmortem"));
  const out = execFileSync(process.execPath, ["--test", "--test-reporter=tap"], { cwd: folder, encoding: "utf8" });
  expect(out).toMatch(/^# pass 4$/m);
  expect(out).toMatch(/^# fail 0$/m);
});
