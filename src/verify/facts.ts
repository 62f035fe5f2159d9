/** What the logs show, as far as claims are held against it. */
import type { Analysis, Finding } from "../analyzers/analysis.ts";
import type { LineNumbers } from "../engine/fold.ts";
import { utc } from "../report/format.ts";
import type { Answers, Sighting } from "./answers.ts";
import type { CheckedClaim, Span, WrittenPlace } from "./claims.ts";

/** The analysis of the logs, and the answers to the questions that the claims ask. */
export interface Facts {
  readonly analysis: Analysis;
  readonly answers: Answers;
  readonly lines: LineNumbers;
}

/** What a check comes to. */
export type Verdict = Pick<CheckedClaim, "result" | "says" | "seen">;
type Seen = Verdict["seen"];

/** The logs bear it out. */
export function confirmed(says: string, seen: Seen = []): Verdict {
  return { result: "confirmed", says, seen };
}

/** The logs say otherwise. */
export function contradicted(says: string, seen: Seen = []): Verdict {
  return { result: "contradicted", says, seen };
}

/** The logs cannot tell; `says` is why. */
export function notCheckable(says: string, seen: Seen = []): Verdict {
  return { result: "not checkable", says, seen };
}

/** "2026-01-08 14:18:54 UTC". */
export function moment(at: number): string {
  return utc(`${new Date(at).toISOString().slice(0, 19)}Z`);
}

/** "2026-01-08 14:18:54 UTC", or both ends of a longer stretch. */
export function stretch({ from, to }: Span): string {
  return to - from <= 1000 ? moment(from) : `${moment(from)} to ${moment(to - 1000)}`;
}

/** The place of a kept line. */
export function seenAt(facts: Pick<Facts, "lines">, sightings: readonly Sighting[]): Seen {
  return sightings.map(({ source, rangeStart, line }) => ({
    source,
    line: facts.lines.lineOf({ source, rangeStart, lineInRange: line }),
  }));
}

/** Evidence of a finding with one of these roles, the last one that there is; of none of them its last line. */
export function evidenceOf(finding: Finding, ...roles: readonly string[]): Seen {
  const found = finding.evidence.filter(({ role }) => roles.includes(role)).at(-1) ?? finding.evidence.at(-1);
  return found === undefined ? [] : [{ source: found.source, line: found.line }];
}

/** Whether a log is the one that a report calls by this name: `mainlog` is `/var/log/exim4/mainlog`. */
export function isNamed(source: string, { name }: WrittenPlace): boolean {
  return source === name || source.endsWith(`/${name}`) || (source === "-" && name === "stdin");
}

/** Logs are cut at rotation; a silence of up to this long between two of them is one. Ms. */
const longestSilence = 3_600_000;

/** Whose course the logs hold: that of mail (main logs of Exim), or all that Dovecot did. */
export type Course = "mail" | "dovecot";

/** The stretches that the logs cover, in order. Between the first and last line of a log nothing is taken to be missing. */
export function covered({ analysis, answers }: Facts, course: Course): readonly Span[] {
  const spans: Span[] = [];
  const sources = analysis.sources
    .filter(({ name, dialect }) =>
      course === "mail" ? answers.mainLogs.has(name) : dialect.split("+").includes("dovecot"),
    )
    .flatMap(({ from, to }) =>
      from === null || to === null ? [] : [{ from: Date.parse(from), to: Date.parse(to) + 1000 }],
    )
    .sort((a, b) => a.from - b.from);
  for (const span of sources) {
    const last = spans.at(-1);
    if (last !== undefined && span.from - last.to <= longestSilence)
      spans[spans.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else spans.push(span);
  }
  return spans;
}

/** Whether the logs cover all of a stretch. */
export function covers(facts: Facts, course: Course, { from, to }: Span): boolean {
  return covered(facts, course).some((span) => span.from <= from && to <= span.to);
}

/** "these logs, which cover …" */
export function coverage(facts: Facts, course: Course): string {
  return covered(facts, course).map(stretch).join(", ");
}
