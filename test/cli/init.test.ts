import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readIntervention } from "../../src/knowledge/load-intervention.ts";
import { fixed, incidentLogs, mailmortem, temporaryFolder } from "./spawned.ts";

const init = (args: readonly string[]) => mailmortem(["init", ...incidentLogs, ...fixed, ...args]);

test("a valid file on standard output, and what to do with it on standard error", () => {
  const { code, out, err } = init([]);
  expect(code).toBe(0);
  const { todos } = readIntervention(out, "intervention.yaml").stated;
  expect(todos.length).toBeGreaterThan(5);
  expect(err).toBe(
    `mailmortem: the file has ${todos.length} TODOs to fill in; then: mailmortem report ${incidentLogs.join(" ")} -i intervention.yaml -o report.html\n`,
  );
});

test("--quiet: nothing on standard error", () => {
  expect(init(["--quiet"]).err).toBe("");
});

test("-o writes the file, and nothing to standard output", () => {
  const folder = temporaryFolder();
  const path = join(folder, "night one.yaml");
  const { code, out, err } = init(["-o", path]);
  expect({ code, out }).toEqual({ code: 0, out: "" });
  expect(readFileSync(path, "utf8")).toBe(init([]).out);
  expect(err).toContain(`-i '${path}' -o report.html`);
  expect(readdirSync(folder)).toEqual(["night one.yaml"]);
});

test("a file that is there is refused before anything is read, and overwritten with --force", () => {
  const path = join(temporaryFolder(), "intervention.yaml");
  writeFileSync(path, "mine\n");
  const refused = mailmortem(["init", "no-such-log", "-o", path]);
  expect(refused).toEqual({
    code: 2,
    out: "",
    err: `mailmortem: -o ${path}: the file is there already; name another one, or overwrite it with --force\n`,
  });
  expect(readFileSync(path, "utf8")).toBe("mine\n");
  expect(init(["-o", path, "--force"]).code).toBe(0);
  expect(readFileSync(path, "utf8")).toMatch(/^# yaml-language-server: /);
});

test("a log that is none leaves no file behind", () => {
  const folder = temporaryFolder();
  const [log, path] = [join(folder, "log"), join(folder, "intervention.yaml")];
  writeFileSync(log, "hello\n");
  expect(mailmortem(["init", log, "-o", path]).code).toBe(4);
  expect(existsSync(path)).toBe(false);
});

test("a lone dash is standard output", () => {
  const { code, out } = init(["-o", "-", "--quiet"]);
  expect({ code, out }).toEqual({ code: 0, out: init(["--quiet"]).out });
});

/** Logs of these cases, with the settings of their `case.json`. */
const cases: readonly (readonly [name: string, logs: readonly string[], args: readonly string[]])[] = [
  ["incident-night", ["exim4/mainlog", "exim4/paniclog", "exim4/rejectlog", "dovecot.log"], []],
  ["clean-day", ["exim4/mainlog", "dovecot.log"], []],
  ["frozen-bounces", ["exim4/mainlog", "dovecot.log"], []],
  ["dovecot-out-of-memory", ["dovecot.log"], []],
  ["repeated-hour", ["exim4/mainlog", "dovecot.log"], ["--tz", "Europe/Brussels", "--now", "2026-10-26T09:00:00Z"]],
];

test.each(cases)("%s: what init wrote is a report at once, and its TODOs are named", (name, logs, settings) => {
  const folder = temporaryFolder();
  const [yaml, md] = [join(folder, "intervention.yaml"), join(folder, "report.md")];
  const reading = [...logs.map((log) => join("fixtures", "logs", name, log)), ...fixed, ...settings];
  expect(mailmortem(["init", ...reading, "-o", yaml])).toMatchObject({ code: 0, out: "" });
  const { todos } = readIntervention(readFileSync(yaml, "utf8"), yaml).stated;
  const { code, out, err } = mailmortem(["report", ...reading, "-i", yaml, "-o", md]);
  expect({ code, out }).toEqual({ code: 0, out: "" });
  const named = todos.slice(0, 3).map(({ path, at }) => `${path} (line ${at.line})`);
  const more = todos.length > 3 ? ` and ${todos.length - 3} more` : "";
  expect(todos.length).toBeGreaterThan(1);
  expect(err).toContain(`mailmortem: ${yaml}: ${todos.length} left to fill in: ${named.join(", ")}${more}\n`);
  const report = readFileSync(md, "utf8");
  expect(report).toMatch(/^# .+\n\n\| Item \| Value \|\n/);
  expect(report).not.toMatch(/\bTODO\b/);
});
