/** How long messages took, untroubled ones included: those are remembered by their seconds alone. */
import type { Instant } from "../../parsers/events.ts";
import type { Delays } from "../analysis.ts";
import { messagesEach } from "../estimate.ts";
import type { LedgerState } from "../ledger/state.ts";
import { livesOf } from "../ledger/view.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Ends of the histogram's steps, exclusive. */
const STEPS = [SECOND, 10 * SECOND, MINUTE, 5 * MINUTE, HOUR, 4 * HOUR, 24 * HOUR, 48 * HOUR];

/**
 * Delays of every message whose arrival and end were read, and of those that still wait (up to `to`). A message that two
 * logs hold is counted once, unless the cut between two runs over them fell within it.
 */
export function delaysOf(state: LedgerState, to: Instant): Delays {
  const each = messagesEach(state);
  const counts = shortOnes(state, each);
  for (const { life, arrivedAt, endedAt, waiting } of livesOf(state)) {
    if (life.arrival === null || (endedAt === null && !waiting)) continue;
    const took = Math.max(0, (endedAt ?? to) - arrivedAt);
    counts.set(took, (counts.get(took) ?? 0) + each);
  }
  const sorted = [...counts].sort(([a], [b]) => a - b);
  const messages = sorted.reduce((sum, [, n]) => sum + n, 0);
  return {
    messages,
    p50: ranked(sorted, messages, 0.5),
    p95: ranked(sorted, messages, 0.95),
    max: sorted.at(-1)?.[0] ?? null,
    histogram: messages === 0 ? [] : histogramOf(sorted),
  };
}

/**
 * The loudest log of each second: another log that holds the same mail says no more than it. Of the share that is kept: an
 * untroubled message may have been taken for one of the others while it was young, and of these only a share is known.
 */
function shortOnes({ short, sampling }: LedgerState, each: number): Map<number, number> {
  const counts = new Map<number, number>();
  for (const shares of short.values()) {
    for (const [second, n] of summed(shares.slice(sampling.halvings)).entries())
      if (n > 0) counts.set(second * SECOND, Math.max(n * each, counts.get(second * SECOND) ?? 0));
  }
  return counts;
}

function summed(shares: readonly (readonly number[])[]): readonly number[] {
  const sums: number[] = [];
  for (const seconds of shares) for (const [second, n] of seconds.entries()) sums[second] = (sums[second] ?? 0) + n;
  return sums;
}

type Counted = readonly (readonly [took: number, messages: number])[];

/** Nearest rank. */
function ranked(sorted: Counted, messages: number, share: number): number | null {
  let left = Math.max(1, Math.ceil(share * messages));
  for (const [took, n] of sorted) {
    left -= n;
    if (left <= 0) return took;
  }
  return null;
}

function histogramOf(sorted: Counted): Delays["histogram"] {
  const between = (low: number, high: number) =>
    sorted.reduce((sum, [took, n]) => (took >= low && took < high ? sum + n : sum), 0);
  return [...STEPS, null].map((upTo, at) => ({
    upTo,
    messages: between(STEPS[at - 1] ?? 0, upTo ?? Number.POSITIVE_INFINITY),
  }));
}
