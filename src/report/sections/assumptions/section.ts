import { between, count, duration, utc } from "../../format.ts";
import { code } from "../../markdown.ts";
import { limited, type Section, sourceName } from "../section.ts";

/** What the figures rest on: zone, year, gaps. */
export const assumptions: Section = {
  id: "assumptions",
  view(report, { maxRows }) {
    const { assumptions: made, sources, mail } = report.analysis;
    const { rows, more } = limited(sources, maxRows);
    return {
      zone: code(made.zone.name),
      zoneBasis: made.zone.basis,
      year: made.year === null ? false : { value: made.year.value, basis: made.year.basis },
      stuckAfter: duration(report.stuckAfter),
      lost: mail.queue.lostSight > 0 && { messages: count(mail.queue.lostSight, "message") },
      sources: rows.map((source) => ({
        name: sourceName(source.name),
        from: source.from === null ? "no time stamp" : utc(source.from),
        until: source.to !== null &&
          source.from !== null && { to: utc(source.to), length: duration(between(source.from, source.to)) },
      })),
      more,
    };
  },
};
