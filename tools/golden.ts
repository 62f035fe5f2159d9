/** What the program makes of each case in fixtures/logs, under a frozen clock and version. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Analysis } from "../src/analyzers/analysis.ts";
import { readLocatedEvents } from "../src/api/read.ts";
import { eventJson } from "../src/cli/event-json.ts";
import { analyze, buildReport, renderMarkdown } from "../src/index.ts";
import { bindFindings } from "../src/knowledge/bind-findings.ts";
import type { InterventionDraft } from "../src/knowledge/intervention-draft.ts";
import { readIntervention } from "../src/knowledge/load-intervention.ts";
import { splitInstants } from "../src/report/change.ts";
import { renderHtml } from "../src/report/html/index.ts";
import { casesFolder, logsOfCase, readingOfCase } from "./cases.ts";

const frozenVersion = "0.0.0";
/** Events are compared whole only where a person can read the difference. */
const smallCase = 350;

/** The texts that belong into `expected/` of a case, by file name. */
export async function goldenTexts(name: string): Promise<Readonly<Record<string, string>>> {
  const options = readingOfCase(name);
  const inputs = logsOfCase(name);
  const stated = statementsOf(name);
  const splitAt = stated === null ? [] : splitInstants(stated.stated);
  const analysis: Analysis = {
    ...(await analyze(inputs, { ...options, splitAt })),
    tool: { name: "mailmortem", version: frozenVersion },
  };
  const intervention =
    stated === null
      ? {}
      : {
          intervention: bindFindings(
            stated,
            analysis.findings.map(({ key }) => key),
          ),
        };
  const report = buildReport(analysis, { now: options.now, ...intervention });
  const texts: Record<string, string> = {
    "findings.json": `${bucketsInLines(JSON.stringify(analysis, null, 2))}\n`,
    "report.md": renderMarkdown(report),
  };
  if (stated !== null) {
    // the forms of the report that differ by more than what the logs hold, where a person states something
    texts["postmortem.md"] = renderMarkdown(report, { mode: "postmortem" });
    texts["summary.md"] = renderMarkdown(report, { mode: "summary" });
    texts["report.html"] = await renderHtml(report);
  }
  if (analysis.coverage.lines <= smallCase) {
    let events = "";
    for await (const located of readLocatedEvents(inputs, options)) events += `${JSON.stringify(eventJson(located))}\n`;
    texts["events.jsonl"] = events;
  }
  return texts;
}

/** A bucket of the series on a line of its own: hundreds of them are read as a table, if at all. */
function bucketsInLines(json: string): string {
  return json.replace(/\{\n\s+"at": "[^"]+",\n\s+"arrived": [^}]*\}/g, (bucket) => bucket.replace(/\n\s*/g, " "));
}

/** What the operator states of a case, if anything. */
function statementsOf(name: string): InterventionDraft | null {
  const file = join(casesFolder, name, "intervention.yaml");
  return existsSync(file) ? readIntervention(readFileSync(file, "utf8"), file, { zone: "UTC" }) : null;
}

/** Where a case's expected texts lie. */
export function expectedFolder(name: string): string {
  return join(casesFolder, name, "expected");
}
