import type { Instant } from "../../parsers/events.ts";
import type { Figures, Finding, MailState } from "../analysis.ts";
import { iso } from "../evidence.ts";
import type { LedgerState } from "../ledger/state.ts";
import { type LifeView, livesOf } from "../ledger/view.ts";
import type { SessionState } from "../mmap-failure/state.ts";
import { total } from "../tally.ts";
import { countsBetween, type FiguresState } from "./figures.ts";

/** What waits at the end of the logs. */
export function queueAtEnd(state: LedgerState, to: Instant): MailState["queue"] {
  const waiting = livesOf(state).filter((view) => view.waiting);
  const frozen = waiting.filter((view) => view.frozenNow);
  const oldest = waiting.map((view) => view.arrivedAt).sort((a, b) => a - b)[0];
  return {
    at: iso(to),
    active: waiting.length - frozen.length,
    frozen: frozen.length,
    frozenBounces: frozen.filter((view) => view.isBounce).length,
    oldest: oldest === undefined ? null : iso(oldest),
    lostSight: livesOf(state).filter((view) => view.outcome === "lost").length,
  };
}

export interface Counted {
  readonly ledger: LedgerState;
  readonly sessions: SessionState;
  readonly figures: FiguresState;
}

/** What the mail system did from `from` to `to`. Rare things to the second, common ones by the minute. */
export function figuresBetween(states: Counted, from: Instant, to: Instant): Figures {
  const counts = countsBetween(states.figures, from, to);
  const lives = livesOf(states.ledger);
  const there = (view: LifeView) =>
    view.arrivedAt < to && (view.endedAt === null || view.endedAt >= to) && view.outcome !== "lost";
  const frozen = (view: LifeView) => view.life.frozen !== null && view.life.frozen.first < to;
  return {
    from: iso(from),
    to: iso(to),
    arrived: counts.arrived,
    delivered: counts.delivered,
    deferrals: counts.deferrals,
    failed: counts.failed,
    queued: lives.filter((view) => there(view) && !frozen(view)).length,
    frozen: lives.filter((view) => there(view) && frozen(view)).length,
    taintErrors: taintLines(states.ledger, from, to),
    mmapErrors: [...states.sessions.errors.values()].reduce((sum, errors) => sum + total(errors.tally, from, to), 0),
    logins: counts.logins,
    loginsFailed: counts.loginsFailed,
  };
}

function taintLines(state: LedgerState, from: Instant, to: Instant): number {
  const hits = [
    ...state.sessions.hits.values(),
    ...[...state.lives.values()].flatMap((life) => [...life.taints.values()]),
  ];
  return hits.reduce((sum, one) => sum + total(one.tally, from, to), 0);
}

/** When the last of the faults that ended was gone: the first proof after its last error. */
export function changeInstant(findings: readonly Finding[]): Instant | null {
  const over = findings.filter((finding) => finding.causedBy === null && finding.resolvedAt !== null);
  const faults = over.filter(
    (finding) => finding.analyzer === "tainted-filename" || finding.analyzer === "mmap-failure",
  );
  const instants = (faults.length > 0 ? faults : over).map((finding) => Date.parse(proofOf(finding)));
  return instants.length === 0 ? null : Math.max(...instants);
}

const proofOf = (finding: Finding): string =>
  ("proofAt" in finding.facts ? finding.facts.proofAt : null) ?? finding.resolvedAt ?? finding.lastSeen;
