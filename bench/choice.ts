/** What `npm run bench` was asked for. */
import { parseArgs } from "node:util";
import { type LogName, logNames } from "./logs.ts";
import { sizeOf } from "./size.ts";
import type { Size } from "./traffic/page.ts";

export const parts = ["ratios", "sizes", "jobs", "startup", "open", "equal"] as const;
/** Those that are done when none is named: not what takes gigabytes. */
export const usualParts = parts.filter((name) => name !== "open");
export type PartName = (typeof parts)[number];

export interface Choice {
  readonly parts: readonly PartName[];
  /** Of `ratios` and `jobs`. */
  readonly size: Size;
  /** Of `equal`. */
  readonly equalSize: Size;
  /** Of `open`. */
  readonly openSize: Size;
  readonly logs: readonly LogName[];
  /** Turns that medians are of. */
  readonly turns: number;
  /** How often the whole is done. */
  readonly runs: number;
  /** Bytes. */
  readonly sizes: readonly number[];
  readonly jobs: readonly number[];
  readonly save: boolean;
}

/** @throws Error that says what was not understood. */
export function readChoice(args: readonly string[], cores: number): Choice {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    allowNegative: true,
    options: {
      lines: { type: "string" },
      log: { type: "string", multiple: true, default: ["exim"] },
      turns: { type: "string", default: "5" },
      runs: { type: "string", default: "1" },
      sizes: { type: "string", default: "0.1" },
      jobs: { type: "string" },
      save: { type: "boolean", default: true },
    },
  });
  const lines = values.lines === undefined ? undefined : positive("--lines", values.lines);
  return {
    parts: positionals.length === 0 ? usualParts : positionals.map((name) => oneOf("part", name, parts)),
    size: { lines: lines ?? 2_000_000 },
    equalSize: lines === undefined ? (sizeOf("400MB") as Size) : { lines },
    openSize: { lines: lines ?? 10_000_000 },
    logs: values.log.map((name) => oneOf("--log", name, logNames)),
    turns: positive("--turns", values.turns),
    runs: positive("--runs", values.runs),
    sizes: values.sizes.split(",").map((text) => positive("--sizes", text) * 1e9),
    jobs:
      values.jobs === undefined
        ? Array.from({ length: cores }, (_, at) => at + 1)
        : values.jobs.split(",").map((text) => positive("--jobs", text)),
    save: values.save,
  };
}

function positive(option: string, text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`${option}: "${text}" is not a number above 0`);
  return value;
}

function oneOf<T extends string>(what: string, name: string, known: readonly T[]): T {
  const found = known.find((one) => one === name);
  if (found === undefined) throw new Error(`${what} "${name}" does not exist; known are ${known.join(", ")}`);
  return found;
}
