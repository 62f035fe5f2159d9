/** The recorded night and its intervention.yaml as a report, read once a test file. */
import { readFileSync } from "node:fs";
import type { Analysis } from "../../../src/analyzers/analysis.ts";
import { bindFindings } from "../../../src/knowledge/bind-findings.ts";
import { readIntervention } from "../../../src/knowledge/load-intervention.ts";
import { buildReport, splitInstants } from "../../../src/report/index.ts";
import type { Report } from "../../../src/report/model.ts";
import { judge } from "../../analyzers/judge.ts";

const folder = "fixtures/logs/incident-night";
const now = Date.parse("2026-01-09T08:00:00Z");

/** What the operator wrote of the night. */
export const incidentYaml = readFileSync(`${folder}/intervention.yaml`, "utf8");

let read: Promise<Analysis> | undefined;

/** Its analysis, split where the intervention.yaml asks for it. */
export function incidentAnalysis(): Promise<Analysis> {
  const lines = (name: string) => readFileSync(`${folder}/${name}`, "utf8").trimEnd().split("\n");
  read ??= judge(
    {
      mainlog: lines("exim4/mainlog"),
      paniclog: lines("exim4/paniclog"),
      rejectlog: lines("exim4/rejectlog"),
      "dovecot.log": lines("dovecot.log"),
    },
    { splitAt: splitInstants(readIntervention(incidentYaml, "intervention.yaml").stated) },
  );
  return read;
}

/** The report on it, with what this YAML states. */
export async function incidentReport(yaml: string = incidentYaml): Promise<Report> {
  const analysis = await incidentAnalysis();
  const keys = analysis.findings.map(({ key }) => key);
  const intervention = bindFindings(readIntervention(yaml, "intervention.yaml"), keys);
  return buildReport(analysis, { now, intervention });
}
