/** Reports of recorded logs, under a frozen clock and version, for the examples of docs/templates.md. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { analyze, buildReport, type Report } from "../../src/index.ts";
import { bindFindings } from "../../src/knowledge/bind-findings.ts";
import { readIntervention } from "../../src/knowledge/load-intervention.ts";

const NOW = Date.parse("2026-01-12T09:00:00Z");

/** Where most sections have something to say first; the others for what it leaves unsaid. */
const CASES: readonly (readonly [name: string, logs: readonly string[]])[] = [
  ["incident-night", ["exim4/mainlog", "exim4/paniclog", "exim4/rejectlog", "dovecot.log"]],
  ["clean-day", ["exim4/mainlog", "dovecot.log"]],
  ["host-down", ["exim4/mainlog"]],
  ["mail-log-mixture", ["mail.log.1", "mail.log"]],
];

/** One report for each case; with what its operator states, where there is an intervention.yaml. */
export async function exampleReports(): Promise<readonly Report[]> {
  const reports: Report[] = [];
  for (const [name, logs] of CASES) {
    const folder = join("fixtures", "logs", name);
    const inputs = logs.map((log) => join(folder, log)).filter(existsSync);
    if (inputs.length === 0) continue;
    const read = await analyze(inputs, { tz: "UTC", year: 2026, now: NOW });
    const analysis = { ...read, tool: { name: "mailmortem", version: "0.0.0" } as const };
    const file = join(folder, "intervention.yaml");
    const keys = analysis.findings.map(({ key }) => key);
    const stated = existsSync(file)
      ? bindFindings(readIntervention(readFileSync(file, "utf8"), file), keys)
      : undefined;
    // the second column of times is there only where the reader's clock is another than UTC
    const zone = reports.length === 0 ? "Europe/Brussels" : "UTC";
    reports.push(buildReport(analysis, { now: NOW, zone, ...(stated === undefined ? {} : { intervention: stated }) }));
  }
  return reports;
}
