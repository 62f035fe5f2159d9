/** What the tests of failing surroundings have in common: programs started in them, and what became of these. */
import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from "node:child_process";
import { chmodSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { program, type Result } from "../cli/spawned.ts";

export const isRoot = process.getuid?.() === 0;
/** Nobody's number: no user of this system has it. */
export const stranger = 64_123;
export const mainlog = resolve("fixtures", "logs", "incident-night", "exim4", "mainlog");

/** The number of a group of this system; undefined where there is none of this name. */
export function groupNumber(name: string): number | undefined {
  const [, number] = new RegExp(`^${name}:[^:]*:(\\d+):`, "m").exec(readFileSync("/etc/group", "utf8")) ?? [];
  return number === undefined ? undefined : Number(number);
}

/** Whether a command is there and ends well: tests that need more than Node ask first. */
export function works(command: string, ...args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: "ignore" }).status === 0;
}

export interface Ended extends Result {
  readonly signal: NodeJS.Signals | null;
}

export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** Starts the program; standard input is a pipe that stays open. */
export function starts(args: readonly string[], options: SpawnOptions = {}): Started {
  const child = spawn(process.execPath, [program, ...args], { stdio: "pipe", ...options });
  return { child, ended: endOf(child) };
}

/** Runs a line of shell, in which `$mailmortem` is the program and `$1` and so on are the arguments. */
export function shell(line: string, ...args: readonly string[]): Result {
  const bash = ["-c", line.replaceAll("$mailmortem", '"$0" "$MAILMORTEM"'), process.execPath, ...args];
  const done = spawnSync("bash", bash, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, MAILMORTEM: program },
    maxBuffer: 1 << 28,
    timeout: 50_000,
  });
  return { code: done.status, out: done.stdout.toString("utf8"), err: done.stderr.toString("utf8") };
}

/** What a program said, and how it ended. */
export function endOf(child: ChildProcess): Promise<Ended> {
  const said = { out: "", err: "" };
  child.stdout?.on("data", (text: Buffer) => {
    said.out += text.toString("utf8");
  });
  child.stderr?.on("data", (text: Buffer) => {
    said.err += text.toString("utf8");
  });
  // Who has ended takes nothing more.
  child.stdin?.on("error", () => {});
  return new Promise((ended) => {
    child.once("close", (code, signal) => ended({ ...said, code, signal }));
  });
}

/** Lets a stranger through to a folder that a test has made for itself. */
export function opened(folder: string): string {
  chmodSync(folder, 0o755);
  return folder;
}

/** Whether a stranger can reach the program: a checkout may lie in root's own folder. */
export function isReachable(): boolean {
  for (let path = resolve("dist"); path !== "/"; path = join(path, ".."))
    if ((statSync(path).mode & 0o005) !== 0o005) return false;
  return true;
}

/** Peak of the memory of a program, in MiB, its threads together, behind what it says on standard error. */
export const measured = ["--import", resolve("test", "failing", "say-peak.mjs")] as const;

/** What `measured` said. */
export function peakIn(err: string): number {
  return Number(/^peak (\d+) MiB$/m.exec(err)?.[1]);
}
