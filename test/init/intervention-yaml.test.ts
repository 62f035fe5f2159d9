import { Ajv2020 } from "ajv/dist/2020.js";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { analyze } from "../../src/api/analyze.ts";
import { interventionYaml } from "../../src/init/intervention-yaml.ts";
import { proposedActions } from "../../src/init/proposed-actions.ts";
import { comment, commentedOut, item, quoted } from "../../src/init/yaml-lines.ts";
import { bindFindings } from "../../src/knowledge/bind-findings.ts";
import { keyMeanings } from "../../src/knowledge/intervention-keys.ts";
import { readIntervention } from "../../src/knowledge/load-intervention.ts";
import { buildReport } from "../../src/report/build.ts";
import { checksOf } from "../../src/report/checks/index.ts";
import type { Report } from "../../src/report/model.ts";
import { caseNames } from "../../tools/cases.ts";
import { schemaTexts } from "../../tools/schemas.ts";
import { cleanAnalysis, openAnalysis, sampleAnalysis } from "../report/sample-analysis.ts";
import { FRAGMENTS } from "../report/support/hostile.ts";
import { analysisOfCase } from "./case-analysis.ts";

const now = Date.parse("2026-01-12T09:00:00Z");
const isValid = new Ajv2020({ allowUnionTypes: true }).compile(
  JSON.parse(schemaTexts()["schemas/intervention.schema.json"] ?? ""),
);
const keysOf = (report: Report) => report.analysis.findings.map(({ key }) => key);
const bound = (report: Report, text = interventionYaml(report)) =>
  bindFindings(readIntervention(text, "intervention.yaml"), keysOf(report));
const reports = new Map<string, Report>();
for (const name of caseNames()) reports.set(name, buildReport(await analysisOfCase(name), { now }));
const reportOf = (name: string): Report => {
  const report = reports.get(name);
  if (report === undefined) throw new Error(`there is no case ${name}`);
  return report;
};

