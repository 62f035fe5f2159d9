import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";

const incident = readFileSync("fixtures/logs/incident-night/exim4/mainlog");
const firstFault = incident.indexOf(10, incident.indexOf("Tainted")) + 1;
const manyFaults = incident.indexOf(10, firstFault + 60_000) + 1;
const run = ["--import", "tsx", "src/cli/main.ts", "watch", "--tz", "UTC", "--quiet"];
const patience = 120_000;

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "mailmortem-watch-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

interface Told {
  readonly event: string;
  readonly change?: string;
  readonly key?: string;
  readonly alert?: string;
  readonly severity?: string;
}

/** A program that watches, and what it has told. */
class Watching {
  readonly told: Told[] = [];
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  err = "";
  #rest = "";

  constructor(args: readonly string[]) {
    this.child = spawn(process.execPath, [...run, "--interval", "0.2s", "--format", "ndjson", ...args]);
    this.ended = new Promise((resolve) => this.child.on("exit", resolve));
    onTestFinished(() => {
      this.child.kill("SIGKILL");
    });
    this.child.stderr?.on("data", (bytes) => {
      this.err += bytes;
    });
    this.child.stdout?.on("data", (bytes) => {
      const lines = (this.#rest + bytes).split("\n");
      this.#rest = lines.pop() ?? "";
      this.told.push(...lines.map((line) => JSON.parse(line) as Told));
    });
  }

  async until(isMet: () => boolean): Promise<void> {
    const end = Date.now() + patience / 2;
    while (!isMet()) {
      if (Date.now() > end) throw new Error(`waited in vain; told ${JSON.stringify(this.told)} ${this.err}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  has(change: string, analyzer: string): boolean {
    return this.told.some((one) => one.change === change && one.key?.startsWith(analyzer) === true);
  }
}

test("follows a log that comes, grows, is rotated and emptied, and ends in order", { timeout: patience }, async () => {
  const at = folder();
  const log = join(at, "mainlog");
  const state = join(at, "state");
  const figures = join(at, "mail.prom");
  const watching = new Watching(["--state", state, "--prometheus", figures, log]);
  await watching.until(() => existsSync(`${state}.lock`));
  writeFileSync(log, incident.subarray(0, firstFault - 1));
  await watching.until(() => existsSync(figures));
  appendFileSync(log, incident.subarray(firstFault - 1, firstFault + 1000));
  await watching.until(() => watching.has("opened", "tainted-filename"));
  renameSync(log, `${log}.1`);
  appendFileSync(`${log}.1`, incident.subarray(firstFault + 1000, incident.indexOf(10, firstFault + 2000) + 1));
  writeFileSync(log, incident.subarray(incident.indexOf(10, firstFault + 2000) + 1, manyFaults));
  await watching.until(() => watching.has("changed", "tainted-filename"));
  copyFileSync(log, `${log}.2`);
  truncateSync(log);
  appendFileSync(log, incident.subarray(manyFaults));
  await watching.until(() => watching.has("resolved", "tainted-filename"));
  await watching.until(() => readFileSync(figures, "utf8").includes('status="resolved"'));
  const lines = Number(/^mailmortem_lines_read (\d+)$/m.exec(readFileSync(figures, "utf8"))?.[1]);
  expect(lines).toBe(incident.toString("latin1").split("\n").length - 1);
  watching.child.kill("SIGTERM");
  expect([await watching.ended, watching.err, existsSync(`${state}.lock`), existsSync(state)]).toEqual([
    0,
    "",
    false,
    true,
  ]);
});

function once(args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...run, "--once", ...args], { encoding: "utf8" });
  return { code: status, out: stdout, err: stderr };
}

test("looks once, and says by its exit code what fires", { timeout: patience }, () => {
  const at = folder();
  const log = join(at, "mainlog");
  writeFileSync(log, incident.subarray(0, manyFaults));
  const present = ["--now", "2026-01-08T20:00:00Z"];
  const all = once([...present, "--fail-on", "critical", log]);
  expect([all.code, all.err]).toEqual([1, ""]);
  expect(all.out).toMatch(/^2026-01-08T20:00:00Z {2}critical {2}firing {4}alert taint-errors {2}\d+, threshold 1$/m);
  const config = join(at, "quiet.yaml");
  writeFileSync(
    config,
    "alerts: { taint-errors: { critical: off }, oldest-queued: { critical: off, warning: off } }\n",
  );
  expect(once([...present, "--config", config, log]).out).not.toContain("firing");
  expect(once([...present, log]).code).toBe(0);
});

test("writes figures where links lead to, and into devices", { timeout: patience }, () => {
  const at = folder();
  const log = join(at, "mainlog");
  writeFileSync(log, incident.subarray(0, firstFault));
  const [file, linked, device] = [join(at, "file"), join(at, "linked.prom"), join(at, "device.prom")];
  writeFileSync(file, "");
  chmodSync(file, 0o604);
  symlinkSync(file, linked);
  symlinkSync("/dev/null", device);
  for (const path of [linked, device]) expect(once(["--prometheus", path, log]).err).toBe("");
  expect([lstatSync(linked).isSymbolicLink(), lstatSync(device).isSymbolicLink()]).toEqual([true, true]);
  expect(statSync("/dev/null").isCharacterDevice()).toBe(true);
  expect([readFileSync(file, "utf8").includes("mailmortem_findings"), statSync(file).mode & 0o777]).toEqual([
    true,
    0o604,
  ]);
  expect(readdirSync(at).sort()).toEqual(["device.prom", "file", "linked.prom", "mainlog"]);
});

test.each([
  [["-"], 2, "watch follows files, and standard input is none"],
  [["--interval", "0.01s", "x"], 2, "too short"],
  [["--prometheus", "-", "x"], 2, "figures go to a file; name one in the collector's folder"],
  [["--prometheus", "x-none/mail.prom", "x"], 2, "--prometheus x-none/mail.prom: there is no folder x-none; create it"],
  [["--prometheus", "src", "x"], 2, "--prometheus src: this is a folder"],
  [["--config", "none.yaml", "x"], 2, "none.yaml: there is no such file"],
  [["--config", "package.json", "x"], 2, 'package.json:2:3: unknown key "name"'],
  [["--interval", "30d", "x"], 2, "too long; 1d is the most"],
  [["x-that-is-not-there"], 3, "x-that-is-not-there: no such file"],
])("is refused, or finds nothing: %j", { timeout: patience }, (args, code, said) => {
  const result = once(args);
  expect([result.code, result.err]).toEqual([code, expect.stringContaining(said)]);
});
