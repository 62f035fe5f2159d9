import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Report } from "../../src/index.ts";
import { fixed, mailmortem, program, incidentReport as report, smallLog, temporaryFolder } from "./spawned.ts";

test("Markdown on standard output, the word about personal data on standard error", () => {
  const { code, out, err } = report([]);
  expect(code).toBe(0);
  expect(out).toMatch(/^# /);
  expect(err).toBe(
    "mailmortem: the report holds personal data as logged (addresses, subjects, IPs); mind who gets it, or see --redact\n",
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

test("the endings are taken in capitals too; two files hold, one holds", () => {
  const folder = temporaryFolder();
  const [one, two] = [join(folder, "NIGHT.MD"), join(folder, "Night.Json")];
  expect(report(["-o", one, "-o", two]).err).toContain(`mailmortem: ${one}, ${two} hold personal data`);
  expect(report(["-o", one, "-o", "-"]).err).toContain(`mailmortem: ${one} holds personal data`);
  expect(readFileSync(one, "utf8")).toMatch(/^# /);
  expect(JSON.parse(readFileSync(two, "utf8")).schema).toBe("mailmortem/report@1");
});

test("/dev/stdout is standard output, a pipe too", () => {
  const command = [program, "report", smallLog(temporaryFolder()), ...fixed, "-q", "-o", "/dev/stdout"];
  const piped = spawnSync("sh", ["-c", '"$0" "$@" | cat', process.execPath, ...command], { encoding: "utf8" });
  expect({ out: piped.stdout.slice(0, 2), err: piped.stderr }).toEqual({ out: "# ", err: "" });
});

test("a lone dash is standard output, beside a file", () => {
  const path = join(temporaryFolder(), "night.md");
  const { out } = report(["-o", "-", "-o", path]);
  expect(out).toBe(readFileSync(path, "utf8"));
});

test.each([
  ["report.pdf", /^mailmortem: -o report\.pdf: the ending picks the format; name it \.md, \.html, \.json\n$/],
  ["report", /the ending picks the format; name it \.md, \.html, \.json/],
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
