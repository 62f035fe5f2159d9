/** Which of the logs that are to be followed are there, and whether something about them has changed. */
import { realpathSync, type Stats, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { ReadOptions, TimedEvent } from "../engine/contract.ts";
import { dialectNames } from "../engine/dialects.ts";
import { namedBy } from "../engine/source.ts";

/** The inputs as they are now. */
export interface Present {
  /** Those that name something. */
  readonly inputs: readonly string[];
  /** Files, patterns and folders of which nothing is there (yet). */
  readonly missing: readonly string[];
  /** Equal as long as no file was written to, came, went, or was closed or opened to us. */
  readonly print: string;
}

/** @param own files that this program writes itself */
export async function presentInputs<E extends TimedEvent>(
  inputs: readonly string[],
  { dialects, aliases }: Pick<ReadOptions<E>, "dialects" | "aliases">,
  own: readonly string[],
): Promise<Present> {
  const there: string[] = [];
  const missing: string[] = [];
  const prints: string[] = [];
  const names = dialectNames(dialects, aliases);
  for (const input of inputs) {
    const { path, paths } = await namedBy(input, names);
    const files = paths.flatMap((file) => {
      const stats = isOwn(file, own) ? undefined : statsOf(file);
      return stats === undefined ? [] : [{ file, stats }];
    });
    if (files.length > 0) there.push(input);
    else missing.push(path);
    for (const { file, stats } of files)
      prints.push(`${file} ${stats.dev} ${stats.ino} ${stats.size} ${stats.mtimeMs} ${stats.ctimeMs}`);
  }
  return { inputs: there, missing, print: prints.join("\n") };
}

/** Whether a path names a file that this program writes itself, its lock included. @param own real paths */
export function isOwn(path: string, own: readonly string[]): boolean {
  if (own.length === 0) return false;
  const place = realPathOf(path);
  return own.some((one) => place === one || place === `${one}.lock` || place.startsWith(`${one}.lock.`));
}

/** The real path, also of what is not there yet. */
export function realPathOf(path: string): string {
  for (const [known, rest] of [
    [path, ""],
    [dirname(resolve(path)), basename(path)],
  ] as const) {
    try {
      return join(realpathSync(known), rest);
    } catch {}
  }
  return resolve(path);
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
