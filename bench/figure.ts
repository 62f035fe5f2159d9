/** What a benchmark found out. Stored as one JSON object a line in bench/results.jsonl. */
import type { Cost } from "./ran.ts";

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly kernel: string;
  readonly node: string;
}

/** Of one run of `npm run bench`, with each of its figures. */
export interface Occasion {
  /** ISO 8601, UTC: when the run began. Figures of one run have the same. */
  readonly at: string;
  readonly commit: string;
  /** As it was given. */
  readonly command: string;
  readonly machine: Machine;
}

export type Part = "ratios" | "sizes" | "jobs" | "open" | "equal";

/** One thing measured: medians over several turns, the largest peak. */
export interface Figure extends Cost {
  readonly type: "figure";
  readonly part: Part;
  /** "eximstats", "analyze --format json" … */
  readonly what: string;
  /** "exim", "dovecot", "exim-2m" */
  readonly log: string;
  readonly bytes: number;
  readonly lines: number;
  /** `--jobs`; null when it was not given. */
  readonly jobs: number | null;
  /** Wall seconds of each turn. */
  readonly turns: readonly number[];
}

/** One promise held against the figures. */
export interface Verdict {
  readonly type: "verdict";
  readonly part: Part;
  /** The log that was read, as in a figure. */
  readonly log: string;
  /** "analyze is at least 20 times as fast as eximstats" */
  readonly promise: string;
  /** What was measured, in words: "31.2 times". */
  readonly measured: string;
  /** null: could not be looked at, and `measured` says why. */
  readonly held: boolean | null;
}

export type Finding = Figure | Verdict;
export type Stored = Occasion & Finding;

/** The middle of an odd number of values. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** One figure of several turns. */
export function figureOf(
  of: Pick<Figure, "part" | "what" | "log" | "bytes" | "lines" | "jobs">,
  costs: readonly Cost[],
): Figure {
  const peaks = costs.flatMap(({ peakMB }) => (peakMB === null ? [] : [peakMB]));
  return {
    type: "figure",
    ...of,
    seconds: rounded(median(costs.map(({ seconds }) => seconds))),
    cpuSeconds: rounded(median(costs.map(({ cpuSeconds }) => cpuSeconds))),
    peakMB: peaks.length === 0 ? null : Math.max(...peaks),
    turns: costs.map(({ seconds }) => rounded(seconds)),
  };
}

function rounded(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
