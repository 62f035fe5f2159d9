import { fence } from "../../markdown.ts";
import { proseMarkdown } from "../../prose.ts";
import { limited, type Section } from "../section.ts";

/** What still has to be done after the last line of the log. */
export const left: Section = {
  id: "left",
  view(report, { maxRows }) {
    if (report.status === "clean") return null;
    const { rows, more } = limited(report.openItems, maxRows);
    return {
      items: rows.length > 0 && {
        all: rows.map((item, at) => ({
          number: at + 1,
          issue: item.issue,
          risk: item.risk,
          prose: proseMarkdown(item.prose),
          commands: item.commands.length > 0 && fence(item.commands, "sh"),
        })),
        more,
      },
    };
  },
};
