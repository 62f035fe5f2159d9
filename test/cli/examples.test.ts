import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commands } from "../../src/cli/program.ts";
import { mailmortem, program } from "./spawned.ts";

const night = join("fixtures", "logs", "incident-night");
/** What the examples name: a host's folders become the test's. */
const places = [
  ["/var/log/exim4/", "exim4/"],
  ["/var/log/dovecot", "dovecot"],
  ["/var/lib/mailmortem/", ""],
] as const;
/** Goes on until somebody ends it; or wants logs in their usual places, which another machine lacks. */
const needsFiles = /^(?:analyze|report|init|watch)(?: +--?[\w-]+(?: [^-/ ][^ ]*)?)*$/;

const examples = commands.flatMap(({ examples }) => examples.map(([line, does]) => [line, does] as const));

describe("every example of the help texts runs as it stands", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "mailmortem-examples-"));
    mkdirSync(join(folder, "exim4"), { recursive: true });
    for (const log of ["mainlog", "paniclog"]) copyFileSync(join(night, "exim4", log), join(folder, "exim4", log));
    for (const name of ["dovecot.log", "intervention.yaml"]) copyFileSync(join(night, name), join(folder, name));
    copyFileSync(join(night, "exim4", "mainlog"), join(folder, "mainlog"));
    writeFileSync(join(folder, "mainlog.1.gz"), gzipSync(readFileSync(join(night, "exim4", "mainlog")).subarray(0, 0)));
    writeFileSync(join(folder, "report.md"), readFileSync(join(night, "expected", "report.md")));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(examples)("mailmortem %s", (line) => {
    let command = places.reduce((text, [from, to]) => text.replaceAll(from, to), line);
    const isEndless = /^watch\b/.test(line) && !line.includes("--once");
    if (needsFiles.test(line)) command += " mainlog dovecot.log";
    if (/^init\b/.test(line)) command += " --force";
    if (/^template eject/.test(line)) command += " --force";
    const script = `mailmortem() { ${isEndless ? "timeout --signal=INT 3 " : ""}"$NODE" "$PROGRAM" "$@"; }\nmailmortem ${command}`;
    const { status, stderr, stdout } = spawnSync("bash", ["-c", script], {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 1 << 28,
      env: { ...process.env, NODE: process.execPath, PROGRAM: program, KEY: "of a test", TZ: "UTC", NO_COLOR: "1" },
    });
    // 1: something critical was found, or nothing of that name; 124, 130: it was ended
    const fine = isEndless ? [124, 130, 0] : /--fail-on|^trace/.test(line) ? [0, 1] : [0];
    expect(fine, `${stdout.slice(0, 300)}\n${stderr}`).toContain(status);
    expect(stderr).not.toMatch(/there is no|did you mean|this is a bug/);
  });

  test("each command has one", () => {
    expect(commands.filter(({ examples }) => examples.length === 0)).toEqual([]);
  });

  test.each(commands.map(({ name }) => name))("%s --help shows them", (name) => {
    const { out } = mailmortem([name, "--help"]);
    // a long one is broken into lines beside what it does
    for (const [line] of commands.find((one) => one.name === name)?.examples ?? [])
      expect(out).toContain(`mailmortem ${line}`.slice(0, 30));
  });
});
