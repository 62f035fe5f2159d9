/** What every finding must be, whoever found it: reports, schemas and other programs rely on it. */
import type { Finding } from "../analyzers/analysis.ts";
import { holds, same } from "./expect.ts";

/** `2026-01-08T13:18:54Z`, with milliseconds only where the log had them. */
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/;
const severities: readonly string[] = ["critical", "warning", "notice"];

/**
 * Expects findings of one analyzer to be well formed: keys that are unique and begin with the analyzer's id, instants in
 * order, a status that its other fields bear out, whole numbers, evidence, and nothing that JSON would lose.
 *
 * @throws AssertionError that names the finding and what is wrong
 */
export function expectWellFormed(analyzer: string, findings: readonly Finding[]): void {
  const keys = new Set<string>();
  for (const finding of findings) {
    const at = `finding ${JSON.stringify(finding.key)}`;
    holds(finding.analyzer === analyzer, `${at}: its analyzer is ${finding.analyzer}, not ${analyzer}`);
    holds(finding.key.startsWith(`${analyzer}:`), `${at}: the key must begin with "${analyzer}:"`);
    holds(!keys.has(finding.key), `${at}: the key is there twice`);
    keys.add(finding.key);
    holds(severities.includes(finding.severity), `${at}: there is no severity ${finding.severity}`);
    holds(finding.subject.trim() !== "", `${at}: it has no subject`);
    expectTimes(finding, at);
    expectNumbers(finding, at);
    holds(finding.evidence.length > 0, `${at}: no line is evidence of it`);
    same(JSON.parse(JSON.stringify(finding)), finding, `${at}: it is not plain JSON`);
  }
}

function expectTimes(finding: Finding, at: string): void {
  const { firstSeen, lastSeen, resolvedAt, status, basis } = finding;
  for (const time of [firstSeen, lastSeen, ...(resolvedAt === null ? [] : [resolvedAt])])
    holds(instant.test(time), `${at}: ${JSON.stringify(time)} is no instant; iso() writes one`);
  holds(Date.parse(firstSeen) <= Date.parse(lastSeen), `${at}: it was first seen after it was last seen`);
  holds(
    (status === "resolved") === (resolvedAt !== null),
    `${at}: resolvedAt is for status "resolved", and only for it`,
  );
  holds(basis === null || status === "resolved", `${at}: a basis is for status "resolved" only`);
}

function expectNumbers({ occurrences, affected }: Finding, at: string): void {
  holds(Number.isInteger(occurrences) && occurrences > 0, `${at}: occurrences is ${occurrences}`);
  for (const [what, number] of Object.entries(affected))
    holds(Number.isInteger(number) && number >= 0, `${at}: affected.${what} is ${number}`);
}
