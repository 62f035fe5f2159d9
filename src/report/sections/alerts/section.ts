import { utc } from "../../format.ts";
import { code, concat, Markdown, text } from "../../markdown.ts";
import type { Alert } from "../../model.ts";
import { proseMarkdown } from "../../prose.ts";
import { quiet } from "../quiet.ts";
import { type Section, where } from "../section.ts";

/** Alarms that a host may have, each with when these logs would have set it off. */
export const alerts: Section = {
  id: "alerts",
  view(report) {
    const all = report.detection.alerts;
    if (quiet(report) || all.length === 0) return null;
    return {
      rows: all.map((alert) => ({
        watches: concat([proseMarkdown(alert.watches), alert.advised ? " **(advised)**" : ""]),
        fired: answer(alert),
        seen: where(alert.seen),
        command: alert.command === null ? new Markdown("–") : code(alert.command),
      })),
    };
  },
};

function answer({ result, at, says }: Alert): Markdown {
  const said = proseMarkdown(says);
  if (result === "silent") return concat(["No. ", said]);
  if (result === "unseen") return concat(["Not in the logs. ", said]);
  if (result === "unknown") return concat(["Not known. ", said]);
  return concat([text(at === null ? "Yes." : `Yes, ${utc(at)}.`), " ", said]);
}
