import { iso } from "../evidence.ts";
import type { TaintFacts, TaintOutcome } from "../facts.ts";
import { causeOf, taintFindingKey } from "../ledger/cause.ts";
import type { LedgerState } from "../ledger/state.ts";
import { largest } from "../numbers.ts";
import { bursts, total } from "../tally.ts";
import { hestiaMacro } from "./macros.ts";
import { successes } from "./successes.ts";
import { type Group, placesOf, type Victim } from "./victims.ts";

/** Everything measured about one group, but for the proof. */
export function factsOf(state: LedgerState, group: Group): Omit<TaintFacts, "proofAt"> {
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
    bounces: group.victims.filter(({ view }) => view.isBounce).length,
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
    deliveredAt: delivered.length === 0 ? null : iso(largest(delivered)),
  };
}
