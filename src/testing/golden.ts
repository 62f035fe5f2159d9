/** Files that hold what was right when somebody last looked. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fail, same } from "./expect.ts";

/** Set to 1, golden files are written anew; read the diff before it is committed. */
const variable = "UPDATE_GOLDEN";

/** What is done when the file differs. */
export interface GoldenOptions {
  /** Write the file and expect nothing; by default where the environment says `UPDATE_GOLDEN=1`. */
  readonly update?: boolean | undefined;
}

/**
 * Expects a value to be what a file holds: a text as it is, anything else as JSON. Line ends of the file do not count.
 *
 * @throws AssertionError that says how they differ, or that the file is not there yet, and how to write it
 */
export function expectGolden(path: string, observed: unknown, { update }: GoldenOptions = {}): void {
  const text = typeof observed === "string" ? observed : `${JSON.stringify(observed, null, 2)}\n`;
  if (update ?? process.env[variable] === "1") {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return;
  }
  const how = `${variable}=1 writes it; then read the diff`;
  const expected = read(path);
  if (expected === undefined) fail(`${path}: there is no such golden file; ${how}`);
  same(text.replace(/\r\n/g, "\n"), expected.replace(/\r\n/g, "\n"), `${path}: not what it was; ${how}`);
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
