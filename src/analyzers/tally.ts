import type { Instant } from "../parsers/events.ts";
import { Few } from "./few.ts";

/**
 * How often something was logged. mainlog, paniclog and syslog repeat each other while one log repeats itself
 * legitimately within a second, so lines are counted per second and log, and a second counts its loudest log.
 */
export type Tally = Map<string, SecondCounts>;

/**
 * Lines by second (since 1970). Most tallies of a message have one line: that is its second. A few have some lines, in
 * pairs of second and count, sorted; many are a Map.
 */
export type SecondCounts = number | readonly number[] | Map<number, number>;

/** Seconds that are kept in pairs. */
const FEW = 16;

/** A count of nothing yet. */
export function newTally(): Tally {
  return new Few();
}

const secondOf = (at: Instant): number => Math.floor(at / 1000);

/** Counts a line of `log` at `at`, or as many as syslog says (`message repeated 3 times: [ …]`, `event.repeats`). */
export function count(tally: Tally, log: string, at: Instant, times = 1): void {
  addTo(tally, log, secondOf(at), times);
}

function addTo(tally: Tally, log: string, second: number, times: number): void {
  const held = tally.get(log);
  if (held instanceof Map) held.set(second, (held.get(second) ?? 0) + times);
  else if (held !== undefined) tally.set(log, added(pairsOf(held), second, times));
  else tally.set(log, times === 1 ? second : [second, times]);
}

const pairsOf = (held: number | readonly number[]): readonly number[] => (typeof held === "number" ? [held, 1] : held);

/** A new array each time: V8 leaves room in one that grows, more than all that is in most of these. */
function added(pairs: readonly number[], second: number, times: number): SecondCounts {
  let at = pairs.length;
  while (at > 0 && (pairs[at - 2] ?? 0) > second) at -= 2;
  if (at > 0 && pairs[at - 2] === second) return pairs.with(at - 1, (pairs[at - 1] ?? 0) + times);
  const more = pairs.toSpliced(at, 0, second, times);
  return more.length > 2 * FEW ? new Map(entriesOf(more)) : more;
}

/** Each second with its count. */
function entriesOf(held: SecondCounts): Iterable<readonly [second: number, count: number]> {
  if (held instanceof Map) return held;
  const pairs = pairsOf(held);
  return Array.from({ length: pairs.length / 2 }, (_, at) => [pairs[2 * at] ?? 0, pairs[2 * at + 1] ?? 0] as const);
}

/** Adds what `other` counted, whose parts it may take over; a fold calls it in its `merge`. */
export function mergeTally(into: Tally, other: Tally): void {
  for (const [log, held] of other) {
    if (into.has(log)) for (const [second, n] of entriesOf(held)) addTo(into, log, second, n);
    else into.set(log, held);
  }
}

/** A copy: {@link mergeTally} takes the other's parts over. */
export const copyTally = (tally: Tally): Tally =>
  new Map([...tally].map(([log, held]) => [log, held instanceof Map ? new Map(held) : held]));

/** Each second with its count: the maximum over the logs. Sorted. */
export function seconds(tally: Tally): readonly (readonly [second: number, count: number])[] {
  const loudest = new Map<number, number>();
  for (const held of tally.values())
    for (const [second, n] of entriesOf(held)) loudest.set(second, Math.max(n, loudest.get(second) ?? 0));
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
  for (const held of tally.values())
    for (const [second] of entriesOf(held)) if (second >= low && second <= high) return true;
  return false;
}
