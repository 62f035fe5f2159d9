import { expect, test } from "vitest";
import { filesIn, usualPlaces } from "../../src/cli/inputs.ts";
import { fixed, incidentLogs, mailmortem, start } from "./spawned.ts";

const hasLogs = await filesIn(usualPlaces).then(
  () => true,
  () => false,
);

/** Commands whose help has examples. */
const exampled = ["report", "init", "analyze", "events", "trace", "verify", "watch", "explain", "template"];

test.each([
  [
    [],
    'name a command (report, init, analyze, events, trace, verify, watch, explain, detectors, template); see "mailmortem --help"',
  ],
  [["anlyze"], 'there is no command "anlyze" (did you mean "analyze"?)'],
  [["package.json"], "name a command before the files: mailmortem report package.json"],
  [["analyze", "--stuck-aftr", "1h", "x"], 'analyze: there is no option "stuck-aftr" (did you mean "stuck-after"?)'],
  [["analyze", "x", "--only", "mmap-failur"], 'there is no detector "mmap-failur" (did you mean "mmap-failure"?)'],
  [["analyze", "x", "--format", "yaml"], 'analyze: --format: "yaml" is none of text, json'],
  [["report", "x", "--mode", "postmorten"], '--mode: "postmorten" is none of intervention, postmortem, summary (did'],
  [["report", "x", "--redact", "ful"], '--redact: "ful" is none of none, partial, full (did you mean "full"?); see'],
  [["verify", "x", "--shw", "all"], 'verify: there is no option "shw" (did you mean "show"?)'],
  [["init", "x", "--froce"], 'init: there is no option "froce" (did you mean "force"?)'],
  [["templat"], 'there is no command "templat" (did you mean "template"?)'],
  [["verify"], "verify: not enough non-option arguments"],
  [["template"], "template: not enough non-option arguments"],
  [["analyze", "x", "--tz", "Mars/Olympus"], '"Mars/Olympus" is not a time zone'],
  [["analyze", "x", "--year", "26"], '--year: "26" is not a year; write four digits'],
  [["analyze", "x", "--since", "soon"], '--since: "soon" is not a time'],
  [["analyze", "x", "--since", "2026-01-09", "--until", "2026-01-08"], "--since is later than --until"],
  [["analyze", "x", "--stuck-after", "1s"], "five minutes (5m) is the least"],
  [["analyze", "--since"], "analyze: not enough arguments following: since"],
  [["explain"], "explain: not enough non-option arguments"],
  [["explain", "x".repeat(70_000)], "this line has 69 KiB; explain takes up to 64 KiB"],
  [["explain", "tainted-filenam"], 'did you mean "tainted-filename"?'],
])("%j: exit 2, the word on standard error only", (args, message) => {
  const { code, out, err } = mailmortem(args);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toContain(message);
  expect(err).toMatch(/^mailmortem: /);
});

test("--help names every command and the exit codes, each command its examples", () => {
  const { code, out } = mailmortem(["--help"]);
  expect(code).toBe(0);
  for (const name of [...exampled, "detectors", "completion"]) expect(out).toContain(`mailmortem ${name}`);
  expect(out).toContain("4 nothing recognised");
  for (const name of exampled) {
    expect(mailmortem([name, "--help"]).out).toMatch(new RegExp(`Examples:\\n +mailmortem ${name} `));
  }
});

test("--version and completion", () => {
  expect(mailmortem(["--version"]).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect(mailmortem(["completion"]).out).toContain("mailmortem --get-yargs-completions");
});

test("detectors, for people and for programs", () => {
  const rows = JSON.parse(mailmortem(["detectors", "--json"]).out);
  expect(rows.map(({ id }: { id: string }) => id)).toEqual([
    "tainted-filename",
    "mmap-failure",
    "stuck-queue",
    "frozen-bounce",
  ]);
  for (const { id, sample } of rows) {
    expect(mailmortem(["detectors"]).out).toContain(`${id}\n`);
    expect(JSON.parse(mailmortem(["explain", sample, "--json", "--tz", "UTC", "--year", "2026"]).out).known).toBe(
      "whole",
    );
  }
});

test.skipIf(hasLogs)("without logs the places tried are named (this machine must have none)", () => {
  const { code, err } = mailmortem(["analyze"]);
  expect(code).toBe(2);
  for (const place of usualPlaces) expect(err).toContain(place);
});

test("a file of no bytes on standard input is an input", () => {
  expect(mailmortem(["analyze"], { input: "" })).toMatchObject({
    code: 4,
    err: expect.stringContaining("the input is empty"),
  });
});

test("Ctrl-C ends with 130 and says nothing", async () => {
  const child = start(["analyze", "-", ...fixed]);
  let err = "";
  child.stderr?.on("data", (text) => (err += text));
  child.stdin?.write("2026-01-08 14:18:54 1vdqk6-0003Yx-1R Completed\n".repeat(50_000), () =>
    setTimeout(() => child.kill("SIGINT"), 300),
  );
  child.stdin?.on("error", () => {});
  const code = await new Promise((ended) => child.once("close", ended));
  expect({ code, err }).toEqual({ code: 130, err: "" });
});

test("the same on every machine: neither locale nor zone of the surroundings counts when given", () => {
  const plain = mailmortem(["analyze", ...incidentLogs, ...fixed]).out;
  expect(
    mailmortem(["analyze", ...incidentLogs, ...fixed], {
      env: { TZ: "Asia/Tokyo", LANG: "de_DE.UTF-8", LC_ALL: "de_DE.UTF-8" },
    }).out,
  ).toBe(plain);
});
