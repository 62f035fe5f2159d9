import type { FindingOf, Severity } from "../analysis.ts";
import type { Analyzer, Window } from "../analyzer.ts";
import { iso, mergeEvidence, newEvidence, quote, quoteAll } from "../evidence.ts";
import type { StuckFacts } from "../facts.ts";
import { domainOf } from "../ledger/address.ts";
import { ledger } from "../ledger/fold.ts";
import type { LedgerState } from "../ledger/state.ts";
import { type StuckAddress, stuckAddresses } from "../ledger/stuck.ts";
import { type LifeView, outcomesOf } from "../ledger/view.ts";
import { delayWarningsFor } from "../ledger/warnings.ts";
import { settled } from "../ledger/young.ts";
import { percentile } from "../percentile.ts";
import { total } from "../tally.ts";

const HOUR = 3_600_000;

/**
 * `== jan@customer.example routing defer (-52): retry time not reached`: mail that waits. Told by age, never by count:
 * four messages for two days are an incident that a threshold of fifty never sees. One finding for each cause.
 */
export const stuckQueue: Analyzer<"stuck-queue"> = {
  id: "stuck-queue",
  title: "Mail waits in the queue",
  sample: "2026-01-06 14:00:00 1vd7Tp-000CbQ-2u == jan@customer.example routing defer (-52): retry time not reached",
  folds: [ledger],
  finish(states, window) {
    const state = settled(states.get(ledger));
    const groups = new Map<string, StuckAddress[]>();
    for (const stuck of stuckAddresses(state, window))
      groups.set(stuck.cause.key, [...(groups.get(stuck.cause.key) ?? []), stuck]);
    return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, stuck]) => findingOf(state, key, stuck, window));
  },
};

function findingOf(
  state: LedgerState,
  key: string,
  stuck: readonly StuckAddress[],
  window: Window,
): FindingOf<"stuck-queue"> {
  const facts = factsOf(state, stuck);
  const views = distinctViews(stuck);
  const recipients = new Set(stuck.map(({ one }) => one.address).filter((address) => address !== ""));
  const senders = new Set(views.flatMap((view) => view.life.arrival?.sender ?? []));
  const first = Math.min(...views.map((view) => view.arrivedAt));
  const last = Math.max(...stuck.map(({ view, one }) => one.endedAt ?? view.life.last));
  const waiting = facts.outcomes.queued + facts.outcomes.frozen + facts.outcomes.lost;
  const cause = stuck[0]?.cause;
  return {
    analyzer: "stuck-queue",
    key: `stuck-queue:${key}`,
    severity: severityOf(facts),
    subject: facts.cause,
    status: waiting > 0 ? "open" : "resolved",
    basis: waiting === 0 && views.every((view) => view.outcome === "delivered") ? "confirmed" : null,
    firstSeen: iso(first),
    lastSeen: iso(last),
    resolvedAt: waiting > 0 ? null : iso(last),
    occurrences: facts.attempts + facts.skipped,
    affected: { messages: views.length, recipients: recipients.size, users: senders.size, sessions: 0 },
    subjects: {
      messages: views.map((view) => view.id).sort(),
      recipients: [...recipients].sort(),
      users: [...senders].sort(),
    },
    facts,
    causedBy: cause?.causedBy ?? null,
    evidence: evidenceOf(stuck, window),
  };
}

function factsOf(state: LedgerState, stuck: readonly StuckAddress[]): StuckFacts {
  const views = distinctViews(stuck);
  const outcomes = outcomesOf(views);
  const ages = views.map((view) => ageOf(view, stuck));
  const cause = stuck[0]?.cause;
  return {
    cause: cause?.words ?? "",
    family: cause?.family ?? "other",
    destinations: destinationsOf(stuck),
    ages: { p50: percentile(ages, 0.5), p95: percentile(ages, 0.95), max: Math.max(0, ...ages) },
    outcomes,
    stillQueued: outcomes.queued + outcomes.frozen,
    attempts: stuck.reduce(
      (sum, { one }) => sum + [...one.recipient.causes.values()].reduce((n, held) => n + total(held.tally), 0),
      0,
    ),
    skipped: stuck.reduce((sum, { one }) => sum + total(one.recipient.skips), 0),
    ownFault: cause?.ownFault ?? false,
    delayWarnings: delayWarningsFor(state, new Set(views.map((view) => view.id))),
    messages: views.map((view) => ({
      id: view.id,
      sender: view.life.arrival === null ? null : (view.life.arrival.sender ?? ""),
      recipients: stuck.flatMap(({ view: of, one }) => (of.id === view.id ? [one.address] : [])),
      arrivedAt: iso(view.arrivedAt),
      age: ageOf(view, stuck),
      outcome: view.outcome,
      endedAt: view.endedAt === null ? null : iso(view.endedAt),
    })),
  };
}

function distinctViews(stuck: readonly StuckAddress[]): readonly LifeView[] {
  return [...new Map(stuck.map(({ view }) => [view.id, view])).values()];
}

const ageOf = (view: LifeView, stuck: readonly StuckAddress[]): number =>
  Math.max(...stuck.flatMap(({ view: of, one }) => (of.id === view.id ? [one.delay] : [])));

function destinationsOf(stuck: readonly StuckAddress[]): StuckFacts["destinations"] {
  const messages = new Map<string, Set<string>>();
  for (const { view, one } of stuck) {
    const domain = domainOf(one.address) ?? "(local)";
    messages.set(domain, (messages.get(domain) ?? new Set()).add(view.id));
  }
  return [...messages]
    .map(([domain, ids]) => ({ domain, messages: ids.size }))
    .sort((a, b) => b.messages - a.messages || (a.domain < b.domain ? -1 : 1));
}

/** Critical from a day, or when this host's own fault lost mail; a notice when it ended and never took four hours. */
function severityOf(facts: StuckFacts): Severity {
  const lost = facts.outcomes.failed + facts.outcomes.expired + facts.outcomes.removed + facts.outcomes.lost;
  if (facts.ages.max >= 24 * HOUR || (facts.ownFault && lost > 0)) return "critical";
  const over = facts.stillQueued + facts.outcomes.lost === 0;
  return over && facts.ages.max < 4 * HOUR ? "notice" : "warning";
}

function evidenceOf(stuck: readonly StuckAddress[], window: Window) {
  const evidence = newEvidence();
  for (const { one } of stuck)
    for (const cause of one.recipient.causes.values()) mergeEvidence(evidence, cause.evidence);
  const lines = quoteAll(evidence, window.lines);
  const ends = stuck
    .flatMap(({ one }) => (one.end?.line == null ? [] : [one.end.line]))
    .sort((a, b) => a.at - b.at || a.offset - b.offset);
  const last = ends.at(-1);
  if (last !== undefined) lines.push(quote(last, "last of them ended", window.lines));
  for (const { view } of stuck)
    if (view.life.frozen?.line != null && lines.length < 6)
      lines.push(quote(view.life.frozen.line, "frozen", window.lines));
  return lines;
}
