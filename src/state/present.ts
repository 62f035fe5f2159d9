/** Which of the logs that are to be followed are there, and whether something about them has changed. */
import { existsSync, type Stats, statSync } from "node:fs";
import { join } from "node:path";
import { glob, isDynamicPattern } from "tinyglobby";

/** The inputs as they are now. */
export interface Present {
  /** Those that name something. */
  readonly inputs: readonly string[];
  /** Names of single files that are not there (yet). */
  readonly missing: readonly string[];
  /** Equal as long as no file was written to, came or went. */
  readonly print: string;
}

export async function presentInputs(inputs: readonly string[]): Promise<Present> {
  const there: string[] = [];
  const missing: string[] = [];
  const prints: string[] = [];
  for (const input of inputs) {
    // `exim:FILE`
    const path = existsSync(input) ? input : input.replace(/^[a-z-]+:/, "");
    const files = await filesOf(path);
    if (files.length > 0) there.push(input);
    else if (!isDynamicPattern(path)) missing.push(path);
    for (const file of files) {
      const stats = statsOf(file);
      if (stats !== undefined) prints.push(`${file} ${stats.dev} ${stats.ino} ${stats.size} ${stats.mtimeMs}`);
    }
  }
  return { inputs: there, missing, print: prints.join("\n") };
}

async function filesOf(path: string): Promise<readonly string[]> {
  const stats = statsOf(path);
  if (stats?.isDirectory() === true) return (await glob("**/*", { cwd: path })).sort().map((name) => join(path, name));
  if (stats !== undefined) return [path];
  return isDynamicPattern(path) ? (await glob(path, { absolute: path.startsWith("/") })).sort() : [];
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
