/** What the timeline draws and lists: faults, daemons, actions. Words are ours; only an action's come from a person. */
import type { Iso, Restart } from "../../analyzers/analysis.ts";
import { count } from "../format.ts";
import type { Issue, Report } from "../model.ts";
import { capped } from "../visible.ts";
import type { ChartTable } from "./chart.ts";
import { minute } from "./format.ts";

/** A fault from its first to its last error, and how it ended. Times in ms. */
export interface FaultRow {
  readonly issue: number;
  /** "Issue 1, critical: tainted file name". */
  readonly words: string;
  readonly from: number;
  readonly to: number;
  /** When it was over, or null while nothing shows that it is. */
  readonly over: number | null;
  /** "resolved (confirmed)", "open" … */
  readonly verdict: string;
}

/** A daemon's start, stop or reload, or an action of the operator. */
export interface Mark {
  readonly at: number;
  /** Which lane it stands in. */
  readonly lane: "Exim" | "Dovecot" | "Actions";
  readonly kind: Restart["what"] | "action";
  readonly words: string;
}

const FAULTS: Readonly<Record<string, string>> = {
  "tainted-filename": "tainted file name",
  "mmap-failure": "index file over the memory limit",
  "stuck-queue": "mail stuck in the queue",
  "frozen-bounce": "frozen bounces",
};

const DAEMON = { exim: "Exim", dovecot: "Dovecot" } as const;
const DONE = { start: "started", stop: "stopped", reload: "reloaded" } as const;

export function faultRows(report: Report): readonly FaultRow[] {
  return report.issues.map(({ number, severity, cause }: Issue) => ({
    issue: number,
    words: `Issue ${number}, ${severity}: ${FAULTS[cause.analyzer] ?? cause.analyzer.replaceAll("-", " ")}`,
    from: Date.parse(cause.firstSeen),
    to: Date.parse(cause.lastSeen),
    over: cause.verdict.is === "resolved" ? instant(cause.verdict.at) : null,
    verdict: cause.verdict.label,
  }));
}

/** In order of time. */
export function daemonMarks(report: Report): readonly Mark[] {
  return report.analysis.mail.restarts
    .map(
      ({ at, daemon, what }): Mark => ({
        at: Date.parse(at),
        lane: DAEMON[daemon],
        kind: what,
        words: `${DAEMON[daemon]} ${DONE[what]}`,
      }),
    )
    .sort((a, b) => a.at - b.at);
}

/** In order of time; the first is "Action 1". */
export function actionMarks(report: Report): readonly Mark[] {
  return [...(report.intervention?.actions ?? [])]
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
    .map(
      ({ at, does }, index): Mark => ({
        at: Date.parse(at),
        lane: "Actions",
        kind: "action",
        words: `Action ${index + 1}: ${capped(does, 100)}`,
      }),
    );
}

function instant(at: Iso | null): number | null {
  return at === null ? null : Date.parse(at);
}

const MOST_ROWS = 24;

/** A row a fault, then a row a mark in order of time; the last row counts what did not fit. */
export function timelineTable(faults: readonly FaultRow[], marks: readonly Mark[]): ChartTable {
  const rows = [
    ...faults.map(({ words, from, to, over, verdict }) => [
      words,
      minute(from) === minute(to) ? minute(from) : `${minute(from)} to ${minute(to)}`,
      over === null ? verdict : `${minute(over)}, ${verdict}`,
    ]),
    ...[...marks].sort((a, b) => a.at - b.at).map(({ words, at }) => [words, minute(at), ""]),
  ];
  const shown = rows.length > MOST_ROWS ? rows.slice(0, MOST_ROWS - 1) : rows;
  const rest = rows.length - shown.length;
  return {
    columns: ["What", "When (UTC)", "Over (UTC)"],
    align: ["left", "left", "left"],
    rows: rest > 0 ? [...shown, [`and ${count(rest, "more row")}`, "", ""]] : shown,
  };
}
