/** The pieces that every alarm is made of. */
import type { Analysis, Finding, Iso } from "../../analyzers/analysis.ts";
import type { HostNames } from "../host.ts";
import type { Alert, LogPlace } from "../model.ts";
import type { Prose } from "../prose.ts";

/** What an alarm is judged by. */
export interface Scene {
  readonly analysis: Analysis;
  readonly host: HostNames;
  readonly exim: boolean;
  readonly dovecot: boolean;
  readonly mainlog: boolean;
  readonly refusals: boolean;
}

type Watch = Pick<Alert, "id" | "watches" | "command"> & { readonly advised?: boolean };

/** It would have spoken. */
export function fired(watch: Watch, at: Iso | null, says: Prose, seen: LogPlace | null): Alert {
  return { advised: true, ...watch, result: "fired", at, says, seen };
}

/** The log covers it, and it would not have spoken. */
export function silent(watch: Watch, says: Prose): Alert {
  return { advised: false, ...watch, result: "silent", at: null, says, seen: null };
}

/** The log cannot tell. */
export function unseen(watch: Watch, says: Prose): Alert {
  return { advised: false, ...watch, result: "unseen", at: null, says, seen: null };
}

/** The earliest by `at`; of several at the same instant the first. */
export function earliest<T>(items: readonly T[], at: (item: T) => Iso): T | undefined {
  return items.reduce<T | undefined>(
    (best, item) => (best === undefined || Date.parse(at(item)) < Date.parse(at(best)) ? item : best),
    undefined,
  );
}

/** The first quoted line that `shows` it. */
export function quotedPlace(
  findings: readonly Finding[],
  shows: (line: Finding["evidence"][number]) => boolean,
): LogPlace | null {
  const lines = findings.flatMap((finding) => finding.evidence.filter((line) => line.at !== null && shows(line)));
  const line = earliest(lines, ({ at }) => at ?? "");
  return line === undefined ? null : { source: line.source, line: line.line };
}
