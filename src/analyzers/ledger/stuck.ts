import type { Window } from "../analyzer.ts";
import type { KnownCause } from "./cause.ts";
import { causeOf } from "./cause.ts";
import { none } from "./lives.ts";
import type { LedgerState, Recipient } from "./state.ts";
import { type LifeView, livesOf, type RecipientView } from "./view.ts";

/** One address that waited longer than `stuckAfter`, and why. */
export interface StuckAddress {
  readonly view: LifeView;
  readonly one: RecipientView;
  readonly cause: KnownCause;
}

/**
 * Addresses undelivered for `stuckAfter` or more, whatever became of them since. A bounce is stuck only while it waits
 * unfrozen: from its first freeze frozen-bounce alone reports it.
 */
export function stuckAddresses(state: LedgerState, window: Window): readonly StuckAddress[] {
  const found: StuckAddress[] = [];
  for (const view of livesOf(state)) {
    if (view.isBounce && view.life.frozen !== null) continue;
    if (!inWindow(view, window)) continue;
    for (const one of view.recipients) {
      if (one.delay >= window.stuckAfter) found.push({ view, one, cause: causeOf(state, view, one) });
    }
    if (view.recipients.length === 0 && view.age >= window.stuckAfter) found.push(nameless(state, view));
  }
  return found;
}

/** A message whose addresses no line names. */
function nameless(state: LedgerState, view: LifeView): StuckAddress {
  const recipient: Recipient = {
    address: "",
    causes: none(),
    skips: none(),
    delivered: null,
    failed: null,
    gaveUp: null,
  };
  const one: RecipientView = {
    recipient,
    address: "",
    outcome: view.outcome,
    endedAt: view.endedAt,
    end: null,
    delay: view.age,
  };
  return { view, one, cause: causeOf(state, view, one) };
}

/** A message is in if its life overlaps the window. */
export function inWindow(view: LifeView, window: Window): boolean {
  // what still waits is of the present, whenever it was last named
  if (window.since !== null && view.life.last < window.since && !view.waiting) return false;
  return window.until === null || view.arrivedAt <= window.until;
}
