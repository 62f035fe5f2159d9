import { randomBytes } from "node:crypto";
import { chmod, open, readlink, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { ToolError } from "../error.ts";

/**
 * Refuses a target that cannot work before hours of log are read for it.
 *
 * @throws ToolError `usage`: the folder is missing, or the target is a folder.
 */
export async function checkTarget(path: string): Promise<void> {
  const folder = await stat(dirname(resolve(path))).catch(() => undefined);
  if (folder === undefined || !folder.isDirectory()) {
    throw new ToolError("usage", `-o ${path}: there is no folder ${dirname(path)}; create it first`);
  }
  const target = await stat(path).catch(() => undefined);
  if (target?.isDirectory()) throw new ToolError("usage", `-o ${path}: this is a folder; name a file in it`);
}

/**
 * Writes a result whole or not at all: a regular file is written beside its target and renamed over it, with the
 * target's mode kept and symbolic links followed. A device or a named pipe is written directly.
 *
 * @throws ToolError `usage` with the system's reason.
 */
export async function writeOutput(path: string, text: string): Promise<void> {
  try {
    const target = await followLinks(resolve(path));
    const existing = await stat(target).catch(() => undefined);
    if (existing === undefined || existing.isFile()) await replace(target, text, existing?.mode);
    else await writeInto(target, text);
  } catch (error) {
    throw new ToolError("usage", `-o ${path}: cannot be written (${reasonOf(error)})`);
  }
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

async function replace(target: string, text: string, mode: number | undefined): Promise<void> {
  const beside = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString("hex")}`);
  try {
    const file = await open(beside, "wx");
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    if (mode !== undefined) await chmod(beside, mode & 0o7777);
    await rename(beside, target);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

async function writeInto(target: string, text: string): Promise<void> {
  const file = await open(target, "w");
  try {
    await file.writeFile(text);
  } finally {
    await file.close();
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
