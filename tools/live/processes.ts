/** The processes of a run: started, looked at and ended by their ids, found by what /proc says of them. */
import { spawn } from "node:child_process";
import { openSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

export interface Started {
  readonly pid: number;
  readonly name: string;
}

/** Starts a program that stays, its output in the file `log`, in a process group of its own. */
export function start(
  name: string,
  program: string,
  args: readonly string[],
  at: { readonly cwd: string; readonly env: NodeJS.ProcessEnv; readonly log: string },
): Started {
  const out = openSync(at.log, "a");
  const child = spawn(program, args, { cwd: at.cwd, env: at.env, stdio: ["ignore", out, out], detached: true });
  child.on("error", () => {}); // no pid then, said below
  child.unref();
  if (child.pid === undefined) throw new Error(`${name}: ${program} cannot be started`);
  return { pid: child.pid, name };
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // it has ended meanwhile
  }
}

/** Is it there, and not only waiting to be collected by its parent? */
export function alive(pid: number): boolean {
  const stat = read(`/proc/${pid}/stat`);
  return stat !== "" && !/\) [ZX] /.test(stat);
}

/**
 * Sends `name` to each of them until none lives, at most `within` ms; the ids that still do. Again and again, for a signal
 * that comes just before Exim's daemon begins to wait for connections is only heeded with the next one.
 */
export async function end(pids: readonly number[], name: NodeJS.Signals, within: number): Promise<readonly number[]> {
  const last = Date.now() + within;
  for (let turn = 0; pids.some(alive) && Date.now() < last; turn++) {
    if (turn % 10 === 0) for (const pid of pids) signal(pid, name);
    await wait(50);
  }
  return pids.filter(alive);
}

/** Processes whose program is this file. */
export function runningFrom(path: string): readonly number[] {
  return allPids().filter((pid) => link(`/proc/${pid}/exe`).replace(/ \(deleted\)$/, "") === path && alive(pid));
}

/** Children of a process, by name. */
export function childrenOf(parent: number): readonly { readonly pid: number; readonly name: string }[] {
  return allPids().flatMap((pid) => {
    const fields = /^\d+ \((.*)\) \S (\d+) /s.exec(read(`/proc/${pid}/stat`));
    return fields?.[1] !== undefined && Number(fields[2]) === parent && alive(pid) ? [{ pid, name: fields[1] }] : [];
  });
}

/** Processes that belong to a run: its folder stands in their environment or command line. Never this one. */
export function belongingTo(folder: string): readonly number[] {
  return allPids().filter(
    (pid) =>
      pid !== process.pid &&
      alive(pid) &&
      [`/proc/${pid}/environ`, `/proc/${pid}/cmdline`].some((path) => read(path).includes(folder)),
  );
}

const allPids = (): readonly number[] =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);

function read(path: string): string {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return ""; // it ended meanwhile
  }
}

function link(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return "";
  }
}
