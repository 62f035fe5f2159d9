/** The analysis of a case in fixtures/logs, made from its logs. */
import type { Analysis } from "../../src/analyzers/analysis.ts";
import { analyze } from "../../src/api/analyze.ts";
import { logsOfCase, readingOfCase } from "../../tools/cases.ts";

/** As `npm run golden` reads it. */
export function analysisOfCase(name: string): Promise<Analysis> {
  return analyze(logsOfCase(name), readingOfCase(name));
}
