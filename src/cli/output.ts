import { randomBytes } from "node:crypto";
import { constants, openSync, type Stats, writeFileSync } from "node:fs";
import { access, open, readlink, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { ToolError } from "../error.ts";
import { makeHalfWritten, settled } from "../state/half-written.ts";
import { print } from "./console.ts";

/**
 * Refuses a target that cannot work before hours of log are read for it.
 *
 * @throws ToolError `usage`: the folder is missing or closed, or the target is a folder.
 */
export async function checkTarget(path: string, option = "-o"): Promise<void> {
  const folder = await stat(dirname(resolve(path))).catch(() => undefined);
  if (folder === undefined || !folder.isDirectory()) {
    throw new ToolError("usage", `${option} ${path}: there is no folder ${dirname(path)}; create it first`);
  }
  const target = await stat(path).catch(() => undefined);
  if (target?.isDirectory()) throw new ToolError("usage", `${option} ${path}: this is a folder; name a file in it`);
  if (isReplaced(path, target))
    await orSay({ path, option }, async () => access(dirname(await followLinks(resolve(path))), constants.W_OK));
}

/** A text and where it goes. */
export interface Output {
  readonly path: string;
  readonly text: string;
  /** The option that asked for it, for messages; `-o` unless told. */
  readonly option?: string;
}

/**
 * Writes a result whole or not at all: see {@link writeOutputs}.
 *
 * @throws ToolError `usage` with the system's reason.
 */
export async function writeOutput(path: string, text: string): Promise<void> {
  await writeOutputs([{ path, text }]);
}

/**
 * Writes results, all of them or none: each regular file is written beside its target, and only when all of them stand
 * there they are renamed over their targets, with the targets' modes kept and symbolic links followed. A device or a
 * named pipe is written directly, before the first file is renamed. What was renamed is on the disk when this returns; a
 * process that is told to end leaves nothing beside a target.
 *
 * @throws ToolError `usage` with the system's reason.
 */
export async function writeOutputs(outputs: readonly Output[]): Promise<void> {
  const staged: Staged[] = [];
  try {
    for (const output of outputs) {
      const found = await stat(output.path).catch(() => undefined);
      if (isReplaced(output.path, found)) staged.push(await orSay(output, () => stage(output, found?.mode)));
    }
    for (const output of outputs) {
      if (staged.some((one) => one.output === output)) continue;
      await orSay(output, () => writeInto(output));
    }
    for (const { output, beside, target } of staged) {
      await orSay(output, () => rename(beside, target));
      settled(beside);
    }
  } catch (error) {
    for (const { beside } of staged) await discard(beside);
    throw error;
  }
  for (const folder of new Set(staged.map(({ target }) => dirname(target)))) await syncFolder(folder);
}

/** Whether a target is a regular file, or none yet: one that was opened by the shell (`>> all.md`) is written into. */
function isReplaced(path: string, found: Stats | undefined): boolean {
  return descriptorOf(path) === undefined && (found === undefined || found.isFile());
}

/** The number behind `/dev/stdout`, `/dev/stderr` and `/dev/fd/3`. */
function descriptorOf(path: string): number | undefined {
  if (path === "/dev/stdout") return 1;
  if (path === "/dev/stderr") return 2;
  const [, number] = /^\/(?:dev|proc\/self)\/fd\/(\d+)$/.exec(path) ?? [];
  return number === undefined ? undefined : Number(number);
}

/** A text that stands beside its target. */
interface Staged {
  readonly output: Output;
  readonly beside: string;
  readonly target: string;
}

/** `realpath` would refuse a link to a file that is yet to be written. */
async function followLinks(path: string): Promise<string> {
  let target = path;
  for (let links = 0; links < 40; links++) {
    const next = await readlink(target).catch(() => undefined);
    if (next === undefined) return target;
    target = resolve(dirname(target), next);
  }
  throw new Error("too many symbolic links");
}

async function stage(output: Output, mode: number | undefined): Promise<Staged> {
  const target = await followLinks(resolve(output.path));
  const beside = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString("hex")}`);
  // What was closed to others is so from its first byte.
  makeHalfWritten(beside, mode === undefined ? undefined : 0o600);
  try {
    const file = await open(beside, "r+");
    try {
      if (mode !== undefined) await file.chmod(mode & 0o7777);
      await file.writeFile(output.text);
      await file.sync();
    } finally {
      await file.close();
    }
    return { output, beside, target };
  } catch (error) {
    await discard(beside);
    throw error;
  }
}

async function discard(beside: string): Promise<void> {
  await rm(beside, { force: true });
  settled(beside);
}

/** A name is on the disk when its folder is. Not every system opens folders (Windows does not). */
async function syncFolder(folder: string): Promise<void> {
  const opened = await open(folder, "r").catch(() => undefined);
  await opened?.sync().catch(() => {});
  await opened?.close();
}

/** A socket cannot be opened by its name, and what the shell opened has a place where it is written on. */
async function writeInto({ path, text }: Output): Promise<void> {
  const descriptor = descriptorOf(path);
  if (descriptor === 1) return print(text);
  if (descriptor !== undefined) return writeFileSync(descriptor, text);
  // Who waits for a reader of a named pipe waits in the kernel, and the end of the process waits for that.
  const wake = () => wakeWriter(path);
  process.once("exit", wake);
  const file = await open(resolve(path), "w").finally(() => process.off("exit", wake));
  try {
    await file.writeFile(text);
  } finally {
    await file.close();
  }
}

function wakeWriter(pipe: string): void {
  try {
    openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch {
    // It is gone, and with it who waited.
  }
}

async function orSay<T>({ path, option = "-o" }: Omit<Output, "text">, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ToolError("usage", `${option} ${path}: cannot be written (${reason})`);
  }
}
