/** What an analysis says in numbers, as of now. */
import type { Analysis, Finding } from "../analyzers/analysis.ts";
import type { Instant } from "../parsers/events.ts";
import type { AlertName } from "./thresholds.ts";

/** What the analysis alone does not tell. */
export interface Moment {
  readonly now: Instant;
  /** Failed logins (Dovecot's and Exim's) of the last hour. */
  readonly authFailures: number;
  /** Logs of which the file is there, and the lines that were read of it. */
  readonly logs: readonly { readonly name: string; readonly lines: number }[];
}

export interface Measures {
  readonly now: Instant;
  /** Seconds since the arrival of the oldest message that waits, frozen ones left out; null when none waits. */
  readonly oldestQueued: number | null;
  readonly queued: number;
  readonly frozen: number;
  /** Of the panic logs that are being written: what was rotated away, removed or emptied was seen. */
  readonly paniclogLines: number;
  /** In all logs that were read. */
  readonly taintErrors: number;
  readonly mmapFailures: number;
  /** Of faults that are not over, or were seen within the last hour. */
  readonly recentTaintErrors: number;
  readonly recentMmapFailures: number;
  readonly authFailures: number;
  /** Last instant of the logs; null when there is none. */
  readonly lastLine: Instant | null;
  readonly lines: number;
}

const hour = 3_600_000;
/** A panic log that is being written, whatever the distribution calls it. */
const panicLog = /(?:^|\/)(?:exim_)?panic\.?log$/;

export function measuresOf(analysis: Analysis, { now, authFailures, logs }: Moment): Measures {
  const { queue, series } = analysis.mail;
  const oldest = series.buckets.at(-1)?.oldest ?? null;
  const occurrences = (analyzer: Finding["analyzer"], isWanted: (finding: Finding) => boolean) =>
    analysis.findings
      .filter((finding) => finding.analyzer === analyzer && isWanted(finding))
      .reduce((sum, finding) => sum + finding.occurrences, 0);
  const isRecent = (finding: Finding) => finding.status !== "resolved" || now - Date.parse(finding.lastSeen) < hour;
  const all = () => true;
  return {
    now,
    oldestQueued: oldest === null ? null : Math.max(0, Math.round((now - Date.parse(oldest)) / 1000)),
    queued: queue.active,
    frozen: queue.frozen,
    paniclogLines: logs.filter(({ name }) => panicLog.test(name)).reduce((sum, { lines }) => sum + lines, 0),
    taintErrors: occurrences("tainted-filename", all),
    mmapFailures: occurrences("mmap-failure", all),
    recentTaintErrors: occurrences("tainted-filename", isRecent),
    recentMmapFailures: occurrences("mmap-failure", isRecent),
    authFailures,
    lastLine: analysis.window.to === null ? null : Date.parse(analysis.window.to),
    lines: analysis.coverage.lines,
  };
}

/** What is held against a threshold. */
export function measureOf(name: AlertName, measures: Measures): number {
  switch (name) {
    case "oldest-queued":
      return measures.oldestQueued ?? 0;
    case "queued":
      return measures.queued;
    case "frozen":
      return measures.frozen;
    case "paniclog-lines":
      return measures.paniclogLines;
    case "taint-errors":
      return measures.recentTaintErrors;
    case "mmap-failures":
      return measures.recentMmapFailures;
    case "auth-failures-per-hour":
      return measures.authFailures;
  }
}
