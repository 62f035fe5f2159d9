/** Where a log without years can lie in real time. */
import type { Instant } from "../parsers/events.ts";
import { day, daysTo } from "./stamp.ts";

/** A stretch of days that a dated log covers. */
export interface DatedSpan {
  readonly from: Instant;
  readonly to: Instant;
}

/** Places in a year, by month and day; longer than any year so that they keep apart. */
export const daysInYear = 12 * 31;
export const placeInYear = (month: number, dayOfMonth: number) => (month - 1) * 31 + dayOfMonth - 1;
/** Zones and clocks differ: a stamp may be this much later than the file that holds it. */
export const slack = day;

/** A day of a log, its year counted from that of the first stamp. */
export interface Place {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export function isBefore(a: Place, b: Place): boolean {
  return a.year - b.year !== 0 ? a.year < b.year : placeInYear(a.month, a.day) < placeInYear(b.month, b.day);
}

export function startOf(zero: number, place: Place): Instant {
  return (daysTo(zero + place.year, place.month) + place.day - 1) * day;
}

export function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** The latest year 0 with which `place` is not after `limit` and 29 February exists where it was logged. */
export function latestNotAfter(place: Place, limit: Instant, fits: (zero: number) => boolean): number {
  let latest = new Date(limit).getUTCFullYear() - place.year;
  if (startOf(latest, place) > limit) latest--;
  // Leap years are at most eight years apart; without one the plain answer stands.
  for (let zero = latest; zero > latest - 9; zero--) if (fits(zero)) return zero;
  return latest;
}

/** The year 0 with which the source shares most time with dated logs; the later one of two equals. */
export function mostShared(
  first: Place,
  last: Place,
  latest: number,
  spans: readonly DatedSpan[],
  fits: (zero: number) => boolean,
): number | undefined {
  let best: number | undefined;
  let most = 0;
  for (let zero = latest; zero > latest - 50; zero--) {
    if (!fits(zero)) continue;
    const from = startOf(zero, first) - slack;
    const to = startOf(zero, last) + day + slack;
    let shared = 0;
    for (const span of spans) {
      const common = Math.min(to, span.to) - Math.max(from, span.from);
      if (common >= 0) shared += Math.max(common, 1);
    }
    if (shared > most) {
      best = zero;
      most = shared;
    }
  }
  return best;
}
