import type { StuckRow } from "../../../analyzers/analysis.ts";
import { bare, duration, list } from "../../format.ts";
import { whenSampled } from "../../kept.ts";
import { cell, code, concat, Markdown, text } from "../../markdown.ts";
import { limited, recipient, type Section } from "../section.ts";

const STATUS: Partial<Record<StuckRow["outcome"], string>> = {
  delivered: "delivered",
  bounced: "bounced",
  removed: "removed",
  expired: "expired",
  moved: "moved away",
};

/** Mail whose wait is over: delivered late, bounced, removed. */
export const delivered: Section = {
  id: "delivered",
  view(report, { maxRows }) {
    const over = report.analysis.mail.stuck.filter((row) => row.endedAt !== null && STATUS[row.outcome] !== undefined);
    if (over.length === 0) return null;
    const sorted = [...over].sort(
      (a, b) => (a.endedAt ?? "").localeCompare(b.endedAt ?? "") || a.recipient.localeCompare(b.recipient),
    );
    const { rows, more } = limited(sorted, maxRows);
    return {
      subjects: over.some((row) => row.subject !== null),
      rows: rows.map((row) => ({
        recipient: recipient(row.recipient),
        subject: cell(row.subject),
        status: STATUS[row.outcome],
        time: text(bare(row.endedAt ?? "")),
        delay: duration(row.delay),
        via: via(row),
        line: row.source === null || row.line === null ? new Markdown("–") : code(`${row.source}:${row.line}`),
      })),
      more,
      total: `${summary(over)}${whenSampled(report.analysis, ", of those that were kept", "")}`,
    };
  },
};

function via(row: StuckRow): Markdown {
  if (row.host === null) return new Markdown("–");
  return row.tls === null ? code(row.host, 120) : concat([code(row.host, 120), ", ", text(row.tls)]);
}

function summary(rows: readonly StuckRow[]): string {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(row.outcome, (counts.get(row.outcome) ?? 0) + 1);
  return list([...counts].map(([outcome, value]) => `${value} ${STATUS[outcome as StuckRow["outcome"]]}`));
}
