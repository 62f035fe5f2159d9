import type { Figures } from "../../../analyzers/analysis.ts";
import { between, duration, list, utc } from "../../format.ts";
import { inputsOf } from "../../inputs.ts";
import { isSampled, numberKept } from "../../kept.ts";
import { cell, text } from "../../markdown.ts";
import type { Change, Report } from "../../model.ts";
import type { Section } from "../section.ts";
import { summaryRows } from "./summary.ts";

const LABELS: readonly (readonly [label: string, key: Exclude<keyof Figures, "from" | "to">])[] = [
  ["Mail arrived", "arrived"],
  ["Deliveries", "delivered"],
  ["Tries put off", "deferrals"],
  ["Passed over, retry time not reached", "skipped"],
  ["Failed for good", "failed"],
  ["Waiting in the queue, at the end of it", "queued"],
  ["Frozen in the queue, at the end of it", "frozen"],
  ["Taint errors", "taintErrors"],
  ["Index files not mapped", "mmapErrors"],
  ["Logins", "logins"],
  ["Failed logins", "loginsFailed"],
];

/** Figures of single messages: estimates when not all were kept. Lines are counted by the minute, whosever they are. */
const OF_MESSAGES: ReadonlySet<string> = new Set(["queued", "frozen", "taintErrors"]);

/** Figures of Dovecot; the others are Exim's. */
const DOVECOT: ReadonlySet<string> = new Set(["mmapErrors", "logins", "loginsFailed"]);

/** The same figures on both sides of what ended the faults; then how long it took, and what stood still. */
export const beforeAfter: Section = {
  id: "before-after",
  view(report) {
    if (report.issues.length === 0) return null;
    const summary = summaryRows(report);
    if (report.change === null && summary.length === 0) return null;
    return { change: report.change !== null && changeView(report.change, report), summary };
  },
};

/** A shorter stretch shows nothing. */
const MINUTE = 60_000;

function changeView({ before, after, basis, actions }: Change, { analysis }: Report): object {
  const given = inputsOf(analysis);
  const shown = (value: number, key: string) =>
    isSampled(analysis) && OF_MESSAGES.has(key) ? text(numberKept(value, analysis)) : cell(value);
  const end = analysis.window.to ?? after.to;
  const lengths = { before: between(before.from, before.to), after: between(after.from, end) };
  return {
    byActions: basis === "actions" && {
      actions: `${actions.length === 1 ? "action" : "actions"} ${list(actions.map(String))}`,
      before: utc(before.to),
      after: utc(after.from),
      apart: before.to !== after.from,
    },
    byLog: basis === "log" && { at: utc(after.from) },
    table: Math.min(lengths.before, lengths.after) >= MINUTE && {
      before: duration(lengths.before),
      after: duration(lengths.after),
      rows: LABELS.filter(([, key]) => (DOVECOT.has(key) ? given.dovecot : given.mainlog)).map(([label, key]) => ({
        label,
        before: shown(before[key], key),
        after: shown(after[key], key),
      })),
    },
  };
}
