import type { FindingOf, Severity } from "../analysis.ts";
import type { Analyzer, Window } from "../analyzer.ts";
import { iso, mergeEvidence, newEvidence, quote, quoteAll } from "../evidence.ts";
import type { StuckFacts } from "../facts.ts";
import { addTo } from "../group.ts";
import { domainOf } from "../ledger/address.ts";
import { saidKey } from "../ledger/cause.ts";
import { ledger } from "../ledger/fold.ts";
import type { LedgerState } from "../ledger/state.ts";
import { type StuckAddress, stuckAddresses } from "../ledger/stuck.ts";
import { type LifeView, outcomesOf } from "../ledger/view.ts";
import { delayWarningsFor } from "../ledger/warnings.ts";
import { settled } from "../ledger/young.ts";
import { largest, percentile, smallest } from "../numbers.ts";
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
    for (const stuck of stuckAddresses(state, window)) {
      addTo(groups, stuck.cause.key, stuck);
    }
    return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, stuck]) => findingOf(state, key, stuck, window));
  },
};

/** One message of a finding, with the addresses that wait or waited. */
interface Waiting {
  readonly view: LifeView;
  readonly stuck: readonly StuckAddress[];
  /** Longest wait of these addresses, ms. */
  readonly age: number;
}

function waitingOf(stuck: readonly StuckAddress[]): readonly Waiting[] {
  const byId = new Map<string, StuckAddress[]>();
  for (const one of stuck) addTo(byId, one.view.id, one);
  return [...byId.values()].flatMap((mine) => {
    const view = mine[0]?.view;
    return view === undefined ? [] : [{ view, stuck: mine, age: largest(mine.map(({ one }) => one.delay)) }];
  });
}

function findingOf(
  state: LedgerState,
  key: string,
  stuck: readonly StuckAddress[],
  window: Window,
): FindingOf<"stuck-queue"> {
  const messages = waitingOf(stuck);
  const facts = factsOf(state, stuck, messages);
  const recipients = new Set(stuck.map(({ one }) => one.address).filter((address) => address !== ""));
  const senders = new Set(messages.flatMap(({ view }) => view.life.arrival?.sender ?? []));
  const first = smallest(messages.map(({ view }) => view.arrivedAt));
  const last = largest(stuck.map(({ view, one }) => one.endedAt ?? view.life.last));
  const waiting = facts.outcomes.queued + facts.outcomes.frozen + facts.outcomes.lost;
  const over = waiting === 0;
  return {
    analyzer: "stuck-queue",
    key: `stuck-queue:${key}`,
    severity: severityOf(facts),
    // one finding for each cause and host: the host tells them apart
    subject: stuck[0] === undefined ? key : stuck[0].cause.causedBy === null ? saidKey(stuck[0].cause) : facts.cause,
    status: over ? "resolved" : "open",
    basis: over && messages.every(({ view }) => view.outcome === "delivered") ? "confirmed" : null,
    firstSeen: iso(first),
    lastSeen: iso(last),
    resolvedAt: over ? iso(last) : null,
    occurrences: facts.attempts + facts.skipped,
    affected: { messages: messages.length, recipients: recipients.size, users: senders.size, sessions: 0 },
    subjects: {
      messages: messages.map(({ view }) => view.id).sort(),
      recipients: [...recipients].sort(),
      users: [...senders].sort(),
    },
    facts,
    causedBy: stuck[0]?.cause.causedBy ?? null,
    evidence: evidenceOf(stuck, window),
  };
}

function factsOf(state: LedgerState, stuck: readonly StuckAddress[], messages: readonly Waiting[]): StuckFacts {
  const outcomes = outcomesOf(messages.map(({ view }) => view));
  const ages = messages.map(({ age }) => age);
  const cause = stuck[0]?.cause;
  const warnings = delayWarningsFor(state, new Set(messages.map(({ view }) => view.id)));
  const attempts = stuck.flatMap(({ one }) => [...one.recipient.causes.values()].map((held) => total(held.tally)));
  return {
    cause: cause?.words ?? "",
    said: cause?.said ?? "",
    family: cause?.family ?? "other",
    deferredBefore: named(stuck.map(({ cause: { deferredBefore } }) => deferredBefore)).join("; ") || null,
    destinations: destinationsOf(stuck),
    ages: { p50: percentile(ages, 0.5), p95: percentile(ages, 0.95), max: largest(ages) },
    outcomes,
    stillQueued: outcomes.queued + outcomes.frozen,
    attempts: attempts.reduce((sum, n) => sum + n, 0),
    skipped: stuck.reduce((sum, { one }) => sum + total(one.recipient.skips), 0),
    ownFault: cause?.ownFault ?? false,
    onThisHost: stuck.some(({ cause: { onThisHost } }) => onThisHost),
    frozenBy: named(messages.map(({ view }) => view.life.frozen?.by ?? null)),
    removedBy: named(messages.map(({ view }) => view.life.end?.by ?? null)),
    delayWarnings: warnings.written,
    delayWarningsDelivered: warnings.delivered,
    messages: messages.map(({ view, stuck: mine, age }) => ({
      id: view.id,
      sender: view.life.arrival === null ? null : (view.life.arrival.sender ?? ""),
      recipients: mine.map(({ one }) => one.address).filter((address) => address !== ""),
      arrivedAt: iso(view.arrivedAt),
      frozenAt: view.life.frozen === null ? null : iso(view.life.frozen.first),
      age,
      outcome: view.outcome,
      endedAt: view.endedAt === null ? null : iso(view.endedAt),
    })),
  };
}

const named = (names: readonly (string | null)[]): string[] =>
  [...new Set(names.filter((name) => name !== null))].sort();

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
