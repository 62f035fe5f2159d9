import type { StuckRow } from "../../../analyzers/analysis.ts";
import { bare, between, duration, utc } from "../../format.ts";
import { cell, code, text } from "../../markdown.ts";
import { limited, type Section } from "../section.ts";

const STATUS: Partial<Record<StuckRow["outcome"], string>> = {
  queued: "queued",
  frozen: "frozen",
  lost: "out of sight",
};

/** What waits in the queue when the log ends. */
export const queue: Section = {
  id: "queue",
  view(report, { maxRows }) {
    const { queue: state, stuck } = report.analysis.mail;
    if (report.status === "clean" && state.active + state.frozen === 0) return null;
    const waiting = [...stuck.filter((row) => STATUS[row.outcome] !== undefined)].sort((a, b) => b.delay - a.delay);
    const { rows, more } = limited(waiting, maxRows);
    return {
      at: utc(state.at),
      active: state.active,
      oldest:
        state.oldest === null
          ? text("–")
          : text(`${utc(state.oldest)}, ${duration(between(state.oldest, state.at))} old`),
      bounces: state.frozenBounces,
      frozen: state.frozen - state.frozenBounces,
      lost: state.lostSight,
      table: rows.length > 0 && {
        rows: rows.map((row) => ({
          id: code(row.messageId),
          sender: row.sender === null ? text("none (a bounce)") : code(row.sender, 120),
          recipient: code(row.recipient, 120),
          status: STATUS[row.outcome],
          arrived: text(bare(row.arrivedAt)),
          age: cell(duration(row.delay)),
        })),
        more,
      },
    };
  },
};
