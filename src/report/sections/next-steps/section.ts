import { tellingAlerts } from "../../alerts/telling.ts";
import { Markdown, text } from "../../markdown.ts";
import type { Report } from "../../model.ts";
import { type Prose, proseMarkdown, prosePlain } from "../../prose.ts";
import { statedText } from "../../statement.ts";
import { limited, type Section } from "../section.ts";

const none = new Markdown("–");
const open = new Markdown("**not named**");

/** Who does what until when: as stated, and what the findings ask for besides. */
export const nextSteps: Section = {
  id: "next-steps",
  view(report, { maxRows }) {
    const all = [...statedRows(report), ...proposedRows(report)];
    if (all.length === 0) return null;
    const { rows } = limited(all, maxRows);
    return {
      rows: rows.map((row, at) => ({ number: at + 1, ...row })),
      proposed: rows.some((row) => row.isProposed),
    };
  },
};

function statedRows({ intervention }: Report) {
  return (intervention?.nextSteps ?? []).map(({ task, owner, due, status, type, priority, ticket }) => ({
    task: statedText(task),
    type: text(type ?? "–"),
    priority: priority === null ? none : statedText(priority),
    owner: owner === null ? open : statedText(owner),
    due: due === null ? open : statedText(due),
    ticket: ticket === null ? none : statedText(ticket),
    status: text(status),
    isProposed: false,
  }));
}

function proposedRows(report: Report) {
  const row = (task: Prose, type: string) => ({
    task: proseMarkdown(task),
    type: text(type),
    priority: none,
    owner: open,
    due: open,
    ticket: none,
    status: text("proposed"),
    isProposed: true,
  });
  const { openItems, intervention, analysis } = report;
  const ids = new Set(analysis.findings.flatMap(({ subjects }) => subjects.messages));
  const tasks = (intervention?.nextSteps ?? []).map(({ task }) => words(task));
  const isTaken = (task: Prose): boolean => {
    const said = words(prosePlain(task));
    const named = task.flatMap((span) => ("code" in span && ids.has(span.code) ? [span.code.toLowerCase()] : []));
    return tasks.some((one) => one.includes(said) || (named.length > 0 && named.every((id) => one.includes(id))));
  };
  const alarms = tellingAlerts(report).slice(0, ALARMS);
  return [
    ...openItems
      .filter((item) => !isTaken(item.prose))
      .map((item) => row([{ text: `Issue ${item.issue}: ` }, ...item.prose], "mitigate")),
    ...alarms
      .filter(({ watches }) => !isTaken(watches))
      .map((alert) => row([{ text: "Set an alarm: " }, ...alert.watches], "detect")),
  ];
}

/** Alarms that are proposed; the section on alerts has all. */
const ALARMS = 3;

/** A task as it may be compared: without the marks of code, whatever its spaces and capitals. */
function words(task: string): string {
  return task.replaceAll("`", "").replace(/\s+/g, " ").trim().replace(/\.$/, "").toLowerCase();
}
