/** How long the trouble went unseen, and what shows that it was mended. */
import type { Analysis, Restart } from "../../analyzers/analysis.ts";
import type { Intervention } from "../../knowledge/intervention.ts";
import type { Detection, Issue } from "../model.ts";
import { earliest } from "./alert.ts";

type Noticed = Omit<Detection, "alerts">;

/** The daemon whose restart may have mended an issue. */
const DAEMON: Readonly<Record<string, Restart["daemon"]>> = {
  "tainted-filename": "exim",
  "mmap-failure": "dovecot",
  "stuck-queue": "exim",
  "frozen-bounce": "exim",
};

/**
 * Stated by the operator; else the span of the one issue that began first: to the start of the daemon after which it
 * worked, else to its own proof, else to the log's end. The end of another issue says nothing of this one.
 */
export function noticed(analysis: Analysis, issues: readonly Issue[], intervention: Intervention | null): Noticed {
  const issue = firstIssue(issues);
  const noticedAt = intervention?.detection?.at ?? null;
  if (issue === undefined) return { since: null, noticedAt, unseen: null, basis: null, seen: null };
  const since = beganAt(issue);
  const until = (at: string) => Math.max(0, Date.parse(at) - Date.parse(since));
  if (noticedAt !== null) {
    // before the first error of these logs: either the word is wrong or the logs begin too late
    const known = Date.parse(noticedAt) >= Date.parse(since);
    return { since, noticedAt, unseen: known ? until(noticedAt) : null, basis: "stated", seen: null };
  }
  const start = mendingStart(analysis, issue);
  if (start !== undefined) {
    const { source, line } = start;
    return { since, noticedAt, unseen: until(start.at), basis: "restart", seen: { source, line } };
  }
  const { proofAt, seen } = issue.cause.verdict;
  if (proofAt !== null) return { since, noticedAt, unseen: until(proofAt), basis: "resolved", seen };
  const { to } = analysis.window;
  return {
    since,
    noticedAt,
    unseen: to === null ? null : until(to),
    basis: to === null ? null : "log end",
    seen: null,
  };
}

/** The issue whose first error is the earliest; of several the first. */
export function firstIssue(issues: readonly Issue[]): Issue | undefined {
  return earliest(issues, beganAt);
}

function beganAt({ cause, effects }: Issue): string {
  return (earliest([cause, ...effects], ({ firstSeen }) => firstSeen) ?? cause).firstSeen;
}

/**
 * The daemon's last start or reload between the last error of an issue's cause and the proof that it worked again. An
 * earlier one, by a log rotation or a package, mended nothing.
 */
export function mendingStart(
  { mail }: Pick<Analysis, "mail">,
  { cause: { analyzer, lastSeen, verdict } }: Issue,
): Restart | undefined {
  const end = verdict.proofAt;
  return end === null
    ? undefined
    : mail.restarts.findLast(
        ({ daemon, what, at }) => daemon === DAEMON[analyzer] && what !== "stop" && at >= lastSeen && at <= end,
      );
}
