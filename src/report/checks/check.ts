/** What the checks of an operator's statements share. */
import type { Analysis, EvidenceLine, Finding } from "../../analyzers/analysis.ts";
import type { Intervention, StatedPlace } from "../../knowledge/intervention.ts";
import type { Check, Issue, LogPlace } from "../model.ts";
import type { Prose } from "../prose.ts";

/** What a check may look at. */
export interface CheckInput {
  readonly analysis: Analysis;
  readonly issues: readonly Issue[];
  readonly intervention: Intervention;
}

/** A check without what {@link checkAt} adds. */
export interface Judged {
  readonly claim: Prose;
  readonly result: Check["result"];
  readonly says: Prose;
  readonly seen: readonly LogPlace[];
}

/** Where a value is stated; the file's first line when its reader did not note the place. */
export function statedAt(intervention: Intervention, path: string): StatedPlace {
  return intervention.places[path] ?? { file: intervention.file, line: 1, column: 1 };
}

/** The number of the issue that one of these findings belongs to, or null. */
export function issueOf(issues: readonly Issue[], keys: readonly string[]): number | null {
  const found = issues.find(({ cause, effects }) => [cause, ...effects].some(({ key }) => keys.includes(key)));
  return found?.number ?? null;
}

/** The findings of these keys, in the order of the analysis. */
export function findingsOf(analysis: Analysis, keys: readonly string[]): readonly Finding[] {
  return analysis.findings.filter(({ key }) => keys.includes(key));
}

/** Places of evidence lines, those that there are. */
export function placesOf(lines: readonly (EvidenceLine | undefined)[]): readonly LogPlace[] {
  const places = lines.flatMap((line) => (line === undefined ? [] : [{ source: line.source, line: line.line }]));
  return [...new Map(places.map((place) => [`${place.line} ${place.source}`, place])).values()];
}