describe.each(caseNames())("%s", (name) => {
  const report = reportOf(name);
  const text = interventionYaml(report);
  const read = bound(report, text);

  it("is valid as it stands, with one issue for each of the report's", () => {
    expect(isValid(parse(text)), JSON.stringify(isValid.errors)).toBe(true);
    expect(read.issues.map(({ findings }) => findings)).toEqual(report.issues.map(({ cause }) => [cause.key]));
    expect(read.nextSteps).toHaveLength(report.openItems.length);
    expect(read.todos.length).toBeGreaterThan(0);
  });

  it("contradicts nothing that the logs show", () => {
    const checks = checksOf({ analysis: report.analysis, issues: report.issues, intervention: read });
    expect(checks.filter(({ result }) => result === "contradicted")).toEqual([]);
  });

  it("has an action for each issue that is over, and for no other", () => {
    const over = report.issues.filter(({ cause }) => cause.verdict.is === "resolved").map(({ cause }) => cause.key);
    expect([...new Set(read.actions.flatMap(({ resolves }) => resolves))].sort()).toEqual(over.sort());
  });

  it("stays valid when all its comments are taken up", () => {
    // the examples: `# key: …` and `# - …`; what explains them has a capital letter
    const taken = text
      .split("\n")
      .map((line) => line.replace(/^( *)# (?=(?: *(?:- )?[a-z]\w*:(?: |$)| *- "| +[-+]OUTGOING))/, "$1"))
      .filter((line) => !line.startsWith("yaml-language-server"))
      .join("\n");
    expect(() => readIntervention(taken, "i.yaml")).not.toThrow();
  });
});

describe("the recorded night", () => {
  const text = interventionYaml(reportOf("incident-night"));

  it("begins with what it is and how it is used", () => {
    expect(text.split("\n").slice(0, 5)).toEqual([
      "# yaml-language-server: $schema=node_modules/mailmortem/schemas/intervention.schema.json",
      "#",
      "# What was done, in your words. The report prints it beside what the logs show, and says where the two differ:",
      "#   mailmortem report LOGS… -i intervention.yaml -o report.html",
      "# Replace each TODO, or leave it: the report then says that it is still to be filled in. Remove what you do not need,",
    ]);
  });

  it("proposes actions where the log shows daemons starting", () => {
    expect(bound(reportOf("incident-night"), text).actions.map(({ at, resolves }) => [at, resolves])).toEqual([
      ["2026-01-07T06:10:02Z", ["tainted-filename:/etc/exim4/domains/*/office.conf"]],
      [
        "2026-01-08T14:09:42Z",
        ["mmap-failure:marie@acme.example:/home/acme/mail/acme.example/marie/.Logs/dovecot.index.cache"],
      ],
      [
        "2026-01-08T14:18:22Z",
        ["smtp_relay.conf", "ip", "office.conf"].map((file) => `tainted-filename:/etc/exim4/domains/*/${file}`),
      ],
    ]);
    expect(text).toContain('does: "TODO: what was changed (the log shows: Exim started, mainlog:1699)"');
    expect(text.match(/# Issue 3 may have ended here or at another moment of this list/g)).toHaveLength(2);
  });

  it("knows the host and the day", () => {
    const parsed = parse(text);
    expect(parsed).toMatchObject({
      timezone: "UTC",
      date: "2026-01-08",
      system: "HestiaCP, Exim 4.96, Dovecot 2.3.19.1",
      status: "in progress",
    });
  });

  it("explains each key at least once", () => {
    // said in their plural, or in the same words as `after`
    const left = new Set([
      "issues.findings",
      "actions.file",
      "file.before",
      "file.after",
      "file.content",
      "file.language",
      "preventive.file",
    ]);
    const flat = text.replace(/\n *(?:# )*/g, " ");
    const missing = Object.entries(keyMeanings).filter(([key, meaning]) => !left.has(key) && !flat.includes(meaning));
    expect(missing).toEqual([]);
  });
});

describe("what is proposed", () => {
  const night = reportOf("incident-night");
  const shown = (report: Report) => proposedActions(report).map((one) => [one.at, one.shown, one.seen?.line]);

  it("without a daemon start: the forced queue run, else the first success", () => {
    expect(shown({ ...night, candidates: [] })).toEqual([
      ["2026-01-08T14:11:20Z", "the first sign that it worked again", expect.any(Number)],
      ["2026-01-08T14:18:22Z", "the first sign that it worked again", expect.any(Number)],
      ["2026-01-08T14:18:54Z", "a queue run was forced", 1716],
    ]);
  });

  it("leaves stops out", () => {
    const stops = night.candidates.map((one) => ({ ...one, what: "stop" as const }));
    expect(shown({ ...night, candidates: stops })).toEqual(shown({ ...night, candidates: [] }));
  });

  it("is nothing for what is open", () => {
    const issues = night.issues.map((issue) => ({
      ...issue,
      cause: { ...issue.cause, verdict: { ...issue.cause.verdict, is: "open" as const, proofAt: null } },
    }));
    expect(proposedActions({ ...night, issues })).toEqual([]);
  });
});

describe("samples", () => {
  it("clean: nothing to tell but the head", () => {
    const report = buildReport(cleanAnalysis, { now });
    expect(bound(report)).toMatchObject({ issues: [], actions: [], nextSteps: [], detection: null });
  });
  it("open: an issue, no action", () => {
    const report = buildReport(openAnalysis, { now });
    expect(bound(report).issues.length).toBeGreaterThan(0);
  });
  it("names the zone of the reader", () => {
    const text = interventionYaml(buildReport(sampleAnalysis, { now, zone: "Europe/Brussels" }));
    expect(parse(text).timezone).toBe("Europe/Brussels");
  });
  it("names another schema", () => {
    const text = interventionYaml(buildReport(sampleAnalysis, { now }), { schema: "/opt/a b/s.json" });
    expect(text.split("\n")[0]).toBe("# yaml-language-server: $schema=/opt/a b/s.json");
  });
});

describe("hostile text", () => {
  const hostile = fc
    .array(
      fc.oneof(
        fc.constantFrom(...FRAGMENTS, '"', "\\", ": ", " #", "- ", "TODO", "{{", "---", "\t"),
        fc.string({ unit: "binary" }),
      ),
      { minLength: 1, maxLength: 6 },
    )
    .map((parts) => parts.join(""));

  it("stays in its value", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const line = `a: ${quoted(text)}\nb: c\n`;
        expect(line.split("\n")).toHaveLength(3);
        expect(line.replace(/\n/g, "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
        expect(parse(line)).toEqual({ a: text, b: "c" });
      }),
    );
  });

  it("stays in its comment", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const line of commentedOut(comment(text)))
          expect(line).toMatch(/^# #[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]*$/u);
      }),
    );
  });

  it("in a finding's key, its title and a log's name goes through the whole file", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const key = `mmap-failure:${text}`;
        const report = buildReport(sampleAnalysis, { now });
        const [first, ...others] = report.issues;
        if (first === undefined) throw new Error("the sample has an issue");
        const cause = { ...first.cause, key, title: [{ code: text }] };
        const candidates = report.candidates.map((one) => ({ ...one, seen: { source: text, line: 1 } }));
        const openItems = report.openItems.map((one) => ({ ...one, prose: [{ text: "Do " }, { code: text }] }));
        const changed = { ...report, issues: [{ ...first, cause }, ...others], candidates, openItems };
        const read = bindFindings(readIntervention(interventionYaml(changed), "i.yaml"), [...keysOf(report), key]);
        expect(read.issues[0]?.findings).toEqual([key]);
        expect(read.issues).toHaveLength(report.issues.length);
        expect(read.nextSteps).toHaveLength(openItems.length);
      }),
      { numRuns: 30 },
    );
  });
});

describe("item", () => {
  const rows: readonly (readonly [lines: readonly string[], expected: readonly string[]])[] = [
    [
      ["# about", "a:", "  - b", "c: d"],
      ["  # about", "  - a:", "      - b", "    c: d"],
    ],
    [["# nothing"], ["  # nothing"]],
  ];
  for (const [lines, expected] of rows) it(lines.join(" / "), () => expect(item(lines)).toEqual(expected));
});

it.each([
  ["2026", 1],
  ["2619", 0],
  ["2199", 1],
  ["2200", 0],
])("what was over in the year %s is proposed as %i action, and the file is read", async (year, actions) => {
  const line = `${year}-03-04 05:06:09 1h0gZA-0004Xz-Cd ** o`;
  const stream = (async function* () {
    yield line;
  })();
  const analysis = await analyze([{ name: "mainlog", stream }], { tz: "UTC", now, jobs: 1 });
  const report = buildReport(analysis, { now });
  expect(report.issues).toHaveLength(1);
  expect(bound(report).actions).toHaveLength(actions);
});
