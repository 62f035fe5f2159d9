import { inputsOf } from "../../inputs.ts";
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
      // a log that tells nothing of the queue cannot say that it is empty
      empty: inputsOf(report.analysis).mainlog
        ? "Nothing is waiting at the end of the logs."
        : "The logs show nothing that is left to do.",
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
