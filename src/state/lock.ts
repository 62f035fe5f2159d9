/** Keeps two runs from using one state at the same time. */
import { randomBytes } from "node:crypto";
import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { ToolError } from "../error.ts";

/** Who holds a lock: a process may be gone, and another one have its number. */
interface Holder {
  readonly pid: number;
  /** When the process started, as the kernel counts it; null where it does not say. */
  readonly started: string | null;
  readonly host: string;
}

/** A lock that is held. */
export interface Lock {
  release(): Promise<void>;
}

/**
 * Takes the lock beside a state file (`FILE.lock`). That of a process that has died is taken away.
 *
 * @throws ToolError `usage` when another run holds it
 */
export async function takeLock(path: string): Promise<Lock> {
  const lock = `${path}.lock`;
  const mine = `${lock}.${randomBytes(6).toString("hex")}`;
  const text = `${JSON.stringify(await holderOf(process.pid))}\n`;
  try {
    await writeFile(mine, text, { flag: "wx", mode: 0o600 });
  } catch (error) {
    throw new ToolError("usage", `--state ${path}: cannot be locked (${(error as Error).message})`);
  }
  try {
    // A link appears with what it holds: nobody reads a lock that is still empty.
    for (let tries = 0; tries < 20; tries++) {
      if (await linked(mine, lock)) return { release: () => release(lock, text) };
      await removeStale(path, lock);
    }
    throw new ToolError("usage", `--state ${path}: its lock ${lock} changes all the time; try again`);
  } finally {
    await rm(mine, { force: true });
  }
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw new ToolError("usage", `cannot lock ${to} (${(error as Error).message})`);
  }
}

/** @throws ToolError `usage` when the holder lives, or cannot be asked. */
async function removeStale(path: string, lock: string): Promise<void> {
  const text = await readFile(lock, "utf8").catch(() => undefined);
  if (text === undefined) return;
  const holder = parsed(text);
  if (holder !== undefined && (holder.host !== hostname() || (await isAlive(holder)))) {
    const where = holder.host === hostname() ? "" : ` on ${holder.host}; if it is not, delete ${lock}`;
    throw new ToolError(
      "usage",
      `--state ${path}: another run uses it (process ${holder.pid}${where}); wait for it, or give this run a state of its own`,
    );
  }
  // Between reading and removing another run may have done the same, and taken the lock: then it gets it back.
  const aside = `${lock}.${randomBytes(6).toString("hex")}`;
  await rename(lock, aside).catch(() => {});
  const moved = await readFile(aside, "utf8").catch(() => undefined);
  if (moved !== undefined && moved !== text) await link(aside, lock).catch(() => {});
  await rm(aside, { force: true });
}

async function release(lock: string, text: string): Promise<void> {
  const present = await readFile(lock, "utf8").catch(() => undefined);
  if (present === text) await rm(lock, { force: true });
}

function parsed(text: string): Holder | undefined {
  try {
    const value = JSON.parse(text) as Holder;
    return typeof value.pid === "number" && typeof value.host === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}

async function holderOf(pid: number): Promise<Holder> {
  return { pid, started: await startOf(pid), host: hostname() };
}

async function isAlive({ pid, started }: Holder): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
  }
  const now = await startOf(pid);
  return started === null || now === null || started === now;
}

/** Field 22 of /proc/PID/stat: the name before it may hold blanks and parentheses. */
async function startOf(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  return stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
}
