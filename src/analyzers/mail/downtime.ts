/** When a daemon was down, as far as its starts and stops tell. */
import type { Instant } from "../../parsers/events.ts";
import type { Downtime, Restart } from "../analysis.ts";
import { iso } from "../evidence.ts";
import type { Counts } from "./counts.ts";
import type { FiguresState } from "./figures.ts";
import { minutesOf } from "./minutes.ts";

const MINUTE = 60_000;

/** Last instant of each daemon's own logs, ms; null where none was read. */
export type LogEnds = Readonly<Record<Downtime["daemon"], Instant | null>>;

/** A stop this close to the end of its log tells nothing of how long it lasted. */
const AT_THE_END = MINUTE;

/**
 * Each stop with the start after it, and each start without a stop that lines of the daemon precede. A start that nothing
 * precedes in these logs bounds no stretch and is left out.
 *
 * @param restarts in order of time.
 */
export function downtimeOf(restarts: readonly Restart[], figures: FiguresState, ends: LogEnds): readonly Downtime[] {
  const minutes = [...minutesOf(figures)].sort(([a], [b]) => a - b);
  return (["exim", "dovecot"] as const)
    .flatMap((daemon) => ofDaemon(daemon, restarts, signsOfLife(daemon, minutes), ends[daemon]))
    .sort((a, b) => ((a.startedAt ?? a.stoppedAt ?? "") < (b.startedAt ?? b.stoppedAt ?? "") ? -1 : 1));
}

function ofDaemon(
  daemon: Downtime["daemon"],
  restarts: readonly Restart[],
  signs: readonly Instant[],
  logEnd: Instant | null,
): readonly Downtime[] {
  const found: Downtime[] = [];
  let stop: Restart | null = null;
  let previous: Instant = Number.NEGATIVE_INFINITY;
  for (const one of restarts) {
    if (one.daemon !== daemon || one.what === "reload") continue;
    if (one.what === "stop") {
      stop ??= one;
      continue;
    }
    const started = Date.parse(one.at);
    const bound = Math.max(signs.findLast((sign) => sign < started) ?? Number.NEGATIVE_INFINITY, previous);
    if (stop !== null || Number.isFinite(bound)) found.push(stretch(daemon, stop, bound, one, started));
    previous = started;
    stop = null;
  }
  if (stop !== null && logEnd !== null) {
    const left = logEnd - Date.parse(stop.at);
    // its own log goes on without it, or ends here and tells nothing
    found.push(stretch(daemon, stop, Number.NaN, null, left < AT_THE_END ? Date.parse(stop.at) : logEnd));
  }
  return found;
}

/** From a stop, or from the last sign of life before a start, to that start; to the log's end where none follows. */
function stretch(
  daemon: Downtime["daemon"],
  stop: Restart | null,
  lastSign: Instant,
  start: Restart | null,
  end: Instant,
): Downtime {
  const from = stop === null ? null : Date.parse(stop.at);
  const { source, line } = start ?? (stop as Restart);
  return {
    daemon,
    stoppedAt: stop?.at ?? null,
    lastLineAt: from !== null || !Number.isFinite(lastSign) ? null : iso(lastSign),
    startedAt: start?.at ?? null,
    least: from === null ? 0 : Math.max(0, end - from),
    most: start === null ? null : Math.max(0, end - (from ?? lastSign)),
    source,
    line,
  };
}

/** First and last of each minute in which the daemon said something of mail, queue runs or logins; sorted. */
function signsOfLife(daemon: Downtime["daemon"], minutes: readonly (readonly [Instant, Counts])[]): readonly Instant[] {
  return minutes.flatMap(([at, counts]) => {
    const first = daemon === "exim" ? counts.eximFirst : counts.dovecotFirst;
    const last = daemon === "exim" ? counts.eximLast : counts.dovecotLast;
    return last < 0 ? [] : first === last ? [at + first] : [at + first, at + last];
  });
}
