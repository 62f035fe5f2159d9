/** Queue depth and the age of its oldest message: a queue that grows old is seen here long before somebody calls. */
import { area, curveStepAfter, line } from "d3-shape";
import type { SeriesBucket, StuckRow } from "../../analyzers/analysis.ts";
import { count, duration } from "../format.ts";
import type { Report } from "../model.ts";
import { countAxis, countScale, TIME_AXIS, timeAxis, timeScale } from "./axes.ts";
import { binned, peak } from "./bins.ts";
import type { Chart } from "./chart.ts";
import { age, HOUR, MINUTE, minute, period, span } from "./format.ts";
import { COLOUR, heading, MARK, SHEET, type Stroke, sheet, stroked } from "./frame.ts";
import { element, label } from "./svg.ts";

const WAITING: Stroke = { colour: COLOUR.blue, width: 2, dash: "" };
const FROZEN: Stroke = { colour: COLOUR.brown, width: 2.5, dash: "2 3" };

interface Point {
  readonly at: number;
  readonly value: number;
}

/** Messages that waited and that were frozen, and how old the oldest was; null when nothing ever waited. */
export function queueChart(report: Report): Chart | null {
  const { series } = report.analysis.mail;
  const { buckets, step } = series;
  const first = buckets[0];
  const waiting = peak(buckets, (one) => one.waiting);
  const frozen = peak(buckets, (one) => one.frozen);
  if (first === undefined || waiting + frozen === 0) return null;
  const from = Date.parse(first.at);
  const to = from + buckets.length * step;
  const logEnd = report.analysis.window.to === null ? to : Date.parse(report.analysis.window.to);
  const oldest = (bucket: SeriesBucket) =>
    bucket.oldest === null
      ? 0
      : Math.max(0, Math.min(Date.parse(bucket.at) + step, logEnd) - Date.parse(bucket.oldest));
  const reached = (bucket: SeriesBucket) => {
    const before = buckets[buckets.indexOf(bucket) - 1];
    return Math.max(oldest(bucket), ...endedIn(bucket, before, step, report.analysis.mail.stuck));
  };
  const eldest = peak(buckets, reached);
  const x = timeScale(from, to);
  const table = binned(series, 12);
  const title = "Messages in the queue, and how long the oldest has waited";
  const description = `${period(from, to)}. At most ${count(waiting, "message")} waited at once and ${frozen} were frozen; the oldest that was not frozen had waited ${duration(eldest)}. The queue is shown at the end of every ${span(step)}. A row of the table is ${span(table.step)} and holds the largest figure in it.`;
  const depth = panel({ top: 42, bottom: 152, most: Math.max(waiting, frozen) });
  const hours = eldest >= 2 * HOUR;
  const unit = hours ? HOUR : MINUTE;
  const ages = panel({ top: 222, bottom: 312, most: eldest / unit });
  const values = (figure: (bucket: SeriesBucket) => number): readonly Point[] => [
    ...buckets.map((one) => ({ at: Date.parse(one.at), value: figure(one) })),
    { at: to, value: figure(buckets[buckets.length - 1] ?? first) },
  ];
  const body = [
    heading("Messages in the queue", 14),
    legend(waiting, frozen),
    countAxis(depth.y),
    ...(waiting > 0
      ? [
          filled(values((one) => one.waiting)),
          outlined(
            values((one) => one.waiting),
            WAITING,
          ),
        ]
      : []
    ).map((draw) => draw(x, depth.y)),
    ...(frozen > 0
      ? [
          outlined(
            values((one) => one.frozen),
            FROZEN,
          )(x, depth.y),
        ]
      : []),
    timeAxis(x, depth.bottom),
    heading(`Age of the oldest message that is not frozen, in ${hours ? "hours" : "minutes"}`, 210),
    countAxis(ages.y),
    ...(eldest > 0
      ? [
          filled(values((one) => oldest(one) / unit)),
          outlined(
            values((one) => oldest(one) / unit),
            WAITING,
          ),
        ]
      : []
    ).map((draw) => draw(x, ages.y)),
    timeAxis(x, ages.bottom),
  ];
  return {
    id: "queue",
    title,
    description,
    svg: sheet("queue", title, description, ages.bottom + TIME_AXIS + 2, body),
    table: {
      columns: ["From (UTC)", "Waiting", "Frozen", "Oldest"],
      align: ["left", "right", "right", "right"],
      rows: table.bins.map((bin) => [
        minute(bin.from),
        String(peak(bin.buckets, (one) => one.waiting)),
        String(peak(bin.buckets, (one) => one.frozen)),
        bin.buckets.every((one) => reached(one) === 0) ? "none" : age(peak(bin.buckets, reached)),
      ]),
    },
  };
}

/**
 * Ages (ms) at which messages left during a bucket, which its end no longer shows: delivered or failed, so not frozen.
 * One older than all that the bucket before showed was frozen until then, and is no age of a waiting one.
 */
function endedIn(
  { at }: SeriesBucket,
  before: SeriesBucket | undefined,
  step: number,
  stuck: readonly StuckRow[],
): readonly number[] {
  const start = Date.parse(at);
  const arrived = Date.parse(before?.oldest ?? at);
  return stuck.flatMap(({ outcome, arrivedAt, endedAt, delay }) => {
    if (endedAt === null || (outcome !== "delivered" && outcome !== "bounced")) return [];
    const end = Date.parse(endedAt);
    return end >= start && end < start + step && Date.parse(arrivedAt) >= arrived ? [delay] : [];
  });
}

type Draw = (x: (at: number) => number, y: (value: number) => number) => string;

function panel({ top, bottom, most }: { readonly top: number; readonly bottom: number; readonly most: number }) {
  return { bottom, y: countScale(most, top, bottom) };
}

function filled(points: readonly Point[]): Draw {
  return (x, y) => {
    const shape = area<Point>()
      .x((one) => x(one.at))
      .y0(y(0))
      .y1((one) => y(one.value))
      .curve(curveStepAfter)
      .digits(1);
    return element("path", { d: shape([...points]) ?? "", fill: COLOUR.paleBlue, ...MARK });
  };
}

function outlined(points: readonly Point[], stroke: Stroke): Draw {
  return (x, y) => {
    const shape = line<Point>()
      .x((one) => x(one.at))
      .y((one) => y(one.value))
      .curve(curveStepAfter)
      .digits(1);
    return element("path", { d: shape([...points]) ?? "", ...stroked(stroke), ...MARK });
  };
}

function legend(waiting: number, frozen: number): string {
  const entry = (x: number, stroke: Stroke, words: string) =>
    element("path", { d: `M${x},29h28`, ...stroked(stroke) }) + label(words, x + 34, 33.5);
  return (
    entry(SHEET.left, WAITING, `waiting, at most ${waiting}`) +
    entry(SHEET.left + 190, FROZEN, `frozen, at most ${frozen}`)
  );
}
