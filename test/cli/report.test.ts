import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Report } from "../../src/index.ts";
import { fixed, incidentLogs, mailmortem, temporaryFolder } from "./spawned.ts";

const report = (args: readonly string[]) => mailmortem(["report", ...incidentLogs, ...fixed, ...args]);

test("Markdown on standard output, the word about personal data on standard error", () => {
  const { code, out, err } = report([]);
  expect(code).toBe(0);
  expect(out).toMatch(/^# /);
  expect(err).toBe(
    "mailmortem: the report holds personal data as logged (addresses, subjects, IPs); mind who gets it\n",
  );
});

test("--quiet: nothing on standard error", () => {
  expect(report(["--quiet"]).err).toBe("");
});

test("-o may repeat, the ending picks the format, and nothing goes to standard output", () => {
  const folder = temporaryFolder();
  const [markdown, json] = [join(folder, "night.md"), join(folder, "night.json")];
  const { code, out } = report(["-o", markdown, "--output", json]);
  expect({ code, out }).toEqual({ code: 0, out: "" });
  expect(readFileSync(markdown, "utf8")).toBe(report([]).out);
  const parsed: Report = JSON.parse(readFileSync(json, "utf8"));
  expect(parsed.schema).toBe("mailmortem/report@1");
  expect(readdirSync(folder).sort()).toEqual(["night.json", "night.md"]);
});

test("a lone dash is standard output, beside a file", () => {
  const path = join(temporaryFolder(), "night.md");
  const { out } = report(["-o", "-", "-o", path]);
  expect(out).toBe(readFileSync(path, "utf8"));
});

test.each([
  ["report.html", /HTML is not written yet; \.md and \.json are/],
  ["report.txt", /the ending picks the format; name it \.md or \.json/],
  [join("none", "report.md"), /there is no folder none; create it first/],
])("-o %s is refused before anything is read", (path, message) => {
  const { code, out, err } = mailmortem(["report", "-o", path, "no-such-log"], { cwd: temporaryFolder() });
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toMatch(message);
});

test("a folder as target is refused", () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "night.md"));
  expect(report(["-o", join(folder, "night.md")]).code).toBe(2);
});

test("--max-rows bounds tables in Markdown, and is a number", () => {
  expect(report(["--max-rows", "2"]).out).toMatch(/And \d+ more\./);
  expect(report(["--max-rows", "many"]).err).toBe('mailmortem: --max-rows: "many" is not a whole number\n');
});
