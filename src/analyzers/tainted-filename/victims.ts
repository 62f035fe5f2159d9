import type { Instant } from "../../parsers/events.ts";
import { type Evidence, mergeEvidence, newEvidence } from "../evidence.ts";
import type { TaintOutcome } from "../facts.ts";
import { addTo } from "../group.ts";
import { expansionsNear, failureCauseOf, known, patternsOf, taintFindingKey, taintKeyOf } from "../ledger/cause.ts";
import type { Cause, LedgerState, Life, TaintHits } from "../ledger/state.ts";
import { likeSibling, taintKey, variablesOf } from "../ledger/taint-key.ts";
import { type LifeView, viewOf } from "../ledger/view.ts";
import { largest, smallest } from "../numbers.ts";
import { copyTally, mergeTally, newTally, seconds, type Tally } from "../tally.ts";

/** One message that one refusal hit. */
export interface Victim {
  readonly view: LifeView;
  readonly outcome: TaintOutcome;
  readonly hits: readonly TaintHits[];
  readonly tally: Tally;
  readonly firstError: Instant;
  readonly lastError: Instant;
}

/** Everything that one finding is made of. */
export interface Group {
  readonly key: string;
  readonly victims: Victim[];
  /** Refusals in SMTP sessions: no id, or an id that never became a message. */
  readonly sessionHits: TaintHits[];
  readonly evidence: Evidence;
}

/** Refusals grouped by the path pattern (or the use and the variable) that a person would mend. */
export function groupsOf(state: LedgerState): readonly Group[] {
  const groups = new Map<string, Group>();
  const groupFor = (key: string): Group => {
    let group = groups.get(key);
    if (group === undefined) {
      group = { key, victims: [], sessionHits: [], evidence: newEvidence() };
      groups.set(key, group);
    }
    return group;
  };
  for (const life of state.lives.values()) {
    if (life.taints.size === 0) continue;
    for (const [key, hits] of byKey(state, life)) {
      const group = groupFor(key);
      for (const hit of hits) mergeEvidence(group.evidence, hit.evidence);
      if (life.opened) group.victims.push(victimOf(state, life, key, hits));
      else group.sessionHits.push(...hits);
    }
  }
  for (const hits of state.sessions.hits.values()) {
    const group = groupFor(
      likeSibling(taintKey(hits.taint, variablesOf(state.domains, null), null), patternsOf(state)),
    );
    mergeEvidence(group.evidence, hits.evidence);
    group.sessionHits.push(hits);
  }
  for (const group of groups.values()) group.victims.sort((a, b) => (a.view.id < b.view.id ? -1 : 1));
  return [...groups.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

function byKey(state: LedgerState, life: Life): Map<string, TaintHits[]> {
  const found = new Map<string, TaintHits[]>();
  for (const hits of life.taints.values()) {
    const key = taintKeyOf(state, life, hits);
    addTo(found, key, hits);
  }
  return found;
}

function victimOf(state: LedgerState, life: Life, key: string, hits: readonly TaintHits[]): Victim {
  const view = viewOf(state, life);
  const tally = newTally();
  for (const hit of hits) mergeTally(tally, copyTally(hit.tally));
  return {
    view,
    outcome: outcomeOf(state, view, key, hits),
    hits,
    tally,
    firstError: smallest(hits.map((hit) => hit.first)),
    lastError: largest(hits.map((hit) => hit.last)),
  };
}

/** Bounced, held, unsigned …: the worst that the refusal did to this message. */
function outcomeOf(state: LedgerState, view: LifeView, key: string, hits: readonly TaintHits[]): TaintOutcome {
  const finding = taintFindingKey(key);
  const failed = view.recipients.some(
    (one) =>
      (one.recipient.failed ?? one.recipient.gaveUp) !== null && failureCauseOf(state, view, one).causedBy === finding,
  );
  if (failed) return "bounced";
  const held = view.recipients.some((one) =>
    [...one.recipient.causes.values()].some((cause) => causeIs(state, view, cause, finding)),
  );
  if (held) return "held";
  if (hits.some((hit) => nearUnsigned(view.life, hit))) return "unsigned";
  if (hits.some((hit) => hit.taint.wording === "mismatch")) return "died";
  return view.outcome === "delivered" ? "unharmed" : "held";
}

/** Does this cause belong to that finding? */
export const causeIs = (state: LedgerState, view: LifeView, cause: Cause, finding: string): boolean =>
  known(state, view.life, cause).causedBy === finding;

function nearUnsigned(life: Life, hit: TaintHits): boolean {
  const refused = new Set(seconds(hit.tally).map(([second]) => second));
  return seconds(life.unsigned).some(([second]) => refused.has(second) || refused.has(second - 1));
}

/** What people search the web for when they see the line: the words that hide a refusal. */
const DISGUISES: readonly (readonly [words: string, shown: string])[] = [
  ["permission denied", "Permission denied"],
  ["configuration error", "configuration error"],
  ["unrouteable address", "Unrouteable address"],
  ["lookup defer", "condition check lookup defer"],
  ["null", "NULL"],
];

const disguiseOf = (words: string): string =>
  DISGUISES.find(([part]) => words.toLowerCase().includes(part))?.[1] ?? words;

/** Options, routers and transports in which a group's refused value stood. */
export function placesOf(
  state: LedgerState,
  group: Group,
): { options: string[]; routers: string[]; transports: string[]; disguises: string[] } {
  const options = new Set<string>();
  const routers = new Set<string>();
  const transports = new Set<string>();
  const disguises = new Set<string>();
  const finding = taintFindingKey(group.key);
  const add = (set: Set<string>, name: string | null) => {
    if (name !== null) set.add(name);
  };
  for (const { view, hits } of group.victims) {
    for (const expansion of hits.flatMap((hit) => expansionsNear(view.life, hit))) {
      add(options, expansion.option);
      add(routers, expansion.router);
      add(transports, expansion.transport);
    }
    for (const one of view.recipients) {
      for (const cause of [
        ...one.recipient.causes.values(),
        ...(one.recipient.failed?.cause ? [one.recipient.failed.cause] : []),
      ]) {
        if (!causeIs(state, view, cause, finding)) continue;
        add(options, cause.option);
        add(routers, cause.router);
        add(transports, cause.transport);
        if (cause.taint === null) disguises.add(disguiseOf(cause.words));
      }
    }
  }
  return {
    options: [...options].sort(),
    routers: [...routers].sort(),
    transports: [...transports].sort(),
    disguises: [...disguises].sort(),
  };
}
