/** The moments at which the log shows, or lets one suspect, that somebody mended something. */
import type { Iso } from "../analyzers/analysis.ts";
import { statedYears } from "../knowledge/intervention-keys.ts";
import type { Issue, LogPlace, Report } from "../report/model.ts";

export interface ProposedAction {
  readonly at: Iso;
  /** Keys of the findings that were over after it. */
  readonly resolves: readonly string[];
  /** Numbers of the issues that may have ended at another of these moments as well. */
  readonly unsure: readonly number[];
  /** What the log shows at that moment: "Exim started". Own words. */
  readonly shown: string;
  readonly seen: LogPlace | null;
}

const DAEMONS = { exim: "Exim", dovecot: "Dovecot" } as const;

/**
 * For each issue that is over: the daemon starts and reloads between its last error and the first proof, else the forced
 * queue runs there, else the proof itself. One action a moment, in order of time.
 */
export function proposedActions(report: Report): readonly ProposedAction[] {
  const actions = new Map<string, ProposedAction>();
  for (const issue of report.issues) {
    const moments = ofIssue(issue, report).filter(isStatable);
    for (const moment of moments) {
      const key = `${moment.at} ${moment.seen?.source} ${moment.seen?.line}`;
      const known = actions.get(key);
      actions.set(key, {
        ...moment,
        resolves: [...(known?.resolves ?? []), issue.cause.key],
        unsure: [...(known?.unsure ?? []), ...(moments.length > 1 ? [issue.number] : [])],
      });
    }
  }
  return [...actions.values()].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

type Moment = Omit<ProposedAction, "resolves" | "unsure">;

function ofIssue(issue: Issue, report: Report): readonly Moment[] {
  const { cause } = issue;
  const proof = cause.verdict.proofAt;
  if (proof === null || cause.verdict.is !== "resolved") return [];
  // a message waits until its end: nothing earlier ended that
  const waits = cause.analyzer === "stuck-queue" || cause.analyzer === "frozen-bounce";
  const from = waits ? proof : cause.lastSeen;
  const restarts = report.candidates
    .filter(({ issue: of, what, at }) => of === issue.number && what !== "stop" && isBetween(at, from, proof))
    .map(({ at, daemon, what, seen }) => ({
      at,
      shown: `${DAEMONS[daemon]} ${what === "start" ? "started" : "read its configuration again"}`,
      seen,
    }));
  if (restarts.length > 0) return restarts;
  const flushes = report.analysis.mail.timeline
    .filter(({ what, at }) => what === "queue-flush" && isBetween(at, from, proof))
    .map(({ at, source, line }) => ({
      at,
      shown: "a queue run was forced",
      seen: source === null || line === null ? null : { source, line },
    }));
  if (flushes.length > 0) return flushes;
  return [{ at: proof, shown: "the first sign that it worked again", seen: cause.verdict.seen }];
}

/** A stamp of a line may be of any year, a time that somebody states may not. */
function isStatable({ at }: Moment): boolean {
  const year = new Date(at).getUTCFullYear();
  return year >= statedYears.first && year <= statedYears.last;
}

/** Dovecot logs to the second and Exim may log to the millisecond: as instants, not as texts. */
function isBetween(at: Iso, from: Iso, to: Iso): boolean {
  return Date.parse(at) >= Date.parse(from) && Date.parse(at) <= Date.parse(to);
}
