import type { Instant } from "../../parsers/events.ts";
import type { LedgerState, Life } from "./state.ts";

const QUARTER = 15 * 60_000;
const HOUR = 3_600_000;

/**
 * What a `<= <> R=parent` that came in at `at` is. Exim logs no text for a delay warning: it looks like a bounce
 * (deliver.c). It is a bounce if the parent failed or was cancelled in the quarter of an hour before, a delay warning
 * if the parent was unfinished and over an hour old; otherwise a notice (an autoreply, say), which counts nowhere.
 */
export function kindOfChild(at: Instant, parent: Life): "bounce" | "delay-warning" | "notice" {
  const failures = [...parent.recipients.values()]
    .flatMap((one) => [one.failed?.at, one.gaveUp?.at])
    .filter((one) => one !== undefined);
  if (parent.end?.how === "cancelled") failures.push(parent.end.at);
  if (failures.some((failed) => failed <= at && failed >= at - QUARTER)) return "bounce";
  const unfinished = parent.end === null || parent.end.at > at;
  const arrived = parent.arrival?.at ?? parent.first;
  return unfinished && at - arrived >= HOUR ? "delay-warning" : "notice";
}

/** Delay warnings that the senders of these messages got. */
export function delayWarningsFor(state: LedgerState, parents: ReadonlySet<string>): number {
  let warnings = 0;
  for (const { parent, at } of state.children.values()) {
    const life = parents.has(parent) ? state.lives.get(parent) : undefined;
    if (life !== undefined && kindOfChild(at, life) === "delay-warning") warnings++;
  }
  return warnings;
}
