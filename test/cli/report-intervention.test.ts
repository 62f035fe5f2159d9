import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/index.ts";
import { fixed, incidentReport, incidentStatements, mailmortem, smallLog, temporaryFolder } from "./spawned.ts";

const isReport = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(join("schemas", "report.schema.json"), "utf8")),
);

/** The JSON report of a log of one line and these statements, and what was said. */
function reportOf(yaml: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "i.yaml"), yaml);
  const json = join(folder, "r.json");
  const command = ["report", smallLog(folder), "-i", "i.yaml", "-o", json, "--now", "2026-01-12T09:00:00Z", ...args];
  const { code, out, err } = mailmortem(command, { cwd: folder, env });
  expect({ code, out }).toEqual({ code: 0, out: "" });
  const report: Report = JSON.parse(readFileSync(json, "utf8"));
  return { report, err };
}

test("three formats at once, of one report", () => {
  const folder = temporaryFolder();
  const [md = "", html = "", json = ""] = ["x.md", "x.html", "x.json"].map((name) => join(folder, name));
  const done = incidentReport(["-i", incidentStatements, "-o", md, "-o", html, "-o", json]);
  expect(done).toEqual({
    code: 0,
    out: "",
    err: `mailmortem: ${md}, ${html}, ${json} hold personal data as logged (addresses, subjects, IPs); mind who gets it, or see --redact\n`,
  });
  expect(readdirSync(folder).sort()).toEqual(["x.html", "x.json", "x.md"]);
  const title = "Mail server intervention, 8 January 2026";
  expect(readFileSync(md, "utf8")).toMatch(new RegExp(`^# ${title}\n`));
  expect(readFileSync(html, "utf8")).toMatch(/^<!doctype html>\n<html lang="en">/i);
  expect(readFileSync(html, "utf8")).toContain(`<title>${title}</title>`);
  const report: Report = JSON.parse(readFileSync(json, "utf8"));
  expect(report.schema).toBe("mailmortem/report@1");
  expect(report.intervention?.title).toBe(title);
  expect(isReport(report), JSON.stringify(isReport.errors)).toBe(true);
  expect(isReport({ ...report, schema: "mailmortem/report@2" })).toBe(false);
});

test("a claim that the log contradicts is printed with the contradiction", () => {
  const { out } = incidentReport(["-i", incidentStatements]);
  expect(out).toContain("**The logs contradict 3 statements**");
  expect(out).toMatch(
    /^\| Fixed at 2026-01-08 14:00:00 UTC \| `intervention\.yaml:\d+` \| \*\*contradicted\*\* \| .*2026-01-08 14:05:30 UTC/m,
  );
  const without = incidentReport([]).out;
  expect(without).not.toMatch(/intervention\.yaml:\d/);
  expect(without).not.toContain("**contradicted**");
});

test.each([
  ["intervention", ["Executive summary", "Useful commands", "Timeline"], []],
  ["postmortem", ["Lessons", "Timeline"], ["Useful commands"]],
  ["summary", ["Executive summary"], ["Timeline", "Useful commands"]],
])("--mode %s, in Markdown and HTML", (mode, has, hasNot) => {
  const folder = temporaryFolder();
  const [md, html] = [join(folder, "x.md"), join(folder, "x.html")];
  expect(incidentReport(["-i", incidentStatements, "--mode", mode, "-o", md, "-o", html]).code).toBe(0);
  const headings = (path: string, pattern: RegExp) =>
    [...readFileSync(path, "utf8").matchAll(pattern)].map(([, heading]) => heading);
  for (const found of [headings(md, /^## (.*)$/gm), headings(html, /<h2[^>]*>(?:<[^>]*>)*([^<]*)/g)]) {
    for (const heading of has) expect(found).toContain(heading);
    for (const heading of hasNot) expect(found).not.toContain(heading);
  }
});

test("TODOs left are named with their lines, the first three of many", () => {
  const todos = (count: number) =>
    reportOf(
      ["title: TODO, name it", "system: TODO", "author: x", "status: TODO", "severity: TODO", "summary: TODO"]
        .slice(0, count)
        .map((line) => `${line}\n`)
        .join(""),
      fixed,
    ).err;
  expect(todos(2)).toContain("mailmortem: i.yaml: 2 left to fill in: title (line 1), system (line 2)\n");
  expect(todos(6)).toContain(
    "mailmortem: i.yaml: 5 left to fill in: title (line 1), system (line 2), status (line 4) and 2 more\n",
  );
  expect(reportOf("title: TODO\n", [...fixed, "--quiet"]).err).toBe("");
  expect(reportOf("title: Todoist\n", fixed).err).not.toContain("to fill in");
});

describe("a time without a zone", () => {
  const seen = (zone: string) => `${zone}detection: { at: 2026-01-08 13:40 }\n`;
  test.each([
    ["timezone: of the file first", "timezone: Europe/Brussels\n", ["--tz", "America/New_York"], "12:40"],
    ["else --tz", "", ["--tz", "America/New_York"], "18:40"],
    ["else this machine's", "", [], "04:40"],
  ])("%s", (_name, zone, args, expected) => {
    const { report } = reportOf(seen(zone), args, { TZ: "Asia/Tokyo" });
    expect(new Date(report.intervention?.detection?.at ?? 0).toISOString()).toBe(`2026-01-08T${expected}:00.000Z`);
  });

  test("and one with a zone is of that zone", () => {
    const { report } = reportOf("detection: { at: 2026-01-08T13:40+05:00 }\n", ["--tz", "UTC"], { TZ: "Asia/Tokyo" });
    expect(new Date(report.intervention?.detection?.at ?? 0).toISOString()).toBe("2026-01-08T08:40:00.000Z");
  });
});

describe("text that was read in a wrong encoding", () => {
  const title = "Relevé d’intervention ✅";
  const broken = iconv.decode(Buffer.from(title), "macroman");

  test("a note, and the text as it is", () => {
    const { report, err } = reportOf(`author: x\ntitle: ${broken}\n`, fixed);
    expect(report.intervention?.title).toBe(broken);
    expect(err).toContain(
      'mailmortem: i.yaml: UTF-8 that was read as Mac Roman (3 places, line 2: "√©" for "é"); --fix-mojibake repairs it\n',
    );
  });

  test("--fix-mojibake: repaired, and said so", () => {
    const { report, err } = reportOf(`author: x\ntitle: ${broken}\n`, [...fixed, "--fix-mojibake"]);
    expect(report.intervention?.title).toBe(title);
    expect(err).toContain('for "é"); repaired\n');
  });

  test("whole text gives no note, and stays as it is", () => {
    const { report, err } = reportOf(`title: ${title}\n`, [...fixed, "--fix-mojibake"]);
    expect(report.intervention?.title).toBe(title);
    expect(err).not.toContain("i.yaml");
  });
});
