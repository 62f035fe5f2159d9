/** What is new since the last look: findings that open, change and resolve, and alerts that begin and end. */
import type { Analysis, Finding } from "../analyzers/analysis.ts";
import type { Alert } from "./alert.ts";
import { type Measures, measureOf } from "./measures.ts";
import { alertNames, type Thresholds } from "./thresholds.ts";
import { type Told, type ToldFinding, toldOf } from "./told.ts";

export type Change =
  | {
      readonly what: "finding";
      readonly how: "opened" | "changed" | "resolved" | "recurred";
      readonly finding: Finding;
    }
  | { readonly what: "alert"; readonly how: "firing" | "over"; readonly alert: Alert }
  | { readonly what: "warning"; readonly text: string };

/** The alerts that fire, the name's order. */
export function alertsOf(measures: Measures, thresholds: Thresholds): readonly Alert[] {
  return alertNames.flatMap((name): readonly Alert[] => {
    const value = measureOf(name, measures);
    const { warning, critical } = thresholds[name];
    if (critical !== null && value >= critical) return [{ name, severity: "critical", value, threshold: critical }];
    return warning !== null && value >= warning ? [{ name, severity: "warning", value, threshold: warning }] : [];
  });
}

/** Changes since what was told, and what is told with them. */
export function changesSince(
  told: Told,
  analysis: Pick<Analysis, "findings"> & { readonly coverage: Pick<Analysis["coverage"], "warnings"> },
  alerts: readonly Alert[],
): { readonly changes: readonly Change[]; readonly told: Told } {
  const changes: Change[] = [];
  const findings = new Map<string, ToldFinding>();
  for (const finding of analysis.findings) {
    const before = told.findings.get(finding.key);
    const how = howOf(before, finding);
    if (how !== null) changes.push({ what: "finding", how, finding });
    // What grows slowly is told when it has doubled since it was told.
    findings.set(finding.key, how === null && before !== undefined ? before : toldOf(finding));
  }
  const firing = new Map(alerts.map((alert) => [alert.name, alert]));
  for (const alert of alerts)
    if (told.alerts.get(alert.name)?.severity !== alert.severity) changes.push({ what: "alert", how: "firing", alert });
  for (const [name, alert] of told.alerts) if (!firing.has(name)) changes.push({ what: "alert", how: "over", alert });
  for (const text of analysis.coverage.warnings) if (!told.warnings.has(text)) changes.push({ what: "warning", text });
  return { changes, told: { findings, alerts: firing, warnings: new Set(analysis.coverage.warnings) } };
}

type FindingChange = Extract<Change, { readonly what: "finding" }>["how"];

function howOf(before: ToldFinding | undefined, finding: Finding): FindingChange | null {
  if (before === undefined) return finding.status === "resolved" ? "resolved" : "opened";
  if (before.status !== finding.status) {
    if (finding.status === "resolved") return "resolved";
    return finding.status === "recurred" || before.status === "resolved" ? "recurred" : "changed";
  }
  const grew = isDoubled(before.occurrences, finding.occurrences);
  const hurt = isDoubled(before.messages, finding.affected.messages);
  return before.severity !== finding.severity || grew || hurt ? "changed" : null;
}

const isDoubled = (before: number, now: number): boolean => now > before && now >= 2 * before;
