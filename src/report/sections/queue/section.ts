import type { MailState, StuckRow } from "../../../analyzers/analysis.ts";
import { bare, between, duration, utc } from "../../format.ts";
import { inputsOf } from "../../inputs.ts";
import { isSampled, numberKept, whenSampled } from "../../kept.ts";
import { cell, code, Markdown, text } from "../../markdown.ts";
import { limited, recipient, type Section, sender } from "../section.ts";

const STATUS: Partial<Record<StuckRow["outcome"], string>> = {
  queued: "queued",
  frozen: "frozen",
  lost: "out of sight",
};

/** What waits in the queue when the log ends. */
export const queue: Section = {
  id: "queue",
  view(report, { maxRows }) {
    const { analysis } = report;
    const { queue: state, stuck } = analysis.mail;
    if (!inputsOf(analysis).mainlog) return null;
    if (report.status === "clean" && state.active + state.frozen === 0) return null;
    const waiting = [...stuck.filter((row) => STATUS[row.outcome] !== undefined)].sort((a, b) => b.delay - a.delay);
    const { rows, more } = limited(waiting, maxRows);
    const shown = (value: number) => (isSampled(analysis) ? numberKept(value, analysis) : value);
    return {
      at: `${utc(state.at)}${whenSampled(analysis, " (numbers are estimates, rows those messages that were kept)", "")}`,
      active: shown(state.active),
      oldest: oldestByKind(state, stuck),
      bounces: shown(state.frozenBounces),
      frozen: shown(state.frozen - state.frozenBounces),
      lost: shown(state.lostSight),
      table: rows.length > 0 && {
        rows: rows.map((row) => ({
          id: code(row.messageId),
          sender: sender(row.sender),
          recipient: recipient(row.recipient),
          status: STATUS[row.outcome],
          arrived: text(bare(row.arrivedAt)),
          age: cell(duration(row.delay)),
        })),
        more,
      },
    };
  },
};

const KINDS = ["active", "bounces", "frozen"] as const;
type Kind = (typeof KINDS)[number];

/** The oldest of all on the row of its kind; beside the table when the rows do not tell which kind it is. */
function oldestByKind(
  state: MailState["queue"],
  stuck: readonly StuckRow[],
): Readonly<Record<Kind, Markdown>> & { readonly ofAll: Markdown | false } {
  const none = new Markdown("–");
  const rows = { active: none, bounces: none, frozen: none, ofAll: false as const };
  if (state.oldest === null) return rows;
  const age = text(`${utc(state.oldest)}, ${duration(between(state.oldest, state.at))} old`);
  const counts = { active: state.active, bounces: state.frozenBounces, frozen: state.frozen - state.frozenBounces };
  const present = KINDS.filter((kind) => counts[kind] > 0);
  const same = stuck.filter((row) => row.arrivedAt === state.oldest).flatMap((row) => kindOf(row) ?? []);
  const kinds = present.length === 1 ? present : [...new Set(same)];
  const [kind] = kinds;
  return kinds.length === 1 && kind !== undefined ? { ...rows, [kind]: age } : { ...rows, ofAll: age };
}

function kindOf(row: StuckRow): Kind | null {
  if (row.outcome === "queued") return "active";
  if (row.outcome !== "frozen") return null;
  return row.sender === "" ? "bounces" : "frozen";
}
