/** Buckets of a series joined into fewer: wide enough bars for a picture, few enough rows for a table. */
import type { Series, SeriesBucket } from "../../analyzers/analysis.ts";
import { DAY, HOUR, MINUTE } from "./format.ts";

/** Neighbouring buckets. `from` and `to` are ms since the epoch. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly buckets: readonly SeriesBucket[];
}

export interface Bins {
  /** Length of a bin in ms. */
  readonly step: number;
  readonly bins: readonly Bin[];
}

const STEPS = [
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  3 * HOUR,
  4 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  7 * DAY,
  14 * DAY,
  28 * DAY,
];

/**
 * At most `most` bins that begin at round times where the series allows it. A bin is never shorter than `least` ms, as
 * long as there are enough buckets for it. Empty for an empty series.
 */
export function binned(series: Series, most: number, least = 0): Bins {
  const first = series.buckets[0];
  if (first === undefined) return { step: series.step, bins: [] };
  const start = Date.parse(first.at);
  const end = start + series.buckets.length * series.step;
  const fits = (step: number) =>
    step >= Math.max(series.step, least) &&
    step % series.step === 0 &&
    (start - floor(start, step)) % series.step === 0 &&
    Math.ceil((end - floor(start, step)) / step) <= most;
  const round = STEPS.find(fits);
  const step = round ?? series.step * Math.ceil(series.buckets.length / most);
  const origin = round === undefined ? start : floor(start, step);
  const groups = new Map<number, SeriesBucket[]>();
  for (const bucket of series.buckets) {
    const from = origin + floor(Date.parse(bucket.at) - origin, step);
    const group = groups.get(from);
    if (group === undefined) groups.set(from, [bucket]);
    else group.push(bucket);
  }
  return { step, bins: [...groups].map(([from, buckets]) => ({ from, to: from + step, buckets })) };
}

/** Sum of a figure over a bin. */
export function sum(bin: Bin, figure: (bucket: SeriesBucket) => number): number {
  return bin.buckets.reduce((all, bucket) => all + figure(bucket), 0);
}

/** Largest value of a figure over buckets; 0 when there is none. */
export function peak(buckets: readonly SeriesBucket[], figure: (bucket: SeriesBucket) => number): number {
  return buckets.reduce((all, bucket) => Math.max(all, figure(bucket)), 0);
}

function floor(at: number, step: number): number {
  return Math.floor(at / step) * step;
}
