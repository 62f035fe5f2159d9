import { concat } from "../../markdown.ts";
import { proseMarkdown } from "../../prose.ts";
import { statedPlace } from "../../statement.ts";
import { limited, type Section, stated as withPlaces } from "../section.ts";

const RESULT = { confirmed: "borne out", contradicted: "**contradicted**", silent: "not shown" } as const;

/** Every statement of the operator that the log could speak to; contradictions first. */
export const stated: Section = {
  id: "stated",
  view(report, { maxRows }) {
    if (report.checks.length === 0) return null;
    const contradicted = report.checks.filter(({ result }) => result === "contradicted");
    const others = report.checks.filter(({ result }) => result !== "contradicted");
    const { rows, more } = limited([...contradicted, ...others], maxRows);
    return {
      contradicted: contradicted.length > 0 && { count: contradicted.length },
      rows: rows.map(({ claim, where, result, says, seen }) => ({
        claim: proseMarkdown(claim),
        where: statedPlace(where),
        result: concat([RESULT[result]]),
        says: withPlaces(says, seen),
      })),
      more,
    };
  },
};
