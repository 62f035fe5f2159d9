/** Sizes, numbers of messages, waits and downtime. */
import type { Analysis, Downtime } from "../analyzers/analysis.ts";
import { bytes, count as counted, duration } from "../report/format.ts";
import { rowsAbout } from "./check-delivery.ts";
import type { Ask, Changed } from "./claims.ts";
import { readingsOf } from "./counts.ts";
import { confirmed, contradicted, covered, type Facts, moment, notCheckable, seenAt, type Verdict } from "./facts.ts";
import { faultCounts } from "./fault-counts.ts";

/** The size of an index file, in the lines that could not map it. */
export function checkSize({ file, ranges }: Ask & { is: "size" }, facts: Facts): Verdict {
  const name = file?.replace(/^(?:\.|~)\//, "") ?? null;
  const sizes = facts.answers.sizes.filter(({ path }) => name === null || path === name || path.endsWith(`/${name}`));
  const paths = new Set(sizes.map(({ path }) => path));
  if (sizes.length === 0)
    return notCheckable(name === null ? "the logs name no size of an index file" : `the logs name no size of ${name}`);
  if (paths.size > 1) return notCheckable(`the logs name the sizes of ${paths.size} such files`);
  const hit = sizes.find(({ size }) => ranges.some(({ least, most }) => size >= least && size <= most));
  if (hit !== undefined) return confirmed(`${bytes(hit.size)}`, seenAt(facts, [hit]));
  return contradicted(`${sizes.map(({ size }) => bytes(size)).join(", ")}`, seenAt(facts, sizes.slice(0, 1)));
}

/** "8 messages undelivered", "Frozen | 2". */
export function checkCount(ask: Ask & { is: "count" }, facts: Facts): Verdict {
  const { count } = ask;
  if (covered(facts, "mail").length === 0) return notCheckable("no main log of Exim was read");
  const { whole, parts, seen } = readingsOf(ask, facts);
  const hit = whole.find(({ value }) => value === count);
  if (hit !== undefined) return confirmed(`${hit.what}: ${hit.value}`, seen);
  const part = parts.find(({ value }) => value === count);
  if (part !== undefined) return notCheckable(`it is not clear which are meant; ${part.what}: ${part.value}`, seen);
  // a zero is said of the whole: some fault has always none
  if (count > 0 && ask.about.length > 0 && faultCounts(ask.of, facts.analysis).includes(count))
    return notCheckable("it is not clear which are meant; a fault has this number, or all of them together", seen);
  if (whole.length === 0) return notCheckable("the logs hold nothing to count for this");
  return contradicted(whole.map(({ value, what }) => `${what}: ${value}`).join("; "), seen);
}

/** Sums over time; the others are levels. */
const sums: ReadonlySet<Changed> = new Set([
  "arrived",
  "delivered",
  "deferrals",
  "skipped",
  "failed",
  "taintErrors",
  "mmapErrors",
  "logins",
  "loginsFailed",
]);

/** A figure before or after the mend. */
export function checkChange(
  { of, side, count, other, splits: named }: Ask & { is: "change" },
  { analysis }: Facts,
): Verdict {
  const { change, splits, queue } = analysis.mail;
  const all = [...(change === null ? [] : [change]), ...splits];
  const [first] = all;
  if (first === undefined) return notCheckable("the logs show no moment that parts a before from an after");
  const hit = all.find((split) => split[side][of] === count);
  if (hit !== undefined) return confirmed(`${count} ${side} ${moment(Date.parse(hit.at))}`);
  const stated = splits.find(({ at }) => named.includes(Date.parse(at)));
  const shown = stated ?? first;
  const says = `${shown[side][of]} ${side} ${moment(Date.parse(shown.at))}`;
  if (stated !== undefined) return contradicted(says);
  if (!sums.has(of)) {
    const atEnd = of === "frozen" ? queue.frozen : queue.active;
    return side === "after" && atEnd !== count
      ? contradicted(`${atEnd} at ${moment(Date.parse(queue.at))}, the end of the logs`)
      : notCheckable(`${says}; the report may part them at another time`);
  }
  const total = first.before[of] + first.after[of];
  // what lies between the two may be left out
  if (count + (other ?? 0) > total) return contradicted(`${says}; ${total} in all`);
  return notCheckable(`${says}; the report may part them at another time`);
}

/** "stuck for 48+ hours", "Downtime: ~5 minutes". */
export function checkDuration(ask: Ask & { is: "duration" }, facts: Facts): Verdict {
  return ask.of === "wait" ? checkWait(ask, facts) : checkDowntime(ask, facts.analysis);
}

type DurationAsk = Ask & { is: "duration" };

function checkWait(ask: DurationAsk, { analysis }: Facts): Verdict {
  const rows = [...rowsAbout(ask.about, analysis)].sort((a, b) => b.delay - a.delay);
  const [longest] = rows;
  if (longest === undefined) return notCheckable("no mail waited for long in these logs");
  const seen = ({ source, line }: typeof longest) => (source === null || line === null ? [] : [{ source, line }]);
  const says = `the longest waited ${duration(longest.delay)}`;
  if (isLength(ask, longest.delay)) return confirmed(says, seen(longest));
  const fits = ask.exactness === "exact" ? rows.find((row) => isLength(ask, row.delay)) : undefined;
  const { from, to } = analysis.window;
  if (fits === undefined && from !== null && to !== null && ask.length > Date.parse(to) - Date.parse(from))
    return notCheckable(`the logs are shorter than that; as far as they go, ${says}`, seen(longest));
  return fits === undefined
    ? contradicted(says, seen(longest))
    : confirmed(`mail to ${fits.recipient} waited ${duration(fits.delay)}`, seen(fits));
}

/** Whether a length is what was written, by how exactly it was. */
function isLength({ length, unit, exactness }: DurationAsk, actual: number): boolean {
  switch (exactness) {
    case "at least":
      return actual >= length;
    case "at most":
      return actual < length + unit;
    case "about":
      return Math.abs(actual - length) <= Math.max(0.15 * length, unit / 2);
    case "exact":
      return Math.floor(actual / unit) * unit === length || Math.round(actual / unit) * unit === length;
  }
}

function checkDowntime(ask: DurationAsk, { mail }: Analysis): Verdict {
  const stretches = mail.downtime.filter(({ daemon }) => ask.daemon === null || daemon === ask.daemon);
  if (stretches.length === 0) return notCheckable("the logs show no stop of a daemon");
  const seen = stretches.map(({ source, line }) => ({ source, line }));
  const least = sumOf(stretches, "least");
  const most = stretches.some((one) => one.most === null) ? null : sumOf(stretches, "most");
  if (most !== null && ask.exactness !== "at most" && ask.length - ask.unit / 2 > most)
    return contradicted(`the daemons were down for at most ${duration(most)} in all`, seen);
  if (ask.exactness !== "at least" && ask.length + ask.unit < least)
    return contradicted(`the daemons were down for at least ${duration(least)} in all`, seen);
  if (most !== null && isLength(ask, least) && isLength(ask, most))
    return confirmed(`down for ${duration(least)} to ${duration(most)}`, seen);
  const bound =
    most === null ? "" : `; down for at most ${duration(most)} in ${counted(stretches.length, "stretch", "stretches")}`;
  return notCheckable(`Exim does not log its stop${bound}`, seen);
}

function sumOf(stretches: readonly Downtime[], what: "least" | "most"): number {
  return stretches.reduce((sum, one) => sum + (one[what] ?? 0), 0);
}
