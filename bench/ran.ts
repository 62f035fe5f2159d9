/** One run of a whole program: how long, how much processor time, how much memory. */
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** What one run took. */
export interface Cost {
  /** Wall time. */
  readonly seconds: number;
  /** User and system, all threads. */
  readonly cpuSeconds: number;
  /** Largest resident set of the whole process, MB (10^6 bytes); null for work inside this process. */
  readonly peakMB: number | null;
}

export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  /** Beside this process's own environment. */
  readonly env?: Readonly<Record<string, string>>;
}

const peak = fileURLToPath(new URL("peak.mjs", import.meta.url));
const ticksPerSecond = 100;
const pollEvery = 10;
/** `grep` and its kin say with 1 that nothing was found. */
const fine: ReadonlySet<number | null> = new Set([0, 1]);

/**
 * Runs a program to its end with its output thrown away.
 *
 * @throws Error when it cannot be started, or ends with another status than 0 or 1
 */
export async function ran(program: Program): Promise<Cost> {
  const isNode = program.command === process.execPath;
  const args = isNode ? ["--import", peak, ...program.args] : program.args;
  const before = childrenSeconds();
  const start = process.hrtime.bigint();
  const child = spawn(program.command, args, {
    stdio: ["ignore", "ignore", "inherit", "pipe"],
    env: { ...process.env, ...program.env },
  });
  const polled = isNode ? undefined : watchPeak(child);
  let told = "";
  child.stdio[3]?.on("data", (text) => (told += String(text)));
  let seconds = 0;
  child.once("exit", () => (seconds = Number(process.hrtime.bigint() - start) / 1e9));
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  const peakKiB = polled?.() ?? 0;
  if (!fine.has(status)) throw new Error(`${program.command} ${program.args.join(" ")}: ended with ${status}`);
  if (!isNode) return { seconds, cpuSeconds: childrenSeconds() - before, peakMB: megabytesOf(peakKiB) };
  const own = JSON.parse(told) as { readonly peakKiB: number; readonly cpuSeconds: number };
  return { seconds, cpuSeconds: own.cpuSeconds, peakMB: megabytesOf(own.peakKiB) };
}

/** The same for work inside this process. */
export async function timed(work: () => unknown): Promise<Cost> {
  const cpu = process.cpuUsage();
  const start = process.hrtime.bigint();
  await work();
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const { user, system } = process.cpuUsage(cpu);
  return { seconds, cpuSeconds: (user + system) / 1e6, peakMB: null };
}

/** Processor time of all children that have ended (proc(5): cutime, cstime). */
function childrenSeconds(): number {
  const stat = readFileSync("/proc/self/stat", "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[13]) + Number(fields[14])) / ticksPerSecond;
}

/** A program that cannot tell its peak itself is looked at while it runs. */
function watchPeak(child: ChildProcess): () => number {
  let most = 0;
  const timer = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
      most = Math.max(most, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
    } catch {
      // It has ended.
    }
  }, pollEvery);
  return () => {
    clearInterval(timer);
    return most;
  };
}

function megabytesOf(kib: number): number | null {
  return kib > 0 ? Math.round((kib * 1024) / 1e6) : null;
}
