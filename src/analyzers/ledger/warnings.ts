import type { Instant } from "../../parsers/events.ts";
import { isSampled } from "../sampling.ts";
import type { LedgerState, Life } from "./state.ts";
import { viewOf } from "./view.ts";

const QUARTER = 15 * 60_000;
const HOUR = 3_600_000;

export type ChildKind = "bounce" | "delay-warning" | "notice";

/**
 * What a `<= <> R=parent` that came in at `at` is. Exim logs no text for a delay warning: it looks like a bounce
 * (deliver.c). It is a bounce if the parent failed or was cancelled in the quarter of an hour before, a delay warning
 * if the parent was unfinished and over an hour old; otherwise a notice (an autoreply, say), which counts nowhere.
 */
export function kindOfChild(at: Instant, parent: Life): ChildKind {
  const failures = [...parent.recipients.values()]
    .flatMap((one) => [one.failed?.at, one.gaveUp?.at])
    .filter((one) => one !== undefined);
  // `cancelled by root`, `cancelled by timeout_frozen_after`: a bounce goes to the sender in both cases
  if (parent.end?.how === "cancelled" || parent.end?.how === "expired") failures.push(parent.end.at);
  if (failures.some((failed) => failed <= at && failed >= at - QUARTER)) return "bounce";
  const unfinished = parent.end === null || parent.end.at > at;
  const arrived = parent.arrival?.at ?? parent.first;
  return unfinished && at - arrived >= HOUR ? "delay-warning" : "notice";
}

/** Delay warnings that Exim wrote about these messages, and how many of them reached the sender; null: none is kept. */
export function delayWarningsFor(
  state: LedgerState,
  parents: ReadonlySet<string>,
): { readonly written: number; readonly delivered: number | null } {
  let written = 0;
  let delivered = 0;
  let unknown = 0;
  for (const parent of parents) {
    const life = state.lives.get(parent);
    if (life === undefined) continue;
    for (const [id, at] of state.children.get(parent) ?? []) {
      if (kindOfChild(at, life) !== "delay-warning") continue;
      written++;
      const own = state.lives.get(id);
      // what the ledger has forgotten was over within minutes and reached everybody (retire.ts)
      if (own === undefined && !isSampled(state.sampling, id)) unknown++;
      else if (own === undefined || viewOf(state, own).outcome === "delivered") delivered++;
    }
  }
  // of those that are not kept as many as of those that are
  const known = written - unknown;
  if (known === 0) return { written, delivered: written === 0 ? 0 : null };
  return { written, delivered: Math.round((delivered / known) * written) };
}
