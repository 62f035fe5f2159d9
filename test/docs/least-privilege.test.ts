/**
 * As which user it may run, and what it does there (docs/security.md): an unprivileged user in the group of the logs, on a
 * read-only file system without a network, and not one program executed. Needs root to become another user; skipped with a
 * reason where it cannot be tried.
 */
import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { incident } from "../cli/spawned.ts";

const adm = 4;
const nobody = 65_534;
const has = (program: string) => spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;
const isRoot = process.getuid?.() === 0 && process.platform === "linux" && has("setpriv");
/** Whether this surrounding lets root have mounts and a network of its own: a container often does not. */
const hasNamespaces = isRoot && spawnSync("unshare", ["-m", "-n", "mount", "-o", "remount,bind,ro", "/"]).status === 0;

let folder: string;
let out: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "mailmortem-least-"));
  out = join(folder, "out");
  mkdirSync(join(folder, "exim4"));
  mkdirSync(out);
  for (const log of ["exim4/mainlog", "exim4/paniclog", "dovecot.log"]) cpSync(join(incident, log), join(folder, log));
  // A copy, since a clone may lie where another user may not look.
  for (const part of ["dist", "package.json"])
    cpSync(resolve(part), join(folder, "program", part), { recursive: true });
  if (!isRoot) return;
  chmodSync(folder, 0o755);
  chownSync(out, nobody, nobody);
  chownSync(join(folder, "exim4"), 0, adm);
  chmodSync(join(folder, "exim4"), 0o750);
  for (const log of ["exim4/mainlog", "exim4/paniclog", "dovecot.log"]) {
    chownSync(join(folder, log), 0, adm);
    chmodSync(join(folder, log), 0o640);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const logs = () => ["exim4/mainlog", "exim4/paniclog", "dovecot.log"].map((log) => join(folder, log));
const main = () => [process.execPath, join(folder, "program", "dist", "cli", "main.js")];
const report = () => ["report", ...logs(), "--quiet", "-o", join(out, "r.md"), "--state", join(out, "state")];

/** Runs words as nobody with these groups, without any capability. */
function asNobody(groups: readonly number[], words: readonly string[], before: readonly string[] = []) {
  const ids = [`--reuid=${nobody}`, `--regid=${nobody}`];
  const group = groups.length === 0 ? "--clear-groups" : `--groups=${groups.join(",")}`;
  const bounds = ["--no-new-privs", "--inh-caps=-all", "--bounding-set=-all"];
  const [program = "", ...rest] = [...before, "setpriv", ...ids, group, ...bounds, ...words];
  const env = { PATH: process.env.PATH, TZ: "UTC", NO_COLOR: "1" };
  return spawnSync(program, rest, { encoding: "utf8", env, cwd: "/", stdio: ["ignore", "pipe", "pipe"] });
}

describe.skipIf(!isRoot)("as nobody (needs root and setpriv)", () => {
  test("in the group adm, logs that root keeps for that group are read, and the report is written", () => {
    const done = asNobody([adm], [...main(), ...report()]);
    expect([done.stderr, done.status]).toEqual(["", 0]);
    expect(readFileSync(join(out, "r.md"), "utf8")).toContain("/etc/exim4/domains/*/ip");
  });

  test("without it, each log is named with the system's reason, and the exit status is 3", () => {
    const done = asNobody([], [...main(), "analyze", ...logs(), "--quiet"]);
    expect(done.status).toBe(3);
    for (const log of logs()) expect(done.stderr).toContain(log);
    expect(done.stderr).toMatch(/permission|not allowed|denied/i);
  });

  test.skipIf(!hasNamespaces)("on a read-only file system, without a network", () => {
    const walls = 'mount --bind "$1" "$1" && mount -o remount,bind,ro / && shift && exec "$@"';
    const before = ["unshare", "-m", "-n", "sh", "-c", walls, "sh", out];
    const done = asNobody([adm], [...main(), ...report()], before);
    expect([done.stderr, done.status]).toEqual(["", 0]);
  });
});

describe("what the program can do at all", () => {
  const modules = readdirSync("dist", { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".js"));

  test("no module of the package can execute a program or open a connection", () => {
    expect(modules.length).toBeGreaterThan(5);
    const loads = /(?:from|import|require)\s*\(?\s*["'](?:node:)?([\w/]+)["']/g;
    const closed = /^(?:child_process|cluster|net|tls|https?|http2|dgram|dns|vm|inspector)(?:\/|$)/;
    const loaded = (path: string) =>
      [...readFileSync(join("dist", path), "utf8").matchAll(loads)].map(([, name = ""]) => name);
    expect(modules.flatMap(loaded)).toContain("fs");
    for (const path of modules)
      expect(
        loaded(path).filter((name) => closed.test(name)),
        path,
      ).toEqual([]);
  });

  test.skipIf(!has("strace"))(
    "report executes nothing, connects to nothing, and opens nothing else for writing",
    () => {
      const trace = join(folder, "trace");
      const words = ["-f", "-qq", "-e", "trace=execve,execveat,connect,openat", "-o", trace, ...main(), ...report()];
      const done = spawnSync("strace", words, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
      expect([done.stderr, done.status]).toEqual(["", 0]);
      const calls = readFileSync(trace, "utf8").split("\n");
      expect(calls.filter((call) => /\bexecve(?:at)?\(/.test(call))).toHaveLength(1);
      expect(calls.filter((call) => /\bconnect\(/.test(call))).toEqual([]);
      const written = calls.flatMap((call) => /openat\([^"]*"([^"]+)", [^,]*O_(?:WRONLY|RDWR)/.exec(call)?.[1] ?? []);
      expect(written.filter((path) => !path.startsWith(out) && path !== "/dev/null")).toEqual([]);
      expect(written.length).toBeGreaterThan(0);
    },
  );
});
