import type { TimelineEntry } from "../../../analyzers/analysis.ts";
import type { StatedPlace } from "../../../knowledge/intervention.ts";
import { capital } from "../../format.ts";
import { cell, code, concat, type Markdown, text } from "../../markdown.ts";
import type { Report } from "../../model.ts";
import { placeIn, statedPlace, statedText } from "../../statement.ts";
import { limited, type Section, times, where } from "../section.ts";

/** What each kind of entry is called; others are printed by their own name. */
const WORDS: Readonly<Record<string, string>> = {
  "exim-start": "Exim started",
  "exim-stop": "Exim stopped",
  "exim-reload": "Exim read its configuration again",
  "dovecot-start": "Dovecot started",
  "dovecot-stop": "Dovecot stopped",
  "dovecot-reload": "Dovecot read its configuration again",
  "first-error": "first error",
  "last-error": "last error",
  "queue-flush": "queue forced",
  "first-waiting": "first message to wait",
  "first-success": "first success after the last error",
  "log-start": "logs begin",
  "log-end": "logs end",
};

/** Events in order of time, in UTC and on the reader's clock. */
export const timeline: Section = {
  id: "timeline",
  view(report, { maxRows }) {
    const entries = [...report.analysis.mail.timeline, ...statedEntries(report)].sort(
      (a, b) => Date.parse(a.at) - Date.parse(b.at) || rank(a) - rank(b),
    );
    if (entries.length === 0 || report.status === "clean") return null;
    const { rows, more } = limited(entries, maxRows);
    const unproved = new Set(
      report.analysis.findings.filter((finding) => finding.basis === null).map((finding) => finding.key),
    );
    const view = rows.map((entry) => {
      if ("rank" in entry) return { ...times(entry.at, report), event: entry.stated, line: statedPlace(entry.where) };
      const ended = entry.what === "resolved" && entry.finding !== null && unproved.has(entry.finding);
      const what = text(capital(ended ? "ended" : (WORDS[entry.what] ?? entry.what.replaceAll("-", " "))));
      return {
        ...times(entry.at, report),
        event: entry.text === "" || entry.what.startsWith("log-") ? what : concat([what, ...details(entry)]),
        line: where(entry.source === null || entry.line === null ? null : { source: entry.source, line: entry.line }),
      };
    });
    return {
      local: report.localZone !== null && { zone: report.localZone, rows: view },
      utcOnly: report.localZone === null && { rows: view },
      more,
    };
  },
};

/** Our own word before a file name that holds mail: the subject of a stuck-queue finding. */
const TAINTED = "tainted: ";
/** Longest text of an event, in code points. */
const LONGEST = 60;

function details({ what, text: said, finding }: TimelineEntry): readonly (Markdown | string)[] {
  if (finding !== null && said.startsWith(TAINTED))
    return [
      what === "first-waiting" ? ", by " : ": mail held by ",
      "a refused file name: ",
      code(said.slice(TAINTED.length)),
    ];
  // what an Exim listens on is the same at each of its starts, and long
  const [start = ""] = what === "exim-start" ? said.split(", listening") : [said];
  return [": ", finding === null || what === "frozen" ? code(start, LONGEST) : cell(said)];
}

/** Of one instant: what a hand did and the daemons' starts come before what followed of them. */
function rank(entry: StatedEntry | TimelineEntry): number {
  if ("rank" in entry) return entry.rank;
  if (entry.what === "log-start") return RANK.logStart;
  if (/^(?:exim|dovecot)-/.test(entry.what)) return RANK.daemon;
  return entry.what === "queue-flush" ? RANK.flush : entry.what === "log-end" ? RANK.logEnd : RANK.seen;
}

const RANK = { logStart: 0, begins: 1, action: 2, daemon: 3, flush: 4, seen: 5, ends: 6, logEnd: 7 } as const;

interface StatedEntry {
  readonly rank: number;
  readonly at: string;
  readonly stated: Markdown;
  readonly where: StatedPlace;
}

/** What the operator did, and when somebody noticed: stated, not logged. */
function statedEntries({ intervention }: Report): readonly StatedEntry[] {
  if (intervention === null) return [];
  const place = (path: string) => placeIn(intervention, path) ?? { file: intervention.file, line: 1, column: 1 };
  const own = (at: string | null | undefined, words: string, path: string, order: number): readonly StatedEntry[] =>
    at == null ? [] : [{ rank: order, at, stated: concat([`**${words}** (stated)`]), where: place(path) }];
  return [
    // an error of the same second is what was noticed
    ...own(intervention.detection?.at, "Noticed", "detection.at", RANK.ends),
    ...own(intervention.started, "Intervention begins", "started", RANK.begins),
    ...intervention.actions.map((action, at): StatedEntry => {
      const does = action.does === "" ? text("not stated yet") : statedText(action.does);
      return {
        rank: RANK.action,
        at: action.at,
        stated: concat([`**Action ${at + 1}** (stated): `, does]),
        where: action.where,
      };
    }),
    ...own(intervention.completed, "Intervention ends", "completed", RANK.ends),
  ];
}
