import { mergeEvidence } from "../evidence.ts";
import { halve, mergeSampling } from "../sampling.ts";
import { mergeTally } from "../tally.ts";
import { mergeCause, widened } from "./causes.ts";
import { markLife } from "./known-ids.ts";
import { fitLedger, mention, mentionsOf, newQueueRuns, sampledMaps, writable } from "./lives.ts";
import { earlierEnd, firstArrival } from "./observe-address.ts";
import { firstFrozen, strongerEnd } from "./observe-lifecycle.ts";
import { mergeQueueRuns } from "./queue-runs.ts";
import { mergeReached } from "./reached.ts";
import { putRefusal } from "./refusals.ts";
import type { LedgerState, Life, Recipient, TaintHits } from "./state.ts";

/** What of a ledger merges: the rest only makes it fast. */
export type MergedLedger = Omit<LedgerState, "young" | "settling" | "knownIds" | "recentDomains" | "recentProofs">;

/** Adds a ledger into another; see the fold's laws. */
export function mergeLedger(into: LedgerState, other: MergedLedger): void {
  into.revision += other.revision + 1;
  into.slimUnder = Math.min(into.slimUnder, other.slimUnder);
  into.slimmedUnder = Math.max(into.slimmedUnder, other.slimmedUnder);
  mergeSampling(into.sampling, other.sampling, sampledMaps(into), sampledMaps(other));
  mergeSampling(into.domainSampling, other.domainSampling, [into.domainCauses], [other.domainCauses]);
  for (const [id, life] of other.lives) addLife(into, id, life);
  for (const [key, hits] of other.sessions.hits) mergeEntry(into.sessions.hits, key, hits, mergeHits);
  for (const [log, runs] of other.queueRuns) {
    const held = into.queueRuns.get(log) ?? newQueueRuns();
    mergeQueueRuns(held, runs);
    into.queueRuns.set(log, held);
  }
  for (const domain of other.domains) into.domains.add(domain);
  for (const transport of other.localTransports) into.localTransports.add(transport);
  for (const [id, refusal] of other.refusals) putRefusal(into, id, refusal);
  for (const [domain, causes] of other.domainCauses) {
    mergeEntry(into.domainCauses, domain, causes, (mine, theirs) => {
      for (const [key, cause] of theirs) mergeEntry(mine, key, cause, widened);
    });
  }
  for (const [key, hours] of other.proofs) {
    mergeEntry(into.proofs, key, hours, (mine, theirs) => {
      for (const [hour, span] of theirs) {
        mergeEntry(mine, hour, span, (a, b) => {
          a.first = Math.min(a.first, b.first);
          a.last = Math.max(a.last, b.last);
        });
      }
    });
  }
  for (const [log, shares] of other.short) mergeEntry(into.short, log, shares, mergeShares);
  mergeReached(into, other);
  for (const [parent, children] of other.children) {
    mergeEntry(into.children, parent, children, (mine, theirs) => {
      for (const [id, at] of theirs) mine.set(id, Math.min(at, mine.get(id) ?? at));
    });
  }
  for (const [log, at] of other.logEnds) into.logEnds.set(log, Math.max(at, into.logEnds.get(log) ?? at));
  fitLedger(into);
  halve(into.domainSampling, [into.domainCauses]);
}

function mergeShares(into: number[][], other: readonly number[][]): void {
  other.forEach((seconds, halvings) => {
    while (into.length <= halvings) into.push([]);
    const mine = into[halvings] ?? [];
    seconds.forEach((n, second) => {
      mine[second] = (mine[second] ?? 0) + n;
    });
  });
}

/** Adds a message of another state. */
export function addLife(into: LedgerState, id: string, life: Life): void {
  mergeEntry(into.lives, id, life, mergeLife);
  markLife(into, id);
}

/** Puts a value under its key, or adds it into the one that is there. */
function mergeEntry<K, V>(into: Map<K, V>, key: K, value: V, add: (into: V, other: V) => void): void {
  const held = into.get(key);
  if (held === undefined) into.set(key, value);
  else add(held, value);
}

function mergeLife(into: Life, other: Life): void {
  into.opened ||= other.opened;
  into.arrivedTwice ||=
    other.arrivedTwice || (into.arrival !== null && other.arrival !== null && into.arrival.at !== other.arrival.at);
  into.arrival = firstArrival(into.arrival, other.arrival);
  for (const [address, recipient] of other.recipients)
    mergeEntry(writable(into, "recipients"), address, recipient, mergeRecipient);
  for (const [key, hits] of other.taints) mergeEntry(writable(into, "taints"), key, hits, mergeHits);
  for (const [key, expansion] of other.expansions) writable(into, "expansions").set(key, expansion);
  if (other.unsigned.size > 0) mergeTally(writable(into, "unsigned"), other.unsigned);
  into.frozen = firstFrozen(into.frozen, other.frozen);
  into.frozenAsBounce ||= other.frozenAsBounce;
  if (other.thaws.size > 0) mergeTally(writable(into, "thaws"), other.thaws);
  if (other.lastThaw !== null) into.lastThaw = Math.max(into.lastThaw ?? other.lastThaw, other.lastThaw);
  into.errorIgnored ||= other.errorIgnored;
  into.end = strongerEnd(into.end, other.end);
  into.first = Math.min(into.first, other.first);
  into.last = Math.max(into.last, other.last);
  for (const [log, at] of mentionsOf(other)) mention(into, log, at);
}

function mergeRecipient(into: Recipient, other: Recipient): void {
  for (const [key, cause] of other.causes) {
    mergeEntry(writable(into, "causes"), key, cause, (mine, theirs) => {
      mergeCause(mine, theirs);
      mergeTally(mine.tally, theirs.tally);
    });
  }
  if (other.skips.size > 0) mergeTally(writable(into, "skips"), other.skips);
  into.delivered = earlierEnd(into.delivered, other.delivered);
  into.failed = earlierEnd(into.failed, other.failed);
  into.gaveUp = earlierEnd(into.gaveUp, other.gaveUp);
}

function mergeHits(into: TaintHits, other: TaintHits): void {
  into.first = Math.min(into.first, other.first);
  into.last = Math.max(into.last, other.last);
  mergeTally(into.tally, other.tally);
  mergeEvidence(into.evidence, other.evidence);
}
