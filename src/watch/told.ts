/** What was told up to now, as a state keeps it: who watches again is not told everything again. */
import type { Finding } from "../analyzers/analysis.ts";
import type { Alert } from "./alert.ts";
import type { AlertName } from "./thresholds.ts";

/** Of a finding, what tells whether it has changed. */
export interface ToldFinding extends Pick<Finding, "status" | "severity" | "occurrences"> {
  readonly messages: number;
}

/** What was told up to now. */
export interface Told {
  /** By key. */
  readonly findings: ReadonlyMap<string, ToldFinding>;
  readonly alerts: ReadonlyMap<AlertName, Alert>;
  readonly warnings: ReadonlySet<string>;
}

export const nothingTold: Told = { findings: new Map(), alerts: new Map(), warnings: new Set() };

/** What is told with a finding. */
export function toldOf({ status, severity, occurrences, affected }: Finding): ToldFinding {
  return { status, severity, occurrences, messages: affected.messages };
}

/** Plain JSON. */
export interface StoredTold {
  readonly findings: readonly (readonly [key: string, finding: ToldFinding])[];
  readonly alerts: readonly Alert[];
  readonly warnings: readonly string[];
}

export function storedTold({ findings, alerts, warnings }: Told): StoredTold {
  return { findings: [...findings], alerts: [...alerts.values()], warnings: [...warnings] };
}

/** @param stored null: nobody has watched yet. */
export function recalledTold(stored: StoredTold | null): Told {
  if (stored === null) return nothingTold;
  const alerts = new Map(stored.alerts.map((alert) => [alert.name, alert]));
  return { findings: new Map(stored.findings), alerts, warnings: new Set(stored.warnings) };
}
