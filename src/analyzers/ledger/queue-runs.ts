import { type LineRef, own } from "../../engine/fold.ts";
import type { EventOf, Instant } from "../../parsers/events.ts";
import { mentionsOf, newQueueRuns } from "./lives.ts";
import type { LedgerState, Life, QueueRuns } from "./state.ts";

/** `Start queue run: pid=N`, `End queue run: pid=N` */
export function observeQueueRun(state: LedgerState, event: EventOf<"exim.queue-run">, line: LineRef): void {
  let runs = state.queueRuns.get(line.log);
  if (runs === undefined) {
    runs = newQueueRuns();
    state.queueRuns.set(line.log, runs);
  }
  // named queues and selective runs (-R, -S) do not pass over every message
  if (event.queue !== null || selective(event.options)) return;
  const half = event.end === true ? runs.ends : runs.starts;
  const process = own(event.process);
  half.set(process, [...(half.get(process) ?? []), event.at]);
  if (event.end === null) runs.lastStart = Math.max(runs.lastStart ?? event.at, event.at);
  pair(runs, process);
}

const selective = (options: string | null): boolean =>
  options !== null && (options.includes("-R") || options.includes("-S") || options.includes("-i"));

/** Pairs starts and ends of one process, and keeps of what is complete only the last start. */
function pair(runs: QueueRuns, process: string): void {
  const starts = (runs.starts.get(process) ?? []).sort((a, b) => a - b);
  const ends = (runs.ends.get(process) ?? []).sort((a, b) => a - b);
  for (const end of [...ends]) {
    const start = starts.filter((one) => one <= end).at(-1);
    if (start === undefined) continue;
    starts.splice(starts.indexOf(start), 1);
    ends.splice(ends.indexOf(end), 1);
    runs.lastComplete = Math.max(runs.lastComplete ?? start, start);
  }
  put(runs.starts, process, starts);
  put(runs.ends, process, ends);
  if (runs.lastComplete !== null) for (const half of [runs.starts, runs.ends]) forgetBefore(half, runs.lastComplete);
}

/** Halves from before the last complete run change nothing, whatever they are paired with. */
function forgetBefore(half: Map<string, Instant[]>, at: Instant): void {
  for (const [process, instants] of half) {
    if (instants.some((one) => one < at))
      put(
        half,
        process,
        instants.filter((one) => one >= at),
      );
  }
}

function put(into: Map<string, Instant[]>, process: string, instants: Instant[]): void {
  if (instants.length === 0) into.delete(process);
  else into.set(process, instants);
}

export function mergeQueueRuns(into: QueueRuns, other: QueueRuns): void {
  for (const half of ["starts", "ends"] as const) {
    for (const [process, instants] of other[half])
      into[half].set(process, [...(into[half].get(process) ?? []), ...instants]);
  }
  into.lastComplete = maxOf(into.lastComplete, other.lastComplete);
  into.lastStart = maxOf(into.lastStart, other.lastStart);
  for (const process of new Set([...into.starts.keys(), ...into.ends.keys()])) pair(into, process);
}

const maxOf = (a: Instant | null, b: Instant | null): Instant | null =>
  a === null || b === null ? (a ?? b) : Math.max(a, b);

/**
 * A message without an end is still queued if the last complete queue run of one of its logs named it or it arrived
 * since, or if no queue run followed its last mention. Otherwise it was lost from sight: the logs have a gap.
 */
export function stillSeen(state: LedgerState, life: Life): boolean {
  for (const [log, mentioned] of mentionsOf(life)) {
    const runs = state.queueRuns.get(log);
    if (runs === undefined || runs.lastStart === null || mentioned >= runs.lastStart) return true;
    if (runs.lastComplete === null || mentioned >= runs.lastComplete) return true;
  }
  return false;
}
