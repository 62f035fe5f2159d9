/** Where a result goes fails: the message, the exit code, and that no regular file is ever half of one. */
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { fixed, mailmortem, program, temporaryFolder } from "../cli/spawned.ts";
import { endOf, isRoot, mainlog, shell, works } from "./surroundings.ts";

/** The words differ from system to system; the code of the error does not. */
const hasFull = process.platform === "linux";

describe.skipIf(!hasFull)("a full disk (only Linux has /dev/full)", () => {
  test.each([
    ["report", ["-o", "/dev/full"], "-o /dev/full: cannot be written (ENOSPC: no space left on device, write)"],
    ["init", ["-o", "/dev/full"], "-o /dev/full: cannot be written (ENOSPC: no space left on device, write)"],
  ])("%s -o: exit 2", (command, args, said) => {
    const { code, out, err } = mailmortem([command, mainlog, ...fixed, ...args, "--quiet"]);
    expect({ code, out, err }).toEqual({ code: 2, out: "", err: `mailmortem: ${said}\n` });
  });

  test.each(["report", "analyze", "events"])("%s on standard output: exit 2", (command) => {
    const line = `$mailmortem ${command} "$1" --tz UTC --year 2026 --now 2026-01-12T09:00:00Z --quiet >/dev/full`;
    expect(shell(line, mainlog)).toEqual({
      code: 2,
      out: "",
      err: "mailmortem: standard output cannot be written (ENOSPC: no space left on device, write)\n",
    });
  });

  test("of several outputs none is written, and the old one stays", () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "old.md"), "old");
    const outputs = ["old.md", "new.html"].flatMap((name) => ["-o", join(folder, name)]);
    const done = mailmortem(["report", mainlog, ...fixed, "--quiet", ...outputs, "-o", "/dev/full"]);
    expect(done.code).toBe(2);
    expect([readdirSync(folder), readFileSync(join(folder, "old.md"), "utf8")]).toEqual([["old.md"], "old"]);
  });
});

test.skipIf(process.platform === "win32")(
  "a limit on the size of files (ulimit -f): the old file stays, exit 2",
  () => {
    const folder = temporaryFolder();
    const path = join(folder, "report.md");
    writeFileSync(path, "old");
    const line = `ulimit -f 8; $mailmortem report "$1" ${fixed.join(" ")} --quiet -o "$2"`;
    const { code, err } = shell(line, mainlog, path);
    expect([code, err]).toEqual([2, `mailmortem: -o ${path}: cannot be written (EFBIG: file too large, write)\n`]);
    expect([readdirSync(folder), readFileSync(path, "utf8")]).toEqual([["report.md"], "old"]);
  },
);

describe.skipIf(!isRoot || !hasFull)("a file system of its own (only root mounts one)", () => {
  const mounted = (options: string) => {
    const folder = join(temporaryFolder(), "disk");
    mkdirSync(folder);
    if (!works("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder)) return undefined;
    onTestFinished(() => void execFileSync("umount", [folder]));
    return folder;
  };

  test("too small: the old file stays, nothing beside it, exit 2", ({ skip }) => {
    const folder = mounted("size=16k") ?? skip("this root may not mount");
    const path = join(folder, "report.md");
    writeFileSync(path, "old");
    const { code, err } = mailmortem(["report", mainlog, ...fixed, "--quiet", "-o", path]);
    expect([code, err]).toEqual([
      2,
      `mailmortem: -o ${path}: cannot be written (ENOSPC: no space left on device, write)\n`,
    ]);
    expect([readdirSync(folder), readFileSync(path, "utf8")]).toEqual([["report.md"], "old"]);
  });

  test("read-only: said before a log is read, exit 2", ({ skip }) => {
    const folder = mounted("size=64k") ?? skip("this root may not mount");
    const [path, state] = [join(folder, "report.md"), join(folder, "state")];
    writeFileSync(path, "old");
    execFileSync("mount", ["-o", "remount,ro", folder]);
    const { code, err } = mailmortem(["report", "no-such-log", ...fixed, "--quiet", "-o", path]);
    expect([code, err]).toEqual([
      2,
      `mailmortem: -o ${path}: cannot be written (EROFS: read-only file system, access '${folder}')\n`,
    ]);
    const kept = mailmortem(["analyze", mainlog, ...fixed, "--quiet", "--state", state]);
    expect(kept).toMatchObject({
      code: 2,
      out: "",
      err: expect.stringMatching(/^mailmortem: --state .*EROFS: read-only/),
    });
    expect(readFileSync(path, "utf8")).toBe("old");
  });
});

describe.skipIf(process.platform === "win32")("a reader that goes", () => {
  test.each(["report", "analyze", "events", "detectors"])("%s | head -1: quiet, exit 0", (command) => {
    const log = command === "detectors" ? "" : `"$1" --quiet ${fixed.join(" ")}`;
    const { code, err } = shell(`set -o pipefail; $mailmortem ${command} ${log} | head -1 >/dev/null`, mainlog);
    expect([code, err]).toEqual([0, ""]);
  });

  test("before the first line of a log that never ends: the program goes too", () => {
    const line = `set -o pipefail; yes '2026-01-08 14:18:54 1vdqk6-0003Yx-1R Completed' | $mailmortem events - --quiet --tz UTC | head -1`;
    const { err, out } = shell(line);
    expect([err, out.split("\n").length]).toEqual(["", 2]);
  });
});

test.skipIf(process.platform === "win32")("a named pipe and /dev/stdout are written, not replaced", async () => {
  const folder = temporaryFolder();
  const pipe = join(folder, "report.md");
  execFileSync("mkfifo", [pipe]);
  const reader = endOf(spawn("cat", [pipe], { stdio: "pipe" }));
  const args = ["report", mainlog, ...fixed, "--quiet"];
  const written = await endOf(spawn(process.execPath, [program, ...args, "-o", pipe], { stdio: "pipe" }));
  const plain = mailmortem(args);
  expect([written.code, written.out, written.err]).toEqual([0, "", ""]);
  expect((await reader).out).toBe(plain.out);
  const { code, err, out } = mailmortem([...args, "-o", "/dev/stdout"]);
  expect([code, err, out === plain.out]).toEqual([0, "", true]);
  expect(readdirSync(folder)).toEqual(["report.md"]);
});

test.skipIf(process.platform === "win32")("what the shell opened to append to is appended to", () => {
  const path = join(temporaryFolder(), "all.txt");
  writeFileSync(path, "kept\n");
  const line = `$mailmortem report "$1" ${fixed.join(" ")} --quiet`;
  for (const target of ["-o /dev/stdout", "-o /dev/fd/1", "-o /dev/fd/3 3>&1"])
    expect(shell(`${line} >>"$2" ${target}`, mainlog, path)).toEqual({ code: 0, out: "", err: "" });
  const once = shell(line, mainlog).out;
  expect(readFileSync(path, "utf8") === `kept\n${once.repeat(3)}`).toBe(true);
});
