import type { Instant } from "../parsers/events.ts";
import { largest, smallest } from "./numbers.ts";

/** What a verdict is made of: minima and maxima only, so that it does not depend on how the logs were cut. */
export interface Case {
  readonly firstError: Instant;
  readonly lastError: Instant;
  /** Successes of those that the fault had hit. */
  readonly victimSuccesses: readonly Instant[];
  /** Victims that still wait (queued or frozen). */
  readonly victimsWaiting: number;
  /** Any sign that the subject works, victims or not. */
  readonly proofs: readonly Instant[];
}

export interface Verdict {
  readonly status: "open" | "resolved" | "recurred";
  readonly basis: "confirmed" | "quiet" | null;
  readonly resolvedAt: Instant | null;
  /** The first proof after the last error: from here on the fault is gone. */
  readonly proofAt: Instant | null;
}

/**
 * Is it over? Never claimed, always computed: `resolved` needs a proof strictly after the last error, since lines of
 * one second have no order between processes. A fault that ended while victims still wait is open: mail is held.
 */
export function verdict(of: Case): Verdict {
  const proofs = [...of.proofs, ...of.victimSuccesses];
  const after = proofs.filter((at) => at > of.lastError);
  if (after.length === 0) {
    const between = proofs.some((at) => at > of.firstError && at < of.lastError);
    return { status: between ? "recurred" : "open", basis: null, resolvedAt: null, proofAt: null };
  }
  const proofAt = smallest(after);
  if (of.victimsWaiting > 0) return { status: "open", basis: null, resolvedAt: null, proofAt };
  const confirmed = of.victimSuccesses.filter((at) => at > of.lastError);
  if (confirmed.length > 0) return { status: "resolved", basis: "confirmed", resolvedAt: largest(confirmed), proofAt };
  return { status: "resolved", basis: "quiet", resolvedAt: proofAt, proofAt };
}
