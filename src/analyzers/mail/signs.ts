/** First times that an alarm could have spoken, for what no finding tells. */
import type { Instant } from "../../parsers/events.ts";
import type { Signs } from "../analysis.ts";
import { messagesEach } from "../estimate.ts";
import { iso } from "../evidence.ts";
import { type LifeView, livesOf } from "../ledger/view.ts";
import { minutesOf } from "./minutes.ts";
import type { Counted } from "./queue.ts";

const HOUR = 3_600_000;
/** Failed logins an hour, and messages in the queue, above which the usual alarms speak. */
const MANY_FAILURES = 10;
const MANY_MESSAGES = 50;

export interface NamedSource {
  readonly name: string;
  readonly from: Instant | null;
}

/**
 * @param sources what was read; a panic log is known by its name, which no other log of Exim's has.
 * @param to the logs' last instant.
 */
export function signsOf(states: Counted, sources: readonly NamedSource[], to: Instant): Signs {
  const failures = minutesOf(states.figures)
    .map(([at, { loginsFailed, authFailed }]) => ({ at, count: loginsFailed + authFailed }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => a.at - b.at);
  return {
    panicLog: panicLogOf(sources),
    authFailures: manyFailures(failures),
    authFailuresInAll: failures.reduce((sum, { count }) => sum + count, 0),
    ...queueMarks(livesOf(states.ledger), messagesEach(states.ledger), to),
  };
}

/** The first clock hour that has too many, and the minute in which it had. */
function manyFailures(failures: readonly { readonly at: Instant; readonly count: number }[]): Signs["authFailures"] {
  const hours = new Map<number, number>();
  for (const { at, count } of failures) {
    const hour = Math.floor(at / HOUR);
    const sum = (hours.get(hour) ?? 0) + count;
    hours.set(hour, sum);
    if (sum <= MANY_FAILURES) continue;
    const all = failures.reduce((total, one) => (Math.floor(one.at / HOUR) === hour ? total + one.count : total), 0);
    return { hour: iso(hour * HOUR), at: iso(at), count: all };
  }
  return null;
}

/** When the queue was longest, and when it first passed the usual alarm; lives of under five minutes are not among them. */
function queueMarks(views: readonly LifeView[], each: number, to: Instant): Pick<Signs, "mostWaiting" | "queueOver"> {
  const steps = views
    .flatMap((view) => {
      const end = view.endedAt ?? (view.waiting ? to + 1 : view.life.last);
      return [
        { at: view.arrivedAt, by: each },
        { at: end, by: -each },
      ];
    })
    // who leaves in a second makes room for who comes in it
    .sort((a, b) => a.at - b.at || a.by - b.by);
  let count = 0;
  let most: Signs["mostWaiting"] = null;
  let over: Signs["queueOver"] = null;
  for (const { at, by } of steps) {
    count += by;
    if (by < 0) continue;
    if (count > (most?.count ?? 0)) most = { at: iso(at), count };
    if (count > MANY_MESSAGES) over ??= { at: iso(at), count };
  }
  return { mostWaiting: most, queueOver: over };
}

function panicLogOf(sources: readonly NamedSource[]): Signs["panicLog"] {
  const first = sources
    .flatMap(({ name, from }) => (from !== null && /panic/i.test(baseName(name)) ? [{ name, from }] : []))
    .sort((a, b) => a.from - b.from)[0];
  return first === undefined ? null : { at: iso(first.from), source: first.name };
}

const baseName = (name: string): string => name.slice(name.lastIndexOf("/") + 1);
