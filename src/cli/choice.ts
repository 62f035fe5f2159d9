/** What the shared options mean. Apart from options.ts, which help and refusals need too: this one loads zones and times. */
import { WallZone } from "../engine/zone.ts";
import { ToolError } from "../error.ts";
import type { Instant } from "../parsers/events.ts";
import { localZone } from "./local-zone.ts";
import { openInHeap } from "./open-in-heap.ts";
import type { JudgingArguments, ReadingArguments, WindowArguments } from "./options.ts";
import { parseDuration, parseWhen } from "./time.ts";

/** How stamps are to be understood. */
export interface ReadingChoice {
  readonly tz?: string;
  /** This machine's, when it was found out: of no interest where `tz` is given. */
  readonly localZone?: string;
  readonly year?: number;
  readonly now: Instant;
}

/** @throws ToolError `usage` for a zone, year or time that means nothing. */
export function readingChoice(args: Pick<ReadingArguments, "tz" | "year" | "now">): ReadingChoice {
  const local = args.tz === undefined ? localZone() : undefined;
  return {
    ...(args.tz === undefined ? {} : { tz: new WallZone(args.tz).name }),
    ...(local === undefined ? {} : { localZone: local }),
    ...(args.year === undefined ? {} : { year: yearOf(args.year) }),
    now: nowOf(args),
  };
}

/** How stamps are to be understood, and the bounds asked for. */
export interface WindowChoice extends ReadingChoice {
  readonly since?: Instant;
  readonly until?: Instant;
}

/** @throws ToolError `usage`. */
export function windowChoice(args: Pick<WindowArguments, "tz" | "year" | "now" | "since" | "until">): WindowChoice {
  const reading = readingChoice(args);
  const surroundings = { zone: reading.tz ?? "local", now: reading.now };
  const choice = {
    ...reading,
    ...(args.since === undefined ? {} : { since: parseWhen("since", args.since, { ...surroundings, edge: "start" }) }),
    ...(args.until === undefined ? {} : { until: parseWhen("until", args.until, { ...surroundings, edge: "end" }) }),
  };
  if ((choice.since ?? Number.NEGATIVE_INFINITY) > (choice.until ?? Number.POSITIVE_INFINITY)) {
    throw new ToolError("usage", "--since is later than --until; nothing lies between");
  }
  return choice;
}

/** The bounds and thresholds asked for. */
export interface JudgingChoice extends WindowChoice {
  readonly only?: readonly string[];
  /** Milliseconds. */
  readonly stuckAfter: number;
  readonly maxOpen?: number;
  /** Threads that read. */
  readonly jobs?: number;
  /** Path of the state file. */
  readonly state?: string;
}

/** @throws ToolError `usage`. */
export function judgingChoice(args: JudgingArguments): JudgingChoice {
  const maxOpen = args["max-open"] === undefined ? openInHeap() : maxOpenOf(args["max-open"]);
  return {
    ...windowChoice(args),
    ...(args.only === undefined ? {} : { only: args.only.flatMap((names) => names.split(",")) }),
    stuckAfter: stuckAfterOf(args["stuck-after"] ?? "1h"),
    ...(args.jobs === undefined ? {} : { jobs: jobsOf(args.jobs) }),
    ...(args.state === undefined ? {} : { state: args.state }),
    ...(maxOpen === undefined ? {} : { maxOpen }),
  };
}

/**
 * A whole number from an option's text.
 *
 * @throws ToolError `usage`.
 */
export function wholeNumber(option: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new ToolError("usage", `--${option}: "${text}" is not a whole number`);
}

/** The present, or what `--now` says it is. Nothing else in the program asks a clock. */
function nowOf({ now, tz }: Pick<ReadingArguments, "tz" | "now">): Instant {
  const present = Date.now();
  return now === undefined ? present : parseWhen("now", now, { zone: tz ?? "local", now: present, edge: "start" });
}

/** Lives shorter than five minutes are not kept: most mail is delivered before. */
function stuckAfterOf(text: string): number {
  const length = parseDuration("stuck-after", text);
  if (length >= 300_000) return length;
  throw new ToolError("usage", `--stuck-after: "${text}" is too short; five minutes (5m) is the least`);
}

/** Of fewer a sample says little. */
function maxOpenOf(text: string): number {
  const most = wholeNumber("max-open", text);
  if (most >= 100) return most;
  throw new ToolError("usage", `--max-open: ${text} is too few; 100 is the least`);
}

function jobsOf(text: string): number {
  const jobs = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (jobs >= 1) return jobs;
  throw new ToolError("usage", `--jobs: "${text}" is no number of threads; 1 reads with one, more share the work`);
}

function yearOf(text: string): number {
  if (/^(19|20|21)\d\d$/.test(text)) return Number(text);
  throw new ToolError("usage", `--year: "${text}" is not a year; write four digits`);
}
