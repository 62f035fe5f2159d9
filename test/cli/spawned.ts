import { type ChildProcess, type SpawnSyncReturns, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { onTestFinished } from "vitest";

/** The built program: what a user runs. `npm test` builds it. */
export const program = resolve("dist", "cli", "main.js");
export const incident = join("fixtures", "logs", "incident-night");
export const incidentLogs = ["exim4/mainlog", "exim4/paniclog", "exim4/rejectlog", "dovecot.log"].map((log) =>
  join(incident, log),
);
/** What its operator states. */
export const incidentStatements = join(incident, "intervention.yaml");
/** What a log without year and zone needs to be read alike everywhere. */
export const fixed = ["--tz", "UTC", "--year", "2026", "--now", "2026-01-12T09:00:00Z"];

export interface Result {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

interface Surroundings {
  /** Standard input; without it there is none (/dev/null). */
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** Runs the program to its end. */
export function mailmortem(args: readonly string[], surroundings: Surroundings = {}): Result {
  const done = runRaw(args, surroundings);
  return { code: done.status, out: done.stdout.toString("utf8"), err: done.stderr.toString("utf8") };
}

/** The report of the incident. */
export function incidentReport(args: readonly string[], surroundings: Surroundings = {}): Result {
  return mailmortem(["report", ...incidentLogs, ...fixed, ...args], surroundings);
}

/** The same as `mailmortem`, with standard output as bytes. */
export function runRaw(args: readonly string[], { input, env = {}, cwd }: Surroundings = {}): SpawnSyncReturns<Buffer> {
  if (!existsSync(program)) throw new Error("dist is missing; run npm run build");
  return spawnSync(process.execPath, [program, ...args], {
    stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
    ...(input === undefined ? {} : { input }),
    ...(cwd === undefined ? {} : { cwd }),
    env: { ...plainEnvironment(), ...env },
    maxBuffer: 1 << 28,
  });
}

/** Starts the program with all three streams as pipes. */
export function start(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [program, ...args], { stdio: "pipe", env: plainEnvironment() });
}

/** A log of one line, for tests that ask nothing of the logs. */
export function smallLog(folder: string): string {
  const path = join(folder, "mainlog");
  writeFileSync(path, "2026-01-08 14:18:54 1vdqk6-0003Yx-1R Completed\n");
  return path;
}

/** A folder that goes when the test has ended. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "mailmortem-cli-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Nothing of the developer's taste in colour. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const { NO_COLOR: _no, FORCE_COLOR: _force, ...rest } = process.env;
  return rest;
}
