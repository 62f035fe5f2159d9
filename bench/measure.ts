import { spawnSync } from "node:child_process";
import { closeSync, openSync, readSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { engineOptions } from "../src/api/read.ts";
import type { Fold } from "../src/engine/fold.ts";
import { run } from "../src/engine/run.ts";
import type { EventOf, Kind, MailEvent } from "../src/parsers/events.ts";
import { kinds } from "../src/parsers/kinds.ts";

/** Seconds of one run of something. */
export type Timing = number;

const peak = fileURLToPath(new URL("peak.mjs", import.meta.url));

/** The middle of an odd number of timings. */
export function median(timings: readonly Timing[]): Timing {
  return [...timings].sort((a, b) => a - b)[Math.floor(timings.length / 2)] ?? Number.NaN;
}

/** Times something that may be asynchronous. */
export async function timed(work: () => unknown): Promise<Timing> {
  const start = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - start) / 1e9;
}

/** The floor: reading, decoding as latin1 and finding line ends, nothing else. Returns the number of lines. */
export function readOnly(path: string): number {
  const file = openSync(path, "r");
  const buffer = Buffer.allocUnsafeSlow(1 << 20);
  let lines = 0;
  for (let got = readSync(file, buffer); got > 0; got = readSync(file, buffer)) {
    const text = buffer.toString("latin1", 0, got);
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines++;
  }
  closeSync(file);
  return lines;
}

/** A fold that asks for every kind and keeps nothing: what is left is the cost of typed events with their instants. */
const everything: Fold<{ events: number; sum: number }, EventOf<Kind>> = {
  id: "bench-everything",
  kinds,
  create: () => ({ events: 0, sum: 0 }),
  observe(state, event) {
    state.events++;
    state.sum += event.at;
  },
  merge(into, other) {
    into.events += other.events;
    into.sum += other.sum;
  },
  toJSON: (state) => state,
  revive: (json) => json as { events: number; sum: number },
};

/** Full typed events, instants included, through the engine: one thread. Returns the number of events. */
export async function typedEvents(path: string): Promise<number> {
  const result = await run<MailEvent>({
    ...engineOptions({ tz: "UTC", year: 2026 }),
    inputs: [path],
    folds: [everything],
  });
  const { events, sum } = result.states.get(everything);
  if (!(sum > 0) || events < result.coverage.lines * 0.99)
    throw new Error(`${path}: only ${events} of ${result.coverage.lines} lines gave events`);
  return events;
}

/** One run of another program with its output thrown away; wall time in seconds, and peak memory in MB for Node programs. */
export function ranProgram(
  command: string,
  args: readonly string[],
): { readonly seconds: Timing; readonly peakMB: number | undefined } {
  const isNode = command === process.execPath;
  const start = process.hrtime.bigint();
  const done = spawnSync(command, isNode ? ["--import", peak, ...args] : args, {
    stdio: ["ignore", "ignore", "inherit", "pipe"],
  });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (done.error !== undefined || done.status !== 0)
    throw done.error ?? new Error(`${command} ended with ${done.status}`);
  const kib = Number(String(done.output[3] ?? ""));
  return { seconds, peakMB: kib > 0 ? Math.round(kib / 1024) : undefined };
}

/** Megabytes of a file. */
export function megabytes(path: string): number {
  return statSync(path).size / 1e6;
}
