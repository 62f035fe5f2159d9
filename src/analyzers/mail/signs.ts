/** First times that an alarm could have spoken, for what no finding tells. */
import type { Instant } from "../../parsers/events.ts";
import type { Series, Signs } from "../analysis.ts";
import { iso } from "../evidence.ts";
import { type FiguresState, minutesOf } from "./figures.ts";

const HOUR = 3_600_000;
/** Failed logins an hour above which the alarm speaks. */
const MANY = 10;

export interface NamedSource {
  readonly name: string;
  readonly from: Instant | null;
}

/** @param sources what was read; a panic log is known by its name, which no other log of Exim's has. */
export function signsOf(figures: FiguresState, series: Series, sources: readonly NamedSource[]): Signs {
  const hours = new Map<number, number>();
  for (const [at, { loginsFailed, authFailed }] of minutesOf(figures)) {
    if (loginsFailed + authFailed === 0) continue;
    const hour = Math.floor(at / HOUR);
    hours.set(hour, (hours.get(hour) ?? 0) + loginsFailed + authFailed);
  }
  const over = [...hours].filter(([, count]) => count > MANY).sort(([a], [b]) => a - b)[0];
  return {
    panicLog: panicLogOf(sources),
    authFailures: over === undefined ? null : { hour: iso(over[0] * HOUR), count: over[1] },
    authFailuresInAll: [...hours.values()].reduce((sum, count) => sum + count, 0),
    mostWaiting: mostWaiting(series),
  };
}

function panicLogOf(sources: readonly NamedSource[]): Signs["panicLog"] {
  const first = sources
    .flatMap(({ name, from }) => (from !== null && /panic/i.test(baseName(name)) ? [{ name, from }] : []))
    .sort((a, b) => a.from - b.from)[0];
  return first === undefined ? null : { at: iso(first.from), source: first.name };
}

const baseName = (name: string): string => name.slice(name.lastIndexOf("/") + 1);

function mostWaiting(series: Series): Signs["mostWaiting"] {
  let most: Signs["mostWaiting"] = null;
  for (const { at, waiting, frozen } of series.buckets) {
    if (waiting + frozen > (most?.count ?? 0)) most = { at, count: waiting + frozen };
  }
  return most;
}
