/** Axes: UTC time along the bottom, figures along the left. Ticks come from d3-scale, their words are ours. */
import { type ScaleLinear, type ScaleTime, scaleLinear, scaleUtc } from "d3-scale";
import { clock, DAY, day } from "./format.ts";
import { COLOUR, SHEET } from "./frame.ts";
import { element, label, tenth } from "./svg.ts";

export type TimeScale = ScaleTime<number, number>;
export type CountScale = ScaleLinear<number, number>;

/** Instants (ms) onto the plot, from `left` to `right`. A stretch of nothing is widened by a minute on both sides. */
export function timeScale(from: number, to: number, left: number = SHEET.left, right: number = SHEET.right): TimeScale {
  const widened = to > from ? [from, to] : [from - 60_000, to + 60_000];
  return scaleUtc(widened as [number, number], [left, right]);
}

/** 0 to at least `most` onto the height from `bottom` up to `top`, ending on a whole tick. */
export function countScale(most: number, top: number, bottom: number): CountScale {
  return scaleLinear([0, Math.max(1, most)], [bottom, top]).nice(3);
}

/** Height of the words under a time axis. */
export const TIME_AXIS = 36;

/** The line at `y`, ticks, the time of day under each and the date where it changes. */
export function timeAxis(scale: TimeScale, y: number): string {
  const [from = 0, to = 0] = scale.domain().map(Number);
  const [left = SHEET.left, right = SHEET.right] = scale.range();
  const ticks = scale.ticks(Math.max(5, Math.round((right - left) / 75))).map(Number);
  const daily = ticks.every((tick) => tick % DAY === 0) && to - from > 2 * DAY;
  let last = "";
  const marks = ticks.flatMap((tick) => {
    const x = scale(tick);
    const date = day(tick);
    const words = daily ? [date] : date === last ? [clock(tick)] : [clock(tick), date];
    last = date;
    return [
      element("path", { d: `M${tenth(x)},${y}v5`, stroke: COLOUR.axis }),
      ...words.map((word, line) => label(word, x, y + 17 + 15 * line, { "text-anchor": "middle" })),
    ];
  });
  return [
    element("path", { d: `M${left},${y}H${right}`, stroke: COLOUR.axis }),
    label("UTC", 4, y + 17),
    ...marks,
  ].join("");
}

/** Up to four whole figures with a line across the plot at each. */
export function countAxis(scale: CountScale): string {
  return scale
    .ticks(3)
    .filter(Number.isInteger)
    .map((tick) => {
      const y = tenth(scale(tick));
      return (
        element("path", { d: `M${SHEET.left},${y}H${SHEET.right}`, stroke: COLOUR.grid }) +
        label(short(tick), SHEET.left - 6, y + 4.5, { "text-anchor": "end" })
      );
    })
    .join("");
}

/** "800", "12k", "3M": what fits left of the plot. */
function short(value: number): string {
  if (value >= 1_000_000) return `${value / 1_000_000}M`;
  return value >= 10_000 ? `${value / 1000}k` : String(value);
}
