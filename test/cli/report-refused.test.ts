import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { fixed, incidentLogs, mailmortem, temporaryFolder } from "./spawned.ts";

/** What lies in the folder that the command runs in; a name that ends in / is a folder. */
const files: Readonly<Record<string, string>> = {
  "night.md": "old\n",
  "night.json": "{}\n",
  "broken.yaml": 'title: "night\nissues: [\n',
  "misspelt.yaml": "title: x\nsummry: y\nissues:\n  - finding: mmap-failure\n    fixedAt: yesterday\n",
  "wrong-finding.yaml":
    "title: x\nissues:\n  - finding: mmap-failures\nactions:\n  - at: 2026-01-08 14:00\n    does: x\n    resolves: stuck\n",
  "list.yaml": "- a\n",
  "latin1.yaml": "title: Relev\xe9\n",
  "open-block/summary.mustache": "a\n\n{{#x}}\n",
  "raw-tag/summary.mustache": "{{{x}}}\n",
  "other-name/summary.mustache": "\n {{nosuch}}\n",
  "other-section/sumary.mustache": "x\n",
  "empty/": "",
};

/** A folder with {@link files}. */
function workplace(): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(name.endsWith("/") ? path : join(path, ".."), { recursive: true });
    if (!name.endsWith("/")) writeFileSync(path, text, "latin1");
  }
  symlinkSync("loop.md", join(folder, "loop.md"));
  return folder;
}

/** Every file in it, with what it holds. */
function contents(folder: string): Readonly<Record<string, string>> {
  const all = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    all.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path, entry.isFile() ? readFileSync(path, "latin1") : "no file"];
    }),
  );
}

/** Exit 2, nothing printed, nothing in the folder touched, and this said: one complaint. */
function expectRefused(logs: readonly string[], args: readonly string[], message: RegExp): void {
  const folder = workplace();
  const before = contents(folder);
  const { code, out, err } = mailmortem(["report", ...logs, ...fixed, ...args], { cwd: folder });
  expect(err).toMatch(message);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toMatch(/^mailmortem: /);
  expect(err.match(/mailmortem: /g)).toHaveLength(1);
  expect(err).not.toMatch(/\n {4}at |no-such-log/);
  expect(contents(folder)).toEqual(before);
}

const outputs = ["-o", "night.md", "-o", "fresh.html", "-o", "night.json", "--assets", "charts"];

describe("before any log is read (there is none)", () => {
  test.each([
    [["-i", "broken.yaml"], /^mailmortem: broken\.yaml:\d+:\d+: .*quote.*\n/],
    [
      ["-i", "misspelt.yaml"],
      /^mailmortem: misspelt\.yaml:2:1: unknown key "summry"; did you mean "summary"\?\nmisspelt\.yaml:5:14: issues\.0\.fixedAt: "yesterday" is not a time; .*\n$/,
    ],
    [["-i", "list.yaml"], /^mailmortem: list\.yaml:1:1: [^\n]+\n$/],
    [["-i", "latin1.yaml"], /^mailmortem: latin1\.yaml:1:13: a byte that is no UTF-8; save the file as UTF-8\n$/],
    [["-i", "none.yaml"], /^mailmortem: none\.yaml: there is no such file\n$/],
    [["-i", "empty"], /^mailmortem: empty: this is a folder; name a file in it\n$/],
    [["-i", "-"], /^mailmortem: -: there is no such file\n$/],
    [
      ["--template", "open-block"],
      /^mailmortem: open-block\/summary\.mustache:3:1: not a mustache template: the block \{\{#x\}\} is not closed; .*\n$/,
    ],
    [
      ["--template", "raw-tag"],
      /^mailmortem: raw-tag\/summary\.mustache:1:1: \{\{\{x\}\}\} .* unescaped; write \{\{x\}\}\n$/,
    ],
    [["--template", "other-section"], /: there is no section of that name \(did you mean "summary\.mustache"\?\);/],
    [["--template", "none"], /^mailmortem: none: there is no such folder; "mailmortem template eject" makes one\n$/],
    [["--template", "empty"], /^mailmortem: empty: there is no template in this folder; /],
    [["--template", "night.md"], /^mailmortem: night\.md: this is no folder; /],
    [["--assets", "night.json"], /^mailmortem: --assets night\.json: this is no folder; /],
    [["--assets", "night.json/charts"], /^mailmortem: --assets night\.json\/charts: night\.json is no folder; /],
    [["-o", "x.pdf"], /^mailmortem: -o x\.pdf: the ending picks the format; name it \.md, \.html, \.json\n$/],
    [["-o", "none/x.md"], /^mailmortem: -o none\/x\.md: there is no folder none; create it first\n$/],
    [["-o", "night.md/x.md"], /^mailmortem: -o night\.md\/x\.md: there is no folder night\.md; create it first\n$/],
    [["-o", "loop.md"], /^mailmortem: -o loop\.md: cannot be written \(too many symbolic links\)\n$/],
    [["--mode", "nonsense"], /--mode: "nonsense" is none of intervention, postmortem, summary; see/],
    [["--max-rows", "-1"], /max-rows/],
    [["--redact-key", "k"], /^mailmortem: --redact-key does nothing without --redact partial or --redact full\n$/],
    [["--redact", "full", "--redact-key", ""], /^mailmortem: --redact-key: the key is empty\n$/],
    [["--fix-mojibake"], /^mailmortem: --fix-mojibake does nothing without -i, whose text it repairs\n$/],
  ])("%j", (args, message) => expectRefused(["no-such-log"], [...outputs, ...args], message));
});

describe("after the logs are read", () => {
  const logs = incidentLogs.map((log) => resolve(log));
  test.each([
    [
      ["-i", "wrong-finding.yaml"],
      /^mailmortem: wrong-finding\.yaml:3:14: there is no finding "mmap-failures" in these logs; did you mean "mmap-failure"\? .*\nwrong-finding\.yaml:7:15: "stuck" may be any of 2 findings: .*\n$/,
    ],
    [
      ["--template", "other-name"],
      /^mailmortem: other-name\/summary\.mustache:2:2: template names nosuch, which its view does not have; here are .*\n$/,
    ],
    [["-o", "/dev/full"], /^mailmortem: -o \/dev\/full: cannot be written \(ENOSPC/],
    [["-o", "/proc/night.md"], /^mailmortem: -o \/proc\/night\.md: cannot be written \(/],
    [["-o", "-", "-o", "/proc/night.md"], /^mailmortem: -o \/proc\/night\.md: cannot be written \(/],
  ])("%j", (args, message) => expectRefused(logs, [...outputs, ...args], message));
});

test("the same command without a mistake writes them all", () => {
  const folder = workplace();
  cpSync("fixtures/logs/incident-night/intervention.yaml", join(folder, "i.yaml"));
  const command = ["report", ...incidentLogs.map((log) => resolve(log)), ...fixed, ...outputs, "-i", "i.yaml"];
  expect(mailmortem(command, { cwd: folder }).code).toBe(0);
  expect(readFileSync(join(folder, "night.md"), "utf8")).toMatch(/^# /);
  expect(readdirSync(join(folder, "charts"))).toContain("timeline.svg");
  expect(readdirSync(folder)).toContain("fresh.html");
});
