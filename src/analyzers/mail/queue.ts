import type { Instant } from "../../parsers/events.ts";
import { type Figures, type Finding, isExternal, type MailState } from "../analysis.ts";
import { messagesEach, multiplied } from "../estimate.ts";
import { iso } from "../evidence.ts";
import type { LedgerState, TaintHits } from "../ledger/state.ts";
import { type LifeView, livesOf } from "../ledger/view.ts";
import { largest } from "../numbers.ts";
import type { SessionState } from "../sessions/state.ts";
import { total } from "../tally.ts";
import type { Counts } from "./counts.ts";
import type { FiguresState } from "./figures.ts";
import { countsBetween } from "./minutes.ts";

/** What waits at the end of the logs. */
export function queueAtEnd(state: LedgerState, to: Instant): MailState["queue"] {
  const waiting = livesOf(state).filter((view) => view.waiting);
  const frozen = waiting.filter((view) => view.frozenNow);
  const oldest = waiting.map((view) => view.arrivedAt).sort((a, b) => a - b)[0];
  const each = messagesEach(state);
  return {
    at: iso(to),
    active: (waiting.length - frozen.length) * each,
    frozen: frozen.length * each,
    frozenBounces: frozen.filter((view) => view.isBounce).length * each,
    oldest: oldest === undefined ? null : iso(oldest),
    lostSight: livesOf(state).filter((view) => view.outcome === "lost").length * each,
  };
}

export interface Counted {
  readonly ledger: LedgerState;
  readonly sessions: SessionState;
  readonly figures: FiguresState;
}

/** What the mail system did up to `at` and from then on, between `from` and `to` (ms, `to` excluded). */
export function beforeAndAfter(
  states: Counted,
  from: Instant,
  at: Instant,
  to: Instant,
): { readonly before: Figures; readonly after: Figures } {
  const minute = Math.floor(at / MINUTE) * MINUTE;
  // common things are counted by the minute; of the minute that `at` cuts, the lives that were kept tell the seconds
  const cut = multiplied(ofLives(livesOf(states.ledger), minute, at), messagesEach(states.ledger));
  const early = countsBetween(states.figures, from, minute);
  const late = countsBetween(states.figures, minute, to);
  return {
    before: { ...moment(states, from, at), ...common(early, cut, 1) },
    after: { ...moment(states, at, to), ...common(late, cut, -1) },
  };
}

const MINUTE = 60_000;

type Common = Pick<Counts, "arrived" | "delivered" | "deferrals" | "skipped" | "failed">;

function common(counts: Counts, cut: Common, sign: 1 | -1) {
  return {
    arrived: Math.max(0, counts.arrived + sign * cut.arrived),
    delivered: Math.max(0, counts.delivered + sign * cut.delivered),
    deferrals: Math.max(0, counts.deferrals + sign * cut.deferrals),
    skipped: Math.max(0, counts.skipped + sign * cut.skipped),
    failed: Math.max(0, counts.failed + sign * cut.failed),
    logins: counts.logins,
    loginsFailed: counts.loginsFailed,
  };
}

/** Lines of kept lives from `from` to `to`. */
function ofLives(lives: readonly LifeView[], from: Instant, to: Instant): Common {
  const inside = (at: Instant | undefined) => (at !== undefined && at >= from && at < to ? 1 : 0);
  const sum = { arrived: 0, delivered: 0, deferrals: 0, skipped: 0, failed: 0 };
  for (const { life, recipients } of lives) {
    if (life.last < from || life.first >= to) continue;
    sum.arrived += inside(life.arrival?.at);
    for (const { recipient } of recipients) {
      sum.delivered += inside(recipient.delivered?.at);
      sum.failed += inside(recipient.failed?.at) + inside(recipient.gaveUp?.at);
      sum.skipped += total(recipient.skips, from, to);
      for (const cause of recipient.causes.values()) sum.deferrals += total(cause.tally, from, to);
    }
  }
  return sum;
}

/** Figures that are exact to the second: errors between two instants, and what waits at the second. */
function moment(states: Counted, from: Instant, to: Instant) {
  const lives = livesOf(states.ledger);
  const there = (view: LifeView) =>
    view.arrivedAt < to && (view.endedAt === null || view.endedAt >= to) && view.outcome !== "lost";
  const frozen = (view: LifeView) => view.life.frozen !== null && view.life.frozen.first < to;
  return {
    from: iso(from),
    to: iso(to),
    queued: lives.filter((view) => there(view) && !frozen(view)).length * messagesEach(states.ledger),
    frozen: lives.filter((view) => there(view) && frozen(view)).length * messagesEach(states.ledger),
    taintErrors: taintLines(states.ledger, from, to),
    mmapErrors: [...states.sessions.errors.values()].reduce((sum, errors) => sum + total(errors.tally, from, to), 0),
  };
}

function taintLines(state: LedgerState, from: Instant, to: Instant): number {
  const lines = (hits: readonly TaintHits[]) => hits.reduce((sum, one) => sum + total(one.tally, from, to), 0);
  const inMessages = lines([...state.lives.values()].flatMap((life) => [...life.taints.values()]));
  return lines([...state.sessions.hits.values()]) + inMessages * messagesEach(state);
}

/**
 * When the last of the faults that ended was gone: the first proof after its last error. What a victim confirmed comes
 * before what is only quiet (the first later mail of that kind may come long after the mend).
 */
export function changeInstant(findings: readonly Finding[]): Instant | null {
  const over = findings.filter((finding) => finding.causedBy === null && finding.resolvedAt !== null);
  const faults = over.filter(
    (finding) => finding.analyzer === "tainted-filename" || finding.analyzer === "mmap-failure",
  );
  const confirmed = faults.filter((finding) => finding.basis === "confirmed");
  const chosen = confirmed.length > 0 ? confirmed : faults.length > 0 ? faults : over;
  return chosen.length === 0 ? null : largest(chosen.map((finding) => Date.parse(proofOf(finding))));
}

const proofOf = (finding: Finding): string =>
  (!isExternal(finding) && "proofAt" in finding.facts ? finding.facts.proofAt : null) ??
  finding.resolvedAt ??
  finding.lastSeen;
