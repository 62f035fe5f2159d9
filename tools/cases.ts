/** The recorded cases of fixtures/logs: which of their files are logs, and how they are to be read. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** Relative, for the names of sources stand in reports: scripts and tests run in the repository's root. */
export const casesFolder = join("fixtures", "logs");

/** A case may say otherwise in `case.json`. */
const frozen = { tz: "UTC", year: 2026, now: "2026-01-12T09:00:00Z" };
const noLogs = new Set(["README.md", "EXPECTED.md", "case.json", "intervention.yaml", "expected"]);

/** Names of all cases. */
export function caseNames(): readonly string[] {
  return readdirSync(casesFolder)
    .filter((name) => statSync(join(casesFolder, name)).isDirectory())
    .sort();
}

/** Paths of a case's logs, in the order in which the golden report names them. */
export function logsOfCase(name: string): readonly string[] {
  return logsUnder(join(casesFolder, name));
}

/** Zone, year and present under which a case is read; `now` in ms since the epoch. */
export function readingOfCase(name: string): { readonly tz: string; readonly year: number; readonly now: number } {
  const file = join(casesFolder, name, "case.json");
  const { now, ...reading } = existsSync(file) ? { ...frozen, ...JSON.parse(readFileSync(file, "utf8")) } : frozen;
  return { ...reading, now: Date.parse(now) };
}

function logsUnder(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => !noLogs.has(name))
    .sort()
    .flatMap((name) =>
      statSync(join(folder, name)).isDirectory() ? logsUnder(join(folder, name)) : [join(folder, name)],
    );
}
