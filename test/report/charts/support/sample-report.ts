/** The sample night with a series and delays, so that every chart has something to show. */
import type { Delays, Series, SeriesBucket } from "../../../../src/analyzers/analysis.ts";
import type { Action, Intervention } from "../../../../src/knowledge/intervention.ts";
import { buildReport } from "../../../../src/report/index.ts";
import type { Report } from "../../../../src/report/model.ts";
import { sampleAnalysis } from "../../sample-analysis.ts";

export const MINUTES = 60_000;
export const HOURS = 60 * MINUTES;

/** `count` buckets of `step` ms from `from` on, all zero but for what `figures` says of each. */
export function seriesOf(
  from: string,
  step: number,
  count: number,
  figures: (index: number, at: number) => Partial<SeriesBucket> = () => ({}),
): Series {
  const buckets = Array.from({ length: count }, (_, index): SeriesBucket => {
    const at = Date.parse(from) + index * step;
    const zero = { arrived: 0, delivered: 0, sent: 0, deferrals: 0, skipped: 0, failed: 0, logins: 0 };
    return {
      at: iso(at),
      ...zero,
      loginsFailed: 0,
      authFailed: 0,
      waiting: 0,
      frozen: 0,
      oldest: null,
      ...figures(index, at),
    };
  });
  return { step, buckets };
}

export function iso(at: number): string {
  return new Date(at).toISOString().replace(".000Z", "Z");
}

/** Two days and seven hours in steps of ten minutes; mail waits from 13:50 on the first day until the last afternoon. */
export const nightSeries: Series = seriesOf("2026-01-06T07:50:00Z", 10 * MINUTES, 332, (index) => ({
  delivered: index % 9 === 0 ? 1 : 0,
  deferrals: index >= 36 && index < 327 ? 1 + (index % 3) : 0,
  failed: index === 60 ? 2 : 0,
  waiting: index >= 36 && index < 327 ? 5 : 0,
  frozen: index >= 115 ? 2 : 0,
  oldest: index >= 36 && index < 327 ? "2026-01-06T13:52:11Z" : null,
}));

export const nightDelays: Delays = {
  messages: 49,
  p50: 0,
  p95: 173_749_000,
  max: 174_336_000,
  histogram: [
    { upTo: 1000, messages: 39 },
    { upTo: 60_000, messages: 0 },
    { upTo: 86_400_000, messages: 1 },
    { upTo: 172_800_000, messages: 9 },
    { upTo: null, messages: 0 },
  ],
};

export function action(at: string, does: string): Action {
  const where = { file: "intervention.yaml", line: 1, column: 1 };
  return { at, resolves: [], does, kind: null, commands: [], files: [], risks: [], rollback: null, where };
}

/** The sample report; `actions` are all that its intervention states, for charts alone. */
export function sampleReport(actions: readonly Action[] = [], series = nightSeries, delays = nightDelays): Report {
  const analysis = { ...sampleAnalysis, mail: { ...sampleAnalysis.mail, series, delays } };
  const report = buildReport(analysis, { now: Date.parse("2026-01-09T08:00:00Z") });
  return actions.length === 0 ? report : { ...report, intervention: { actions } as unknown as Intervention };
}
