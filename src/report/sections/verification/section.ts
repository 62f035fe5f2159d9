import { utc } from "../../format.ts";
import { concat, fence, text } from "../../markdown.ts";
import { placeIn, statedLines, statedMark, statedText } from "../../statement.ts";
import { limited, type Section, stated } from "../section.ts";

/** What shows that it works again: proofs in the log, and what the operator looked at. */
export const verification: Section = {
  id: "verification",
  view(report, { maxRows }) {
    const { intervention, issues } = report;
    const proven = issues.filter(({ cause }) => cause.verdict.proofAt !== null && cause.verdict.seen !== null);
    const looked = intervention?.verification ?? [];
    if (proven.length === 0 && looked.length === 0) return null;
    const { rows } = limited(proven, maxRows);
    return {
      seen: rows.length > 0 && {
        rows: rows.map(({ number, cause }) => ({
          item: concat([
            `Issue ${number}: `,
            stated(cause.verdict.prose, cause.verdict.seen === null ? [] : [cause.verdict.seen]),
          ]),
        })),
      },
      stated: looked.length > 0 && {
        rows: looked.map(({ what, command, output, at }, nth) => ({
          number: nth + 1,
          what: statedText(what),
          at: at !== null && text(`At ${utc(at)}.`),
          mark: statedMark(intervention === null ? undefined : placeIn(intervention, `verification.${nth}`)),
          command: command !== null && fence(statedLines(command), "sh"),
          output: output !== null && fence(statedLines(output), "text"),
        })),
      },
    };
  },
};
