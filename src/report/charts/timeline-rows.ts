/** What the timeline draws and lists: faults, daemons, actions. Words are ours; only an action's come from a person. */
import type { Iso, Restart } from "../../analyzers/analysis.ts";
import { count, list } from "../format.ts";
import type { Diagnosis, Issue, Report } from "../model.ts";
import { capped } from "../visible.ts";
import type { ChartTable } from "./chart.ts";
import { minute } from "./format.ts";

/** A fault from its first to its last error, and how it ended. Times in ms. */
export interface FaultRow {
  readonly issue: number;
  /** It is not over although its cause is: a bounce that stays frozen. */
  readonly consequence: boolean;
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

/** A row an issue, in order; below it what it left behind and is still open. */
export function faultRows(report: Report): readonly FaultRow[] {
  return report.issues.flatMap((issue) => {
    const { number, severity, cause } = issue;
    const fault: FaultRow = {
      issue: number,
      consequence: false,
      words: `Issue ${number}, ${severity}: ${named(cause)}`,
      from: Date.parse(cause.firstSeen),
      to: Date.parse(cause.lastSeen),
      over: cause.verdict.is === "resolved" ? instant(cause.verdict.at) : null,
      verdict: cause.verdict.label,
    };
    return fault.over === null ? [fault] : [fault, ...leftOver(issue)];
  });
}

/** One row for what a fault left behind, or none: its bar would say "over" and keep silent about that. */
function leftOver({ number, effects }: Issue): readonly FaultRow[] {
  const open = effects.filter(({ verdict }) => verdict.is !== "resolved");
  if (open.length === 0) return [];
  return [
    {
      issue: number,
      consequence: true,
      words: `Issue ${number}, its consequence: ${list([...new Set(open.map(named))])}`,
      from: Math.min(...open.map(({ firstSeen }) => Date.parse(firstSeen))),
      to: Math.max(...open.map(({ lastSeen }) => Date.parse(lastSeen))),
      over: null,
      verdict: [...new Set(open.map(({ verdict }) => verdict.label))].join(", "),
    },
  ];
}

function named({ analyzer }: Diagnosis): string {
  return FAULTS[analyzer] ?? analyzer.replaceAll("-", " ");
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
