import type { Instant } from "../../parsers/events.ts";
import type { FindingOf, Severity } from "../analysis.ts";
import type { Analyzer, Window } from "../analyzer.ts";
import { type Evidence, iso, type Kept, quote, quoteAll } from "../evidence.ts";
import type { TaintFacts, TaintOutcome } from "../facts.ts";
import { domainOf } from "../ledger/address.ts";
import { causeOf, taintFindingKey } from "../ledger/cause.ts";
import { ledger } from "../ledger/fold.ts";
import { proofInstants } from "../ledger/retire.ts";
import type { LedgerState } from "../ledger/state.ts";
import { anyBetween, bursts, seconds, total } from "../tally.ts";
import { type Verdict, verdict } from "../verdict.ts";
import { hestiaMacro } from "./macros.ts";
import { causeIs, type Group, groupsOf, placesOf, type Victim } from "./victims.ts";

/**
 * `Tainted filename '/etc/exim4/domains/acme.example/ip'`: Exim 4.94 and later refuse a file name, command or option
 * value that a stranger wrote. The line that holds the mail does not say so ("Permission denied", `NULL`): the two
 * are joined by message id. One finding for each path pattern, which is one thing to mend.
 */
export const taintedFilename: Analyzer<"tainted-filename"> = {
  id: "tainted-filename",
  title: "Exim refuses a file name that a stranger wrote",
  sample: "2026-01-06 13:52:15 1vd7Tr-000Cbc-04 Tainted filename '/etc/exim4/domains/acme.example/ip'",
  folds: [ledger],
  finish(states, window) {
    const state = states.get(ledger);
    return groupsOf(state).map((group) => findingOf(state, group, window));
  },
};

function findingOf(state: LedgerState, group: Group, window: Window): FindingOf<"tainted-filename"> {
  const firstError = Math.min(
    ...group.victims.map((one) => one.firstError),
    ...group.sessionHits.map((hits) => hits.first),
  );
  const lastError = Math.max(
    ...group.victims.map((one) => one.lastError),
    ...group.sessionHits.map((hits) => hits.last),
  );
  const facts = factsOf(state, group);
  const judged = judge(state, group, firstError, lastError, facts);
  const senders = new Set(group.victims.flatMap(({ view }) => view.life.arrival?.sender ?? []));
  const recipients = new Set(group.victims.flatMap(({ view }) => view.recipients.map((one) => one.address)));
  const sessions = group.sessionHits.reduce((sum, hits) => sum + total(hits.tally), 0);
  const occurrences = sessions + group.victims.reduce((sum, one) => sum + total(one.tally), 0);
  return {
    analyzer: "tainted-filename",
    key: taintFindingKey(group.key),
    severity: severityOf(facts.outcomes, sessions),
    subject: group.key,
    status: judged.status,
    basis: judged.basis,
    firstSeen: iso(firstError),
    lastSeen: iso(lastError),
    resolvedAt: judged.resolvedAt === null ? null : iso(judged.resolvedAt),
    occurrences,
    affected: { messages: group.victims.length, recipients: recipients.size, users: senders.size, sessions },
    subjects: {
      messages: group.victims.map(({ view }) => view.id).sort(),
      recipients: [...recipients].sort(),
      users: [...senders].sort(),
    },
    facts: { ...facts, proofAt: judged.proofAt === null ? null : iso(judged.proofAt) },
    causedBy: null,
    evidence: evidenceOf(group, judged, window),
  };
}

function factsOf(state: LedgerState, group: Group): Omit<TaintFacts, "proofAt"> {
  const all = [...group.victims.flatMap((one) => one.hits), ...group.sessionHits];
  const outcomes: Record<TaintOutcome, number> = { held: 0, bounced: 0, refused: 0, unsigned: 0, died: 0, unharmed: 0 };
  for (const one of group.victims) outcomes[one.outcome]++;
  outcomes.refused += group.sessionHits.reduce((sum, hits) => sum + total(hits.tally), 0);
  const path = group.key.startsWith("/") ? group.key : null;
  const messages = group.victims
    .map((one) => messageOf(state, group, one))
    .sort((a, b) => (a.firstError < b.firstError ? -1 : a.firstError > b.firstError ? 1 : a.id < b.id ? -1 : 1));
  const { options, routers, transports, disguises } = placesOf(state, group);
  return {
    pattern: path,
    example:
      path === null
        ? null
        : (all
            .map((hits) => hits.taint.path)
            .filter((one) => one !== null)
            .sort()[0] ?? null),
    wordings: distinct(all.map((hits) => hits.taint.wording)),
    options,
    routers,
    transports,
    variables: distinct(all.map((hits) => hits.taint.variable)),
    macro: path === null ? null : hestiaMacro(path),
    disguises,
    outcomes,
    attempts:
      all.length === 0
        ? 0
        : group.victims.reduce((sum, one) => sum + bursts(one.tally), 0) +
          group.sessionHits.reduce((sum, hits) => sum + bursts(hits.tally), 0),
    skipped: messages.reduce((sum, one) => sum + one.skipped, 0),
    stillQueued: group.victims.filter(({ view }) => view.waiting).length,
    deliveredSince: messages.filter((one) => one.deliveredAt !== null).length,
    messages,
  };
}

