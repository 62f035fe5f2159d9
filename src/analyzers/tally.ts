import type { Instant } from "../parsers/events.ts";
import { Few } from "./few.ts";

/**
 * How often something was logged. mainlog, paniclog and syslog repeat each other while one log repeats itself
 * legitimately within a second, so lines are counted per second and log, and a second counts its loudest log.
 */
export type Tally = Map<string, Map<number, number>>;

/** A count of nothing yet. */
export function newTally(): Tally {
  return new Few();
}

const secondOf = (at: Instant): number => Math.floor(at / 1000);

/** Counts a line of `log` at `at`, or as many as syslog says (`message repeated 3 times: [ …]`, `event.repeats`). */
export function count(tally: Tally, log: string, at: Instant, times = 1): void {
  let seconds = tally.get(log);
  if (seconds === undefined) {
    seconds = new Few();
    tally.set(log, seconds);
  }
  const second = secondOf(at);
  seconds.set(second, (seconds.get(second) ?? 0) + times);
}

/** Adds what `other` counted, whose maps it may take over; a fold calls it in its `merge`. */
export function mergeTally(into: Tally, other: Tally): void {
  for (const [log, seconds] of other) {
    const held = into.get(log);
    if (held === undefined) {
      into.set(log, seconds);
      continue;
    }
    for (const [second, n] of seconds) held.set(second, (held.get(second) ?? 0) + n);
  }
}

/** A copy: {@link mergeTally} takes the other's maps over. */
export const copyTally = (tally: Tally): Tally => new Map([...tally].map(([log, counts]) => [log, new Map(counts)]));

/** Each second with its count: the maximum over the logs. Sorted. */
export function seconds(tally: Tally): readonly (readonly [second: number, count: number])[] {
  const loudest = new Map<number, number>();
  for (const one of tally.values()) {
    for (const [second, n] of one) loudest.set(second, Math.max(n, loudest.get(second) ?? 0));
  }
  return [...loudest].sort(([a], [b]) => a - b);
}

/** Lines in all; with `from` (inclusive) and `to` (exclusive) only those between. */
export function total(tally: Tally, from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY): number {
  let sum = 0;
  for (const [second, n] of seconds(tally)) if (second * 1000 >= from && second * 1000 < to) sum += n;
  return sum;
}

/** Attempts: runs of seconds that lie at most two apart; one delivery attempt logs its lines together. */
export function bursts(tally: Tally): number {
  let attempts = 0;
  let previous = Number.NEGATIVE_INFINITY;
  for (const [second] of seconds(tally)) {
    if (second - previous > 2) attempts++;
    previous = second;
  }
  return attempts;
}

/** Was anything counted from `from` to `to` (both inclusive, ms)? */
export function anyBetween(tally: Tally, from: Instant, to: Instant): boolean {
  const low = secondOf(from);
  const high = secondOf(to);
  for (const one of tally.values()) for (const second of one.keys()) if (second >= low && second <= high) return true;
  return false;
}
