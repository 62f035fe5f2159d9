/** The options that commands share, as data: what they mean is found out in choice.ts, once a command runs. */
import type { InferredOptionTypes, Options } from "yargs";
import { unshield } from "./command.ts";

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
  jobs: single(
    "Threads that read large files (default: one for every core, of logs of half a gigabyte and more); the result is the same",
  ),
  state: single("Keep what was read in this file, and read only what is new the next time"),
  "max-open": single(
    "Messages, open or in trouble, that are kept; of more a sample (default: 25000, in a small heap fewer)",
  ),
} as const satisfies Record<string, Options>;

export type ReadingArguments = InferredOptionTypes<typeof readingOptions>;
export type WindowArguments = InferredOptionTypes<typeof windowOptions>;
export type JudgingArguments = InferredOptionTypes<typeof judgingOptions>;

function lastOf(value: string | string[] | undefined): string | undefined {
  const last = Array.isArray(value) ? value.at(-1) : value;
  return last === undefined ? undefined : unshield(last);
}
