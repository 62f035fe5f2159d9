import { Markdown, text } from "../../markdown.ts";
import type { Report } from "../../model.ts";
import { proseMarkdown } from "../../prose.ts";
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

function proposedRows({ openItems, detection }: Report) {
  const row = (task: Markdown, type: string) => ({
    task,
    type: text(type),
    priority: none,
    owner: open,
    due: open,
    ticket: none,
    status: text("proposed"),
    isProposed: true,
  });
  const alarms = detection.alerts.filter((alert) => alert.advised && alert.result === "fired").slice(0, 3);
  return [
    ...openItems.map((item) => row(proseMarkdown([{ text: `Issue ${item.issue}: ` }, ...item.prose]), "mitigate")),
    ...alarms.map((alert) => row(proseMarkdown([{ text: "Set an alarm: " }, ...alert.watches]), "detect")),
  ];
}
