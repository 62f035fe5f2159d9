/** What became of the mail, by the hour: one small panel a figure, so that none needs a colour to be told by. */
import type { SeriesBucket } from "../../analyzers/analysis.ts";
import { count, number } from "../format.ts";
import type { Report } from "../model.ts";
import { countAxis, countScale, TIME_AXIS, type TimeScale, timeAxis, timeScale } from "./axes.ts";
import { type Bin, binned, sum } from "./bins.ts";
import type { Chart } from "./chart.ts";
import { HOUR, minute, period, span } from "./format.ts";
import { COLOUR, heading, MARK, SHEET, sheet } from "./frame.ts";
import { element, label } from "./svg.ts";

interface Panel {
  readonly words: string;
  readonly colour: string;
  readonly figure: (bucket: SeriesBucket) => number;
}

const PANELS: readonly Panel[] = [
  { words: "Deliveries", colour: COLOUR.blue, figure: (one) => one.delivered },
  { words: "Deferrals (tries put off)", colour: COLOUR.brown, figure: (one) => one.deferrals },
  { words: "Bounces (addresses failed)", colour: COLOUR.ink, figure: (one) => one.failed },
];

const PLOT = 62;
const PITCH = PLOT + 36;

/** Deliveries, deferrals and failures; null when there were none at all. */
export function flowChart(report: Report): Chart | null {
  const { series } = report.analysis.mail;
  const totals = PANELS.map(({ figure }) => series.buckets.reduce((all, one) => all + figure(one), 0));
  if (totals.every((total) => total === 0)) return null;
  const { bins, step } = binned(series, 96, series.buckets.length * series.step > 12 * HOUR ? HOUR : 0);
  const table = binned(series, 12);
  const first = bins[0];
  const last = bins[bins.length - 1];
  if (first === undefined || last === undefined) return null;
  const x = timeScale(first.from, last.to);
  const [delivered = 0, deferred = 0, failed = 0] = totals;
  const each = step === HOUR ? "hour" : span(step);
  const title = `Deliveries, deferrals and bounces per ${each}`;
  const description = `${period(first.from, last.to)}. ${count(delivered, "delivery", "deliveries")}, ${count(deferred, "deferral")} and ${count(failed, "failed address", "failed addresses")} in all. A bar is ${span(step)}; each panel has its own scale. A row of the table is ${span(table.step)}.`;
  const bottom = 26 + PITCH * (PANELS.length - 1) + PLOT;
  return {
    id: "flow",
    title,
    description,
    svg: sheet("flow", title, description, bottom + TIME_AXIS + 2, [
      ...PANELS.map((panel, at) => draw(panel, at, bins, x)),
      timeAxis(x, bottom),
    ]),
    table: {
      columns: ["From (UTC)", "Deliveries", "Deferrals", "Bounces"],
      align: ["left", "right", "right", "right"],
      rows: table.bins.map((bin) => [minute(bin.from), ...PANELS.map(({ figure }) => number(sum(bin, figure)))]),
    },
  };
}

function draw({ words, colour, figure }: Panel, at: number, bins: readonly Bin[], x: TimeScale): string {
  const top = 26 + PITCH * at;
  const bottom = top + PLOT;
  const values = bins.map((bin) => sum(bin, figure));
  const most = Math.max(...values);
  const head = heading(words, top - 12);
  if (most === 0) return head + label("none", SHEET.left, bottom - 8) + base(bottom);
  const y = countScale(most, top, bottom);
  const bars = bins.flatMap((bin, index) => {
    const value = values[index] ?? 0;
    if (value === 0) return [];
    const left = x(bin.from);
    const width = Math.max(1, x(bin.to) - left - 0.8);
    // one message beside a thousand still has to be seen
    const height = Math.max(1.5, bottom - y(value));
    return [element("rect", { x: left + 0.4, y: bottom - height, width, height, fill: colour, ...MARK })];
  });
  return head + countAxis(y) + bars.join("") + base(bottom);
}

function base(y: number): string {
  return element("path", { d: `M${SHEET.left},${y}H${SHEET.right}`, stroke: COLOUR.axis });
}
