import type { Series, SeriesBucket } from "../../../analyzers/analysis.ts";
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
      silence: silenceOf(mail.series),
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

/** Shorter silences are ordinary. */
const HOUR = 3_600_000;

/** The longest run of steps without a line about mail or logins. */
function silenceOf({ step, buckets }: Series): object | false {
  let best = { from: 0, steps: 0 };
  let run = { from: 0, steps: 0 };
  buckets.forEach((bucket, at) => {
    run = isSilent(bucket) ? { from: run.steps === 0 ? at : run.from, steps: run.steps + 1 } : { from: 0, steps: 0 };
    if (run.steps > best.steps) best = run;
  });
  const first = buckets[best.from];
  const length = best.steps * step;
  if (first === undefined || length < HOUR) return false;
  const to = new Date(Date.parse(first.at) + length).toISOString().replace(".000Z", "Z");
  return { from: utc(first.at), to: utc(to), length: duration(length), step: duration(step) };
}

function isSilent(bucket: SeriesBucket): boolean {
  const { arrived, delivered, deferrals, skipped, failed, logins, loginsFailed, authFailed } = bucket;
  return arrived + delivered + deferrals + skipped + failed + logins + loginsFailed + authFailed === 0;
}
