/** Times: of a fix, of first and last errors, of starts of daemons, of the logs' ends, of the lines that are cited. */
import type { Finding, Restart } from "../analyzers/analysis.ts";
import type { ErrorSighting } from "./answers.ts";
import type { About, Ask, Span } from "./claims.ts";
import {
  confirmed,
  contradicted,
  covers,
  evidenceOf,
  type Facts,
  isNamed,
  moment,
  notCheckable,
  seenAt,
  stretch,
  type Verdict,
} from "./facts.ts";
import { findingsAbout, fitsPattern, withEffects } from "./scope.ts";

const noFault = "the logs show no fault that this can be about";

/** "Fixed: 2026-01-08 14:18 UTC". @param errors the first errors behind it, one for each file and user. */
export function checkFixed(
  { span, about }: Ask & { is: "fixed" | "first" | "last" },
  errors: readonly ErrorSighting[],
  facts: Facts,
): Verdict {
  const numbered = numberedIssue(about, span, facts.analysis.findings);
  if (numbered !== undefined)
    return confirmed(`${numbered.subject}: over then`, evidenceOf(numbered, "last of them ended", "last error"));
  const scope = fixable(findingsAbout(about, facts.analysis));
  if (scope.length === 0) return notCheckable(noFault);
  const later = errors.find((error) => scope.some((finding) => isOf(error, finding)));
  if (later !== undefined) return contradicted(`an error at ${moment(later.at)}, after that`, seenAt(facts, [later]));
  const open = scope.find((finding) => Date.parse(finding.lastSeen) > span.from);
  if (open !== undefined)
    return contradicted(
      `last seen at ${moment(Date.parse(open.lastSeen))}, after that`,
      evidenceOf(open, "last error"),
    );
  const proofs = scope.flatMap((finding) => {
    const at = proofOf(finding);
    return at === null ? [] : [{ finding, at }];
  });
  const last = proofs.sort((a, b) => b.at - a.at)[0];
  const [finding] = scope;
  if (last === undefined || finding === undefined)
    return notCheckable("no error after it, but nothing in the logs shows that it works again");
  const roles = [
    "last victim delivered",
    "last of them ended",
    "first session without the error",
    "first success after it",
  ];
  const seen = evidenceOf(last.finding, ...roles);
  if (span.from > last.at) return contradicted(`it worked again at ${moment(last.at)}, before that`, seen);
  return confirmed(`no error after it; it worked again at ${moment(last.at)}`, seen);
}

/** A report that names one fix for several findings means those that somebody fixed: proven ones before quiet ones. */
function fixable(scope: readonly Finding[]): readonly Finding[] {
  const proven = scope.filter(({ basis }) => basis !== "quiet");
  return proven.length > 0 ? proven : scope;
}

function proofOf(finding: Finding): number | null {
  return finding.resolvedAt === null ? null : Date.parse(finding.resolvedAt);
}

function isOf({ of, path, user }: ErrorSighting, finding: Finding): boolean {
  if (finding.analyzer === "tainted-filename") {
    const { pattern, example } = finding.facts;
    if (of !== "taint" || path === null) return false;
    return path === example || (pattern !== null && fitsPattern(pattern, path));
  }
  if (finding.analyzer !== "mmap-failure" || of !== "index") return false;
  const { file, user: whose } = finding.facts;
  return path !== null && file !== null ? path === file : user === whose;
}

/** "First error: …", "last seen …". */
export function checkBound(
  { is, span, about }: Ask & { is: "fixed" | "first" | "last" },
  { analysis }: Facts,
): Verdict {
  const scope = withEffects(findingsAbout(about, analysis), analysis);
  if (scope.length === 0) return notCheckable(noFault);
  const timed = scope
    .map((finding) => ({ finding, at: Date.parse(is === "first" ? finding.firstSeen : finding.lastSeen) }))
    .sort((a, b) => (is === "first" ? a.at - b.at : b.at - a.at));
  const role = is === "first" ? ["first error", "first freeze"] : ["last error"];
  const hit = timed.find(({ at }) => contains(span, at));
  const isOfAll = scope.length === analysis.findings.length && scope.length > 1;
  if (hit !== undefined && isOfAll && hit.at !== timed[0]?.at)
    return notCheckable(`it is not clear which fault is meant; ${hit.finding.subject} has its ${is} error then`);
  if (hit !== undefined) return confirmed(`the ${is} error is of ${moment(hit.at)}`, evidenceOf(hit.finding, ...role));
  // what a fault caused has errors of its own; those that people mean are the fault's
  const first = timed.find(({ finding }) => finding.causedBy === null);
  if (first === undefined) return notCheckable(noFault);
  const other = analysis.findings.find((one) =>
    contains(span, Date.parse(is === "first" ? one.firstSeen : one.lastSeen)),
  );
  if (other !== undefined)
    return notCheckable(`it is not clear which fault is meant; ${other.subject} has its ${is} error then`);
  return contradicted(`the ${is} error is of ${moment(first.at)}`, evidenceOf(first.finding, ...role));
}

