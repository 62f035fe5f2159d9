import { readFileSync } from "node:fs";

/** A text file of this package; `path` from `src/` or, once built, from `dist/`, which hold it at the same place. */
export function packageText(path: string): string {
  return readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
}
