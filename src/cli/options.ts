import type { InferredOptionTypes, Options } from "yargs";
import { WallZone } from "../engine/zone.ts";
import { ToolError } from "../error.ts";
import type { Instant } from "../parsers/events.ts";
import { unshield } from "./command.ts";
import { parseDuration, parseWhen } from "./time.ts";

/** An option that takes one value; given twice, the last one counts. */
export function single(describe: string) {
  return { type: "string", requiresArg: true, describe, coerce: lastOf } as const satisfies Options;
}

/** An option that may be given several times, each time with one value. */
export function repeatable(describe: string) {
  const unshieldAll = (values: string[]) => values.map(unshield);
  return { type: "string", array: true, requiresArg: true, describe, coerce: unshieldAll } as const satisfies Options;
}

/** Options of every command that reads logs. */
export const readingOptions = {
  tz: single("Zone of stamps that name none, e.g. Europe/Brussels (default: this machine's)"),
  year: single("Year of the last stamp of logs without years (default: found out from the logs)"),
  now: single("What to take for the present"),
  quiet: { alias: "q", type: "boolean", default: false, describe: "No notes on standard error, only errors" },
  progress: { type: "boolean", default: true, hidden: true },
  "no-progress": { type: "boolean", describe: "No progress bar" },
  color: { type: "boolean", describe: "Colour even without a terminal; --no-color: never" },
} as const satisfies Record<string, Options>;

/** Options of the commands that leave out what lies outside of a window. */
export const windowOptions = {
  ...readingOptions,
  since: single("Bound of what is reported: 2026-01-08, 2026-01-08T14:00Z, 2h, yesterday"),
  until: single("The other bound; a bare day is meant whole"),
} as const satisfies Record<string, Options>;

/** Options of the commands that judge what they read. */
export const judgingOptions = {
  ...windowOptions,
  only: repeatable("Only this detector; may repeat, or name several with commas"),
  "stuck-after": { ...single("From when on an undelivered message is stuck"), default: "1h" },
  "max-open": single("Messages, open or in trouble, that are kept; of more a sample (default: 200000)"),
} as const satisfies Record<string, Options>;

export type ReadingArguments = InferredOptionTypes<typeof readingOptions>;
export type WindowArguments = InferredOptionTypes<typeof windowOptions>;
export type JudgingArguments = InferredOptionTypes<typeof judgingOptions>;

/** How stamps are to be understood. */
export interface ReadingChoice {
  readonly tz?: string;
  readonly year?: number;
  readonly now: Instant;
}

/** @throws ToolError `usage` for a zone, year or time that means nothing. */
export function readingChoice(args: Pick<ReadingArguments, "tz" | "year" | "now">): ReadingChoice {
  return {
    ...(args.tz === undefined ? {} : { tz: new WallZone(args.tz).name }),
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
}

/** @throws ToolError `usage`. */
export function judgingChoice(args: JudgingArguments): JudgingChoice {
  return {
    ...windowChoice(args),
    ...(args.only === undefined ? {} : { only: args.only.flatMap((names) => names.split(",")) }),
    stuckAfter: stuckAfterOf(args["stuck-after"] ?? "1h"),
    ...(args["max-open"] === undefined ? {} : { maxOpen: maxOpenOf(args["max-open"]) }),
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

function yearOf(text: string): number {
  if (/^(19|20|21)\d\d$/.test(text)) return Number(text);
  throw new ToolError("usage", `--year: "${text}" is not a year; write four digits`);
}

function lastOf(value: string | string[] | undefined): string | undefined {
  const last = Array.isArray(value) ? value.at(-1) : value;
  return last === undefined ? undefined : unshield(last);
}
