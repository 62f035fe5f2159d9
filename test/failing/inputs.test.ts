/** What is named as a log and is none: devices, folders, links that lead nowhere, pipes that nobody writes to. */
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { copyFileSync, createWriteStream, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fixed, mailmortem, program, temporaryFolder } from "../cli/spawned.ts";
import { endOf, mainlog, shell, starts } from "./surroundings.ts";

describe.skipIf(process.platform === "win32")("devices (there are none on Windows)", () => {
  test("without an end: refused before anything is opened, all else is read", () => {
    const { code, out, err } = mailmortem(["analyze", "/dev/zero", "/dev/full", "/dev/urandom", mainlog, ...fixed]);
    const refused = (path: string) => `mailmortem: ${path}: is a device and no log; name a file, or pipe its text in\n`;
    expect(err).toBe(["/dev/zero", "/dev/full", "/dev/urandom"].map(refused).join(""));
    expect(code).toBe(3);
    expect(out).toContain("critical[tainted-filename]");
  });

  test("on standard input: the same", () => {
    const { code, out, err } = shell("$mailmortem events - --quiet </dev/zero");
    expect({ code, out, err }).toEqual({
      code: 3,
      out: "",
      err: "mailmortem: -: is a device and no log; name a file, or pipe its text in\n",
    });
  });

  test.each(["/dev/null", "-"])("the empty one as %s is an empty log", (name) => {
    expect(mailmortem(["events", name, ...fixed])).toEqual({
      code: 4,
      out: "",
      err: "mailmortem: the input is empty: nothing was looked at, so nothing can be said\n",
    });
  });
});

describe("links", () => {
  test("in a circle: a sentence, exit 3", () => {
    const folder = temporaryFolder();
    symlinkSync("b", join(folder, "a"));
    symlinkSync("a", join(folder, "b"));
    const path = join(folder, "a");
    expect(mailmortem(["events", path, ...fixed])).toEqual({
      code: 3,
      out: "",
      err: `mailmortem: ${path}: ELOOP: too many symbolic links encountered, stat '${path}'\n`,
    });
  });

  test("a folder that holds itself is read once", () => {
    const folder = temporaryFolder();
    copyFileSync(mainlog, join(folder, "mainlog"));
    symlinkSync(".", join(folder, "again"));
    mkdirSync(join(folder, "deeper"));
    symlinkSync("..", join(folder, "deeper", "up"));
    const { code, out } = mailmortem(["analyze", folder, ...fixed, "--format", "json", "--quiet"]);
    expect(code).toBe(0);
    const alone = mailmortem(["analyze", mainlog, ...fixed, "--format", "json", "--quiet"]);
    expect(JSON.parse(out).coverage.lines).toBe(JSON.parse(alone.out).coverage.lines);
  });

  test("a folder without a file, a name without one", () => {
    const folder = temporaryFolder();
    const [none, pattern] = [join(folder, "none"), join(folder, "*.log")];
    expect(mailmortem(["events", folder, none, pattern, ...fixed])).toEqual({
      code: 3,
      out: "",
      err: `mailmortem: ${folder}: no file is in it\nmailmortem: ${none}: no such file\nmailmortem: ${pattern}: no file has a name like this\n`,
    });
  });
});

describe.skipIf(process.platform === "win32")("named pipes (there are none on Windows)", () => {
  const pipeIn = (folder: string, name = "pipe") => {
    const pipe = join(folder, name);
    execFileSync("mkfifo", [pipe]);
    return pipe;
  };

  test("are read like files", async () => {
    const pipe = pipeIn(temporaryFolder());
    const { ended } = starts(["events", pipe, ...fixed, "--kind", "exim.completed"]);
    createWriteStream(pipe).end("2026-01-08 14:18:54 1vdqk6-0003Yx-1R Completed\n");
    const { code, out, err } = await ended;
    expect([code, err, out.split("\n").length]).toEqual([0, "", 2]);
  });

  test("that nobody writes to are waited for, and Ctrl-C ends that", async () => {
    const child = spawn(process.execPath, [program, "analyze", pipeIn(temporaryFolder()), ...fixed], { stdio: "pipe" });
    const ended = endOf(child);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(child.exitCode).toBeNull();
    child.kill("SIGINT");
    expect(await ended).toEqual({ code: 130, signal: null, out: "", err: "" });
  });

  test("that nobody reads, as an output: the same", async () => {
    const { child, ended } = starts(["report", mainlog, ...fixed, "--quiet", "-o", pipeIn(temporaryFolder(), "a.md")]);
    await new Promise((resolve) => setTimeout(resolve, 3000));
    expect(child.exitCode).toBeNull();
    child.kill("SIGTERM");
    expect(await ended).toEqual({ code: 143, signal: null, out: "", err: "" });
  });
});

test("a log whose times go back, and a --now before all of them: read as it stands", () => {
  const lines = ["14:18:54", "02:00:00", "14:18:55", "00:00:01"].map(
    (time) => `2026-01-08 ${time} 1vdqk6-0003Yx-1R Completed\n`,
  );
  const done = mailmortem(["events", "-", "--tz", "UTC", "--now", "1999-01-01T00:00:00Z"], { input: lines.join("") });
  expect([done.code, done.err]).toEqual([0, ""]);
  const times = done.out.split("\n").slice(0, -1);
  expect(times.map((line) => JSON.parse(line).at)).toEqual(
    ["14:18:54", "02:00:00", "14:18:55", "00:00:01"].map((time) => `2026-01-08T${time}Z`),
  );
  const report = mailmortem(["report", mainlog, "--tz", "UTC", "--now", "1999-01-01T00:00:00Z", "--quiet"]);
  expect([report.code, report.err]).toEqual([0, ""]);
});

test("bash is there: what is above it cannot have been skipped in silence", () => {
  expect(process.platform === "win32" || spawnSync("bash", ["-c", "exit 7"]).status === 7).toBe(true);
});
