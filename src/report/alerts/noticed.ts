/** How long the trouble went unseen, and what shows that somebody saw it. */
import type { Analysis, Iso } from "../../analyzers/analysis.ts";
import type { Intervention } from "../../knowledge/intervention.ts";
import type { Detection, Issue, LogPlace } from "../model.ts";
import { earliest } from "./alert.ts";

type Noticed = Omit<Detection, "alerts">;

/** The daemon whose restart may have mended an issue. */
const DAEMON = {
  "tainted-filename": "exim",
  "mmap-failure": "dovecot",
  "stuck-queue": "exim",
  "frozen-bounce": "exim",
} as const;

interface Sign {
  readonly at: Iso;
  readonly seen: LogPlace | null;
}

/** Stated by the operator, else the first hand in the log, else the first end of an issue, else the log's end. */
export function noticed(analysis: Analysis, issues: readonly Issue[], intervention: Intervention | null): Noticed {
  const all = issues.flatMap(({ cause, effects }) => [cause, ...effects]);
  const since = earliest(all, (one) => one.firstSeen)?.firstSeen ?? null;
  const noticedAt = intervention?.detection?.at ?? null;
  if (since === null) return { since, noticedAt, unseen: null, basis: null, seen: null };
  const until = (at: Iso) => Math.max(0, Date.parse(at) - Date.parse(since));
  if (noticedAt !== null) {
    // before the first error of these logs: either the word is wrong or the logs begin too late
    const known = Date.parse(noticedAt) >= Date.parse(since);
    return { since, noticedAt, unseen: known ? until(noticedAt) : null, basis: "stated", seen: null };
  }
  const hand = earliest(hands(analysis, issues, since), ({ at }) => at);
  if (hand !== undefined) return { since, noticedAt, unseen: until(hand.at), basis: "restart", seen: hand.seen };
  const end = earliest(ends(issues), ({ at }) => at);
  if (end !== undefined) return { since, noticedAt, unseen: until(end.at), basis: "resolved", seen: end.seen };
  const { to } = analysis.window;
  return {
    since,
    noticedAt,
    unseen: to === null ? null : until(to),
    basis: to === null ? null : "log end",
    seen: null,
  };
}

/** For each issue the daemon's last start or reload between its last error and the proof of its end; forced queue runs. */
function hands(analysis: Analysis, issues: readonly Issue[], since: Iso): readonly Sign[] {
  const { restarts, timeline } = analysis.mail;
  const mending = issues.flatMap(({ cause: { analyzer, lastSeen, verdict } }) => {
    const end = verdict.proofAt;
    // an earlier start, by a log rotation or a package, mended nothing
    const last =
      end && restarts.findLast((one) => one.daemon === DAEMON[analyzer] && one.at >= lastSeen && one.at <= end);
    return last ? [last] : [];
  });
  const flushes = timeline.filter((one) => one.what === "queue-flush" && one.at >= since);
  return [...mending, ...flushes].map(({ at, source, line }) => ({
    at,
    seen: source === null || line === null ? null : { source, line },
  }));
}

function ends(issues: readonly Issue[]): readonly Sign[] {
  return issues.flatMap(({ cause: { verdict } }) =>
    verdict.is === "resolved" && verdict.at !== null ? [{ at: verdict.at, seen: verdict.seen }] : [],
  );
}
