/** Reads what the operator states, before the logs are read for it. */
import type { Finding } from "../analyzers/analysis.ts";
import { machineZone } from "../engine/zone.ts";
import { bindFindings } from "../knowledge/bind-findings.ts";
import type { Intervention } from "../knowledge/intervention.ts";
import { readIntervention } from "../knowledge/load-intervention.ts";
import { readDocumentText } from "../knowledge/read-intervention.ts";
import { splitInstants } from "../report/change.ts";
import { type Manner, note } from "./console.ts";
import { repaired } from "./repaired.ts";

export interface Statements {
  /** Instants at which figures have to be split for it. */
  readonly splitAt: readonly number[];
  /** @throws ToolError `document` for findings that these logs do not have. */
  bind(findings: readonly Finding[]): Intervention;
}

/** @throws ToolError `usage` for the file, `document` with every mistake in it. */
export async function readStatements(
  path: string,
  // times without a zone are of this machine's clocks, as stamps of logs are
  options: { readonly zone: string | undefined; readonly repair: boolean; readonly manner: Pick<Manner, "quiet"> },
): Promise<Statements> {
  const said = repaired(await readDocumentText(path), path, options.repair);
  if (said.note !== null) note(options.manner, said.note);
  const draft = readIntervention(said.text, path, {
    zone: options.zone ?? machineZone(),
  });
  return {
    splitAt: splitInstants(draft.stated),
    bind: (findings) =>
      bindFindings(
        draft,
        findings.map(({ key }) => key),
      ),
  };
}
