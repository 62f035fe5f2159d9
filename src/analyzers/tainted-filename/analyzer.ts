import type { Instant } from "../../parsers/events.ts";
import type { FindingOf, Severity } from "../analysis.ts";
import type { Analyzer, Window } from "../analyzer.ts";
import { iso } from "../evidence.ts";
import type { TaintFacts, TaintOutcome } from "../facts.ts";
import { domainOf } from "../ledger/address.ts";
import { taintFindingKey } from "../ledger/cause.ts";
import { ledger } from "../ledger/fold.ts";
import { proofInstants } from "../ledger/proofs.ts";
import type { LedgerState } from "../ledger/state.ts";
import { settled } from "../ledger/young.ts";
import { largest, smallest } from "../numbers.ts";
import { total } from "../tally.ts";
import { type Verdict, verdict } from "../verdict.ts";
import { factsOf } from "./facts.ts";
import { linesOf } from "./lines.ts";
import { recipientProofs, successes } from "./successes.ts";
import { type Group, groupsOf } from "./victims.ts";

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
    const state = settled(states.get(ledger));
    return groupsOf(state).map((group) => findingOf(state, group, window));
  },
};

function findingOf(state: LedgerState, group: Group, window: Window): FindingOf<"tainted-filename"> {
  const firstError = smallest([
    ...group.victims.map((one) => one.firstError),
    ...group.sessionHits.map((hits) => hits.first),
  ]);
  const lastError = largest([
    ...group.victims.map((one) => one.lastError),
    ...group.sessionHits.map((hits) => hits.last),
  ]);
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
    evidence: linesOf(state, group, judged, window),
  };
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
    proofs: [...transportProofs(state, group, facts), ...recipientProofs(state, group).map((line) => line.at)],
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
