import { bare } from "../../format.ts";
import { cell, text } from "../../markdown.ts";
import { proseMarkdown } from "../../prose.ts";
import { diagnosesOf } from "../../summary.ts";
import { STATUS_WORDS } from "../../verdict.ts";
import { limited, type Section } from "../section.ts";

/** All findings on one page, with the issue that tells more, and the status words explained. */
export const findings: Section = {
  id: "findings",
  view(report, { maxRows }) {
    const all = diagnosesOf(report.issues);
    if (all.length === 0) return null;
    const used = new Set(all.map(({ diagnosis }) => diagnosis.verdict.label));
    const { rows, more } = limited(all, maxRows);
    return {
      over: report.issues.every(({ cause }) => cause.verdict.is === "resolved"),
      rows: rows.map(({ issue, diagnosis, causedBy }) => ({
        issue,
        severity: diagnosis.severity,
        title: causedBy
          ? cell(proseMarkdown([{ text: "consequence: " }, ...diagnosis.title]))
          : cell(proseMarkdown(diagnosis.title)),
        first: text(bare(diagnosis.firstSeen)),
        last: text(bare(diagnosis.lastSeen)),
        status: diagnosis.verdict.label,
      })),
      more,
      words: STATUS_WORDS.filter(({ label }) => used.has(label)),
    };
  },
};
