/** The minutes of all logs together, each line counted once. */
import type { Instant } from "../../parsers/events.ts";
import { COUNTED, type Counts, largestOf, MINUTE, plus, zero } from "./counts.ts";
import type { FiguresState } from "./figures.ts";

/** Exim writes a refusal to the reject log and a grave line to the panic log, and both to the main log as well. */
const isCopy = (log: string): boolean => /(?:panic|reject)[^/]*$/i.test(log);

type Minutes = readonly (readonly [at: Instant, counts: Counts])[];

const known = new WeakMap<FiguresState, { readonly revision: number; readonly minutes: Minutes }>();

/**
 * Every minute with what was counted in it, once, in no order. A minute that two logs hold alike (mainlog and syslog, say)
 * counts once; a reject log or panic log adds only what no other log holds. Worked out once for a state as it is.
 */
export function minutesOf(state: FiguresState): Minutes {
  const held = known.get(state);
  if (held?.revision === state.revision) return held.minutes;
  const minutes = [...joined(state)].map(([minute, counts]): Minutes[number] => [minute * MINUTE, counts]);
  known.set(state, { revision: state.revision, minutes });
  return minutes;
}

function joined({ logs }: FiguresState): ReadonlyMap<number, Counts> {
  const [only, ...others] = logs.values();
  if (only === undefined || others.length === 0) return only ?? new Map<number, Counts>();
  const minutes = new Map<number, Counts>();
  const seen = new Set<string>();
  const names = [...logs.keys()].sort((a, b) => Number(isCopy(a)) - Number(isCopy(b)) || (a < b ? -1 : 1));
  for (const log of names) {
    for (const [minute, counts] of logs.get(log) ?? []) {
      const voice = [minute, ...COUNTED.map((key) => counts[key]), counts.print].join(" ");
      const isTold = counts.print !== 0 && seen.has(voice);
      seen.add(voice);
      const held = minutes.get(minute) ?? zero();
      minutes.set(minute, isTold ? held : isCopy(log) ? largestOf(held, counts) : plus(held, counts));
    }
  }
  return minutes;
}

/** Sums of the minutes from `from` to `to` (ms; the minute of `from` included, that of `to` not). */
export function countsBetween(state: FiguresState, from: Instant, to: Instant): Counts {
  const low = Math.floor(from / MINUTE) * MINUTE;
  const high = Math.ceil(to / MINUTE) * MINUTE;
  let sum = zero();
  for (const [at, counts] of minutesOf(state)) if (at >= low && at < high) sum = plus(sum, counts);
  return sum;
}
