import { bare } from "../../format.ts";
import { text } from "../../markdown.ts";
import { limited, type Section, where } from "../section.ts";

const DAEMONS = { exim: "Exim", dovecot: "Dovecot" } as const;
const WHAT = { start: "started", stop: "stopped", reload: "read its configuration again" } as const;

/** What ended the faults is not in the logs; the daemon restarts in between are where to look. */
export const changes: Section = {
  id: "changes",
  view(report, { maxRows }) {
    const ended = report.issues.filter((issue) => issue.cause.verdict.is === "resolved");
    if (ended.length === 0) return null;
    const { rows, more } = limited(report.candidates, maxRows);
    return {
      candidates: rows.length > 0 && {
        rows: rows.map((one) => ({
          time: text(bare(one.at)),
          daemon: DAEMONS[one.daemon],
          what: WHAT[one.what],
          issue: one.issue,
          line: where(one.seen),
        })),
        more,
      },
    };
  },
};
