/** The analysis of a case in fixtures/logs, made from its logs. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Analysis } from "../../src/analyzers/analysis.ts";
import { analyze } from "../../src/api/analyze.ts";
import { casesFolder } from "../../tools/golden.ts";

const noLogs = /(?:^|\/)(?:expected(?:\/|$)|README\.md$|EXPECTED\.md$|case\.json$)/;

/** As `npm run golden` reads it. */
export async function analysisOfCase(name: string): Promise<Analysis> {
  const folder = join(casesFolder, name);
  const file = join(folder, "case.json");
  const settings = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const { now, ...reading } = { tz: "UTC", year: 2026, now: "2026-01-12T09:00:00Z", ...settings };
  const inputs = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !noLogs.test(path.slice(folder.length + 1)))
    .sort();
  return analyze(inputs, { ...reading, now: Date.parse(now) });
}
