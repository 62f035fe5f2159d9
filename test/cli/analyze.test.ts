import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Analysis } from "../../src/index.ts";
import { fixed, incidentLogs, mailmortem } from "./spawned.ts";

const cleanDay = ["exim4/mainlog", "exim4/rejectlog", "dovecot.log"].map((log) =>
  join("fixtures", "logs", "clean-day", log),
);

function json(args: readonly string[], input?: string | Uint8Array): Analysis {
  const { out } = mailmortem(["analyze", ...args, ...fixed, "--format", "json"], input === undefined ? {} : { input });
  return JSON.parse(out);
}

test("the text names each finding with its line, and no colour goes into a pipe", () => {
  const { code, out, err } = mailmortem(["analyze", ...incidentLogs, ...fixed]);
  expect(code).toBe(0);
  expect(err).toBe("");
  expect(out).toContain("critical[tainted-filename]");
  expect(out).toMatch(/--> (?:\S+\/)?mainlog:\d+ \(first error\)/);
  expect(out).not.toContain("\x1b");
});

test("colour when asked for, and not by NO_COLOR", () => {
  expect(mailmortem(["analyze", ...incidentLogs, ...fixed, "--color"]).out).toContain("\x1b[");
  const env = { NO_COLOR: "1", FORCE_COLOR: "1" };
  expect(mailmortem(["analyze", ...incidentLogs, ...fixed], { env }).out).not.toContain("\x1b");
  expect(mailmortem(["analyze", ...incidentLogs, ...fixed], { env: { FORCE_COLOR: "1" } }).out).toContain("\x1b[");
});

test("the JSON has its schema, and every line is counted once", () => {
  const analysis = json(incidentLogs);
  expect(analysis.schema).toBe("mailmortem/analysis@1");
  expect([...new Set(analysis.findings.map(({ analyzer }) => analyzer))].sort()).toEqual([
    "frozen-bounce",
    "mmap-failure",
    "stuck-queue",
    "tainted-filename",
  ]);
  const { lines, recognised, continuation, other, unrecognised } = analysis.coverage;
  expect(recognised + continuation + other + unrecognised).toBe(lines);
  expect(lines).toBe(incidentLogs.reduce((sum, path) => sum + readFileSync(path, "latin1").split("\n").length - 1, 0));
});

test("raw Exim and Dovecot lines in one pipe say the same as the files", () => {
  const logs = [incidentLogs[0] ?? "", incidentLogs[3] ?? ""];
  const piped = json([], Buffer.concat(logs.map((path) => readFileSync(path))));
  const keys = (analysis: Analysis) =>
    analysis.findings.map(({ key, status, occurrences }) => ({ key, status, occurrences }));
  expect(keys(piped)).toEqual(keys(json(logs)));
});

test("--fail-on: 1 if a finding is as grave or graver, 0 if not", () => {
  const only = ["--only", "mmap-failure"];
  expect(mailmortem(["analyze", ...incidentLogs, ...fixed, ...only, "--fail-on", "warning"]).code).toBe(1);
  expect(mailmortem(["analyze", ...incidentLogs, ...fixed, ...only, "--fail-on", "notice"]).code).toBe(1);
  expect(mailmortem(["analyze", ...incidentLogs, ...fixed, ...only, "--fail-on", "critical"]).code).toBe(0);
  expect(mailmortem(["analyze", ...incidentLogs, ...fixed]).code).toBe(0);
});

test("a clean day has no finding", () => {
  expect(json(cleanDay).findings).toEqual([]);
  const { code, out } = mailmortem(["analyze", ...cleanDay, ...fixed, "--fail-on", "notice"]);
  expect(code).toBe(0);
  expect(out).not.toMatch(/critical|warning\[|notice\[/);
});

test("--only takes several, by repeating and by commas", () => {
  const ids = (args: readonly string[]) =>
    [...new Set(json([...incidentLogs, ...args]).findings.map(({ analyzer }) => analyzer))].sort();
  expect(ids(["--only", "mmap-failure", "--only", "frozen-bounce"])).toEqual(["frozen-bounce", "mmap-failure"]);
  expect(ids(["--only", "mmap-failure,frozen-bounce"])).toEqual(["frozen-bounce", "mmap-failure"]);
});

test("--until leaves out what began later, --since what ended before", () => {
  const analyzers = (args: readonly string[]) =>
    json([...incidentLogs, ...args]).findings.map(({ analyzer }) => analyzer);
  expect(analyzers(["--until", "2026-01-07"])).not.toContain("mmap-failure");
  expect(analyzers(["--until", "2026-01-08"])).toContain("mmap-failure");
  expect(analyzers(["--since", "2026-01-08T14:30:00Z"])).not.toContain("mmap-failure");
});

test("--stuck-after moves the bound of what is stuck", () => {
  const stuck = json([...incidentLogs, "--stuck-after", "3d"]).findings.filter(
    ({ analyzer }) => analyzer === "stuck-queue",
  );
  expect(stuck).toEqual([]);
});
