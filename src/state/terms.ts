/** What a state was made with, and whether a run may go on with it. */
import { ToolError } from "../error.ts";

/** Options that change what is folded: all runs of a state have the same. */
export interface Terms {
  /** Zone of stamps that name none. */
  readonly zone: string;
  readonly year: number | null;
  readonly maxOpen: number | null;
}

const options: Readonly<Record<keyof Terms, string>> = { zone: "--tz", year: "--year", maxOpen: "--max-open" };

/** @throws ToolError `usage`, with what to do, when the terms of a run are not those of its state. */
export function checkTerms(path: string, stored: Terms, terms: Terms): void {
  for (const key of ["zone", "year", "maxOpen"] as const) {
    const [was, is] = [stored[key], terms[key]];
    if (was === is || (key === "zone" && zoneNamed(String(was)) === zoneNamed(String(is)))) continue;
    const old = was === null ? `without ${options[key]}` : `with ${options[key]} ${was}`;
    const present = is === null ? "none" : String(is);
    throw new ToolError(
      "usage",
      `--state ${path}: its logs were read ${old}, and this run has ${present}; run it ${old}, or delete the file to begin anew`,
    );
  }
}

/** One name for the names of a zone: `Etc/UTC` is `UTC`. */
function zoneNamed(name: string): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    // An offset.
    return name;
  }
}
