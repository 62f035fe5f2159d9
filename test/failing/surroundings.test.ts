/** Where the program is started lacks something: a home, a zone, a locale, a folder, descriptors, memory, permission. */
import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { ordinary } from "../../bench/traffic/replay.ts";
import { writeTraffic } from "../../bench/traffic/write.ts";
import { fixed, incidentLogs, mailmortem, program, temporaryFolder } from "../cli/spawned.ts";
import {
  groupNumber,
  isReachable,
  isRoot,
  mainlog,
  measured,
  opened,
  peakIn,
  shell,
  stranger,
} from "./surroundings.ts";

const args = ["analyze", mainlog, "--now", "2026-01-12T09:00:00Z", "--format", "json"];
const bare = (env: NodeJS.ProcessEnv) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { env, encoding: "utf8" });
  return { code: status, err: stderr, analysis: stdout === "" ? undefined : JSON.parse(stdout) };
};

describe("the environment", () => {
  test.each<readonly [string, NodeJS.ProcessEnv, zone: string]>([
    ["nothing but TZ", { TZ: "UTC" }, "UTC"],
    [
      "a home that is not there, no terminal, a broken locale",
      { TZ: "UTC", HOME: "/nowhere", TERM: "", LC_ALL: "xx_YY.no", LANG: "C" },
      "UTC",
    ],
    ["TZ empty", { TZ: "" }, "UTC"],
    ["TZ as POSIX writes it", { TZ: "UTC+3" }, "UTC-3"],
    ["a TZ that is no zone", { TZ: "Nowhere/Land" }, "UTC"],
  ])("%s: read all the same", (_what, env, zone) => {
    const { code, err, analysis } = bare(env);
    expect([code, err, analysis.assumptions.zone.name]).toEqual([0, "", zone]);
    expect(analysis.findings.length).toBeGreaterThan(0);
  });

  test("LC_ALL=C: a name with letters of no ASCII comes out as it was logged", () => {
    const line =
      "2026-01-08 14:18:54 1vdqk6-0003Yx-1R <= j\u00fcrgen@\u00fcber.example H=(x) [192.0.2.7] P=esmtps S=10\n";
    const { code, out } = mailmortem(["events", "-", "--tz", "UTC"], {
      input: Buffer.from(line),
      env: { LC_ALL: "C", LANG: "C" },
    });
    expect([code, JSON.parse(out).sender ?? out]).toEqual([0, "j\u00fcrgen@\u00fcber.example"]);
  });

  test.skipIf(process.platform === "win32")("a folder that is gone: a sentence, exit 2", () => {
    const line = 'mkdir "$1/gone"; cd "$1/gone"; rmdir "$1/gone"; $mailmortem analyze "$2"';
    expect(shell(line, temporaryFolder(), mainlog)).toEqual({
      code: 2,
      out: "",
      err: "mailmortem: the folder that this was started in is gone; change to one that is there\n",
    });
  });
});

test.skipIf(process.platform === "win32")("32 descriptors and 200 logs, half of them gzip: all are read", () => {
  const folder = temporaryFolder();
  for (let at = 0; at < 200; at++) {
    const text = `2026-01-08 14:18:54 1vdqk6-${String(at).padStart(6, "0")}-1R Completed\n`;
    if (at % 2 === 0) writeFileSync(join(folder, `mainlog.${at}`), text);
    else writeFileSync(join(folder, `mainlog.${at}.gz`), gzipSync(text));
  }
  const line = `ulimit -n 32; $mailmortem analyze "$1" ${fixed.join(" ")} --format json --jobs 2 --state "$1/state.json"`;
  const { code, err, out } = shell(line, folder);
  expect([code, err]).toEqual([0, ""]);
  expect(JSON.parse(out).coverage).toMatchObject({ lines: 200, recognised: 200 });
});