const distinct = (values: readonly (string | null)[]): string[] =>
  [...new Set(values.filter((one) => one !== null))].sort();

function messageOf(state: LedgerState, group: Group, one: Victim): TaintFacts["messages"][number] {
  const { view } = one;
  const mine = view.recipients.filter(
    (recipient) => causeOf(state, view, recipient).causedBy === taintFindingKey(group.key),
  );
  const delivered = successes(state, group.key, one);
  return {
    id: view.id,
    sender: view.life.arrival?.sender ?? null,
    recipients: view.recipients.map((recipient) => recipient.address),
    outcome: one.outcome,
    attempts: bursts(one.tally),
    skipped: mine.reduce((sum, recipient) => sum + total(recipient.recipient.skips), 0),
    firstError: iso(one.firstError),
    lastError: iso(one.lastError),
    deliveredAt: delivered.length === 0 ? null : iso(Math.max(...delivered)),
  };
}

/**
 * Deliveries of a victim in whose attempt the value was not refused (an unsigned delivery is the fault itself). A
 * refusal in the minute before belongs to the same attempt unless it was followed by a deferral of its own.
 */
function successes(state: LedgerState, key: string, one: Victim): Instant[] {
  const delivered = one.view.recipients.flatMap(({ recipient }) =>
    recipient.delivered === null ? [] : [recipient.delivered.at],
  );
  const deferrals = one.view.recipients.flatMap(({ recipient }) =>
    [...recipient.causes.values()].filter((cause) => causeIs(state, one.view, cause, taintFindingKey(key))),
  );
  return delivered.filter((at) => {
    if (!anyBetween(one.tally, at - 60_000, at)) return true;
    const lastRefusal = Math.max(
      ...seconds(one.tally).flatMap(([second]) => (second * 1000 <= at ? [second * 1000] : [])),
    );
    return deferrals.some((cause) => cause.last >= lastRefusal && cause.last < at);
  });
}

function judge(
  state: LedgerState,
  group: Group,
  firstError: Instant,
  lastError: Instant,
  facts: Omit<TaintFacts, "proofAt">,
): Verdict {
  const victimSuccesses = group.victims.flatMap((one) => successes(state, group.key, one));
  // a frozen bounce waits for a person, whatever became of the fault: frozen-bounce reports it
  const waiting = group.victims.filter(({ view }) => view.waiting && !(view.isBounce && view.frozenNow)).length;
  return verdict({
    firstError,
    lastError,
    victimSuccesses,
    victimsWaiting: waiting,
    proofs: transportProofs(state, group, facts),
  });
}

/** Mail of the same sender domains that went out by the same transports, without a refusal. */
function transportProofs(state: LedgerState, group: Group, facts: Omit<TaintFacts, "proofAt">): Instant[] {
  if (facts.transports.length === 0) return [];
  const domains = new Set(
    group.victims.flatMap(({ view }) => (view.life.arrival?.sender ? (domainOf(view.life.arrival.sender) ?? []) : [])),
  );
  const victims = new Set(group.victims.map(({ view }) => view.life));
  return facts.transports.flatMap((transport) =>
    [...domains].flatMap((domain) => proofInstants(state, transport, domain, victims)),
  );
}

function severityOf(outcomes: Readonly<Record<TaintOutcome, number>>, sessions: number): Severity {
  return outcomes.held + outcomes.bounced + outcomes.refused + outcomes.died + sessions > 0 ? "critical" : "warning";
}

function evidenceOf(group: Group, judged: Verdict, window: Window) {
  const lines = quoteAll(group.evidence satisfies Evidence, window.lines);
  const ends = group.victims.flatMap((one) =>
    one.view.recipients.flatMap(({ recipient }) => [recipient.delivered?.line ?? null]),
  );
  const after = ends
    .filter((kept): kept is Kept => kept !== null && judged.proofAt !== null && kept.at >= judged.proofAt)
    .sort((a, b) => a.at - b.at || a.offset - b.offset);
  const first = after[0];
  const last = after.at(-1);
  if (first !== undefined) lines.push(quote(first, "first success after it", window.lines));
  if (last !== undefined && last !== first) lines.push(quote(last, "last victim delivered", window.lines));
  const disguise = group.victims
    .flatMap((one) =>
      one.view.recipients.flatMap(({ recipient }) =>
        [...recipient.causes.values()].map((cause) => cause.evidence.first),
      ),
    )
    .find((kept) => kept !== null);
  if (disguise != null && !lines.some((line) => line.text === disguise.text))
    lines.splice(1, 0, quote(disguise, "what it looked like", window.lines));
  return lines;
}
