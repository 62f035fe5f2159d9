/** When a daemon was down, as far as its starts and stops tell. */
import type { Instant } from "../../parsers/events.ts";
import type { Downtime, Restart } from "../analysis.ts";
import { iso } from "../evidence.ts";
import { type Counts, type FiguresState, minutesOf } from "./figures.ts";

const MINUTE = 60_000;

/**
 * Each stop with the start after it, and each start without a stop that lines of the daemon precede. A start that nothing
 * precedes in these logs bounds no stretch and is left out.
 *
 * @param restarts in order of time.
 */
export function downtimeOf(restarts: readonly Restart[], figures: FiguresState, to: Instant): readonly Downtime[] {
  const minutes = minutesOf(figures);
  return (["exim", "dovecot"] as const)
    .flatMap((daemon) => ofDaemon(daemon, restarts, linesOf(daemon, minutes), to))
    .sort((a, b) => ((a.startedAt ?? a.stoppedAt ?? "") < (b.startedAt ?? b.stoppedAt ?? "") ? -1 : 1));
}

function ofDaemon(
  daemon: Downtime["daemon"],
  restarts: readonly Restart[],
  lines: readonly Instant[],
  to: Instant,
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
    // of the minute in which it started nobody knows whether its lines came before
    const last = lines.findLast((line) => line + MINUTE <= started) ?? Number.NEGATIVE_INFINITY;
    const bound = Math.max(last, previous);
    if (stop !== null || Number.isFinite(bound)) found.push(stretch(daemon, stop, bound, one, started));
    previous = started;
    stop = null;
  }
  if (stop !== null) found.push(stretch(daemon, stop, Number.NaN, null, to));
  return found;
}

/** From a stop, or from the last line before a start, to that start; to the logs' end where none follows. */
function stretch(
  daemon: Downtime["daemon"],
  stop: Restart | null,
  lastLine: Instant,
  start: Restart | null,
  end: Instant,
): Downtime {
  const from = stop === null ? null : Date.parse(stop.at);
  const { source, line } = start ?? (stop as Restart);
  return {
    daemon,
    stoppedAt: stop?.at ?? null,
    lastLineAt: from !== null || !Number.isFinite(lastLine) ? null : iso(lastLine),
    startedAt: start?.at ?? null,
    least: from === null ? 0 : Math.max(0, end - from),
    most: start === null ? null : Math.max(0, end - (from ?? lastLine)),
    source,
    line,
  };
}

/** Minutes in which the daemon said something about mail or logins, sorted. */
function linesOf(daemon: Downtime["daemon"], minutes: readonly (readonly [Instant, Counts])[]): readonly Instant[] {
  const spoke = ({ arrived, delivered, deferrals, skipped, failed, authFailed, logins, loginsFailed }: Counts) =>
    daemon === "exim" ? arrived + delivered + deferrals + skipped + failed + authFailed : logins + loginsFailed;
  return minutes.flatMap(([at, counts]) => (spoke(counts) > 0 ? [at] : [])).sort((a, b) => a - b);
}
