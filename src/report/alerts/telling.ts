/** Alarms that would have told of what was found; the others watch something else, whatever set them off. */
import type { AnalyzerId } from "../../analyzers/analysis.ts";
import type { Alert, Report } from "../model.ts";
import { diagnosesOf } from "../summary.ts";

/** What each alarm tells of. Failed logins, memory and a full disk are nobody's finding; a count of messages is no cause. */
const TELLS: ReadonlyMap<string, readonly AnalyzerId[]> = new Map([
  ["queue-age", ["tainted-filename", "stuck-queue"]],
  ["paniclog", ["tainted-filename"]],
  ["taint", ["tainted-filename"]],
  ["frozen", ["frozen-bounce", "stuck-queue"]],
  ["mmap", ["mmap-failure"]],
]);

/** Advised alarms that would have spoken of a finding, not before its first error; in the order of the alerts. */
export function tellingAlerts({ issues, detection }: Pick<Report, "issues" | "detection">): readonly Alert[] {
  const { since, alerts } = detection;
  if (since === null) return [];
  const found = new Set(diagnosesOf(issues).map(({ diagnosis }) => diagnosis.analyzer));
  // an alarm's own instant may be of the whole second
  const from = Math.floor(Date.parse(since) / 1000) * 1000;
  return alerts.filter(
    ({ id, result, advised, at }) =>
      result === "fired" &&
      advised &&
      (at === null || Date.parse(at) >= from) &&
      (TELLS.get(id) ?? []).some((analyzer) => found.has(analyzer)),
  );
}