/** "Logs begin". */
export function checkEdge({ is, span }: Ask & { is: "begin" | "end" }, { analysis }: Facts): Verdict {
  const edge = is === "begin" ? analysis.window.from : analysis.window.to;
  if (edge === null) return notCheckable("no line of the logs has a time");
  const says = `the logs ${is} at ${moment(Date.parse(edge))}`;
  return contains(span, Date.parse(edge)) ? confirmed(says) : contradicted(says);
}

/** "Exim restarted at 14:18 UTC". */
export function checkRestart({ daemon, what, span }: Ask & { is: "restart" }, facts: Facts): Verdict {
  const all = facts.analysis.mail.restarts.filter((restart) => restart.daemon === daemon);
  const then = all.filter(({ at }) => contains(span, Date.parse(at)));
  const hit = then.find((restart) => what === "any" || restart.what === what);
  const name = daemon === "exim" ? "Exim" : "Dovecot";
  if (hit !== undefined) return confirmed(`${name}: ${hit.what} at ${moment(Date.parse(hit.at))}`, [placeOf(hit)]);
  if (what === "stop" && daemon === "exim") return notCheckable("Exim does not log its stop");
  if (!covers(facts, daemon === "exim" ? "mail" : "dovecot", span))
    return notCheckable(`no log of ${name} covers ${stretch(span)}`);
  const near = [...all].sort((a, b) => distance(a, span) - distance(b, span))[0];
  if (near === undefined) return contradicted(`the logs show no start, stop or reload of ${name} then`);
  return contradicted(`no ${what} of ${name} then; the nearest is a ${near.what} at ${moment(Date.parse(near.at))}`, [
    placeOf(near),
  ]);
}

function placeOf({ source, line }: Restart): Verdict["seen"][number] {
  return { source, line };
}

function distance({ at }: Restart, { from }: Span): number {
  return Math.abs(Date.parse(at) - from);
}

/** A time with the places that show it. */
export function checkPlace({ spans, places, bound }: Ask & { is: "place" }, facts: Facts): Verdict {
  const cited = facts.answers.places.filter((sighting) => {
    const [seen] = seenAt(facts, [sighting]);
    return places.some((place) => seen !== undefined && place.line === seen.line && isNamed(seen.source, place));
  });
  const fits = cited.filter(({ at }) => spans.some((span) => contains(span, at)));
  if (fits.length > 0) return confirmed("the line that it cites is of that time", seenAt(facts, fits.slice(0, 2)));
  const [other] = cited;
  if (other === undefined) return notCheckable("the logs have no line of their own at the place that it cites");
  const says = `the line that it cites is of ${moment(other.at)}`;
  return bound ? contradicted(says, seenAt(facts, [other])) : notCheckable(`${says}; no line is cited for this time`);
}

function contains({ from, to }: Span, at: number): boolean {
  return at >= from && at < to;
}

/** "Issue 5: Resolved at …" says a number where others say what: the only fault that ended in that second is meant. */
function numberedIssue(about: About, span: Span, findings: readonly Finding[]): Finding | undefined {
  if (span.to - span.from > 1000 || !/^Issue \d/.test(about[0] ?? "")) return undefined;
  const ended = findings.filter(({ resolvedAt }) => resolvedAt !== null && contains(span, Date.parse(resolvedAt)));
  const causes = ended.filter(({ causedBy }) => causedBy === null);
  return causes.length === 1 ? causes[0] : undefined;
}