test("64 MB for V8 and a log of 30: the same analysis as with more", { timeout: 120_000 }, () => {
  const path = join(temporaryFolder(), "mainlog");
  writeTraffic("exim", { bytes: 30_000_000 }, path, ordinary);
  const run = (...node: readonly string[]) =>
    spawnSync(process.execPath, [...node, ...measured, program, "analyze", path, ...fixed, "--format", "json"], {
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
  const small = run("--max-old-space-size=64");
  expect([small.status, small.stderr.replace(/^peak.*\n/m, "")]).toEqual([0, ""]);
  expect(small.stdout === run().stdout).toBe(true);
  expect(peakIn(small.stderr)).toBeLessThan(300);
});

/** Runs the program as somebody else. */
function as(user: { readonly uid: number; readonly gid: number }, line: readonly string[], cwd?: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...line], {
    ...user,
    ...(cwd === undefined ? {} : { cwd }),
    env: { HOME: "/nowhere" },
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  return { code: status, out: stdout, err: stderr };
}

describe.skipIf(!isRoot || !isReachable())(
  "a user without rights (only root becomes another, in a checkout that all may read)",
  () => {
    const nobody = { uid: stranger, gid: stranger };

    test("an input that is closed: exit 3, with the reason, the others read", () => {
      const folder = opened(temporaryFolder());
      const closed = join(folder, "mainlog");
      copyFileSync(mainlog, closed);
      chmodSync(closed, 0o640);
      const { code, err, out } = as(nobody, ["analyze", closed, mainlog, ...fixed]);
      expect([code, err]).toEqual([
        3,
        `mailmortem: ${closed}: permission denied; mail logs are often readable by root only\n`,
      ]);
      expect(out).toContain("critical[tainted-filename]");
    });

    test("a folder of inputs that is closed: exit 3", () => {
      const folder = temporaryFolder();
      copyFileSync(mainlog, join(folder, "mainlog"));
      const { code, out, err } = as(nobody, ["events", folder, ...fixed]);
      expect([code, out]).toEqual([3, ""]);
      expect(err).toMatch(/^mailmortem: .*: /);
      expect(err).not.toContain("this is a bug");
    });

    test("an output and a state in a closed folder: said before a log is read, exit 2", () => {
      const folder = opened(temporaryFolder());
      const path = join(folder, "report.md");
      writeFileSync(path, "old");
      const reason = `cannot be written (EACCES: permission denied, access '${folder}')`;
      expect(as(nobody, ["report", "no-such-log", ...fixed, "-o", path])).toEqual({
        code: 2,
        out: "",
        err: `mailmortem: -o ${path}: ${reason}\n`,
      });
      const state = join(folder, "state");
      const kept = as(nobody, ["analyze", mainlog, ...fixed, "--quiet", "--state", state]);
      expect(kept).toMatchObject({
        code: 2,
        out: "",
        err: expect.stringMatching(/^mailmortem: --state .*EACCES: permission denied/),
      });
      expect([readFileSync(path, "utf8"), readdirSync(folder)]).toEqual(["old", ["report.md"]]);
    });

    test("a state that is closed: exit 3, and it stays", () => {
      const folder = opened(temporaryFolder());
      const state = join(folder, "state");
      expect(mailmortem(["analyze", mainlog, ...fixed, "--quiet", "--state", state]).code).toBe(0);
      chmodSync(folder, 0o777);
      const before = readFileSync(state, "utf8");
      const { code, err } = as(nobody, ["analyze", mainlog, ...fixed, "--quiet", "--state", state]);
      expect(code).toBe(3);
      expect(err).toMatch(/^mailmortem: --state .*: cannot be read \(EACCES: permission denied/);
      expect([readFileSync(state, "utf8") === before, readdirSync(folder)]).toEqual([true, ["state"]]);
    });

    test("in group adm: logs of root, open to the group, are read, and nothing else is needed", ({ skip }) => {
      const adm = groupNumber("adm") ?? skip("there is no group adm here");
      const folder = opened(temporaryFolder());
      const logs = incidentLogs.map((path, at) => {
        const log = join(folder, `log.${at}`);
        copyFileSync(path, log);
        chownSync(log, 0, adm);
        chmodSync(log, 0o640);
        return log;
      });
      const line = ["report", ...logs, ...fixed, "--quiet"];
      expect(as({ uid: stranger, gid: adm }, line)).toEqual(mailmortem(line));
      expect(as(nobody, line)).toMatchObject({ code: 3, out: "" });
    });
  },
);
