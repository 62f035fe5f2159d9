import { own } from "../../engine/fold.ts";
import type { Instant } from "../../parsers/events.ts";
import { domainOf } from "./address.ts";
import type { LedgerState, Life } from "./state.ts";

/** A message that took longer is kept, in case it counts as stuck. */
export const SHORT = 5 * 60_000;

/**
 * Forgets a message that is over and was never in trouble. Only when its arrival was read before its end: a life
 * that was read backwards (files in another order) stays, since lines between the two may still come.
 */
export function retire(state: LedgerState, life: Life): void {
  if (life.arrival === null || life.end === null || !untroubled(life)) return;
  state.lives.delete(life.id);
  for (const proof of proofsOf(life)) addProof(state, proof.key, proof.at);
}

/** Short, delivered to all, nothing refused, nothing frozen. */
export function untroubled(life: Life): boolean {
  if (life.end?.how !== "completed" || life.arrival === null) return false;
  if (life.end.at - life.arrival.at >= SHORT) return false;
  if (
    life.taints.size > 0 ||
    life.expansions.size > 0 ||
    life.frozen !== null ||
    life.errorIgnored ||
    life.arrivedTwice
  )
    return false;
  for (const recipient of life.recipients.values())
    if (recipient.failed !== null || recipient.gaveUp !== null) return false;
  return true;
}

/** Its deliveries to other hosts, as proofs: this transport works for mail from this domain. */
export function proofsOf(life: Life): readonly { readonly key: string; readonly at: Instant }[] {
  const sender = life.arrival?.sender ?? null;
  if (sender === null) return [];
  const proofs: { key: string; at: Instant }[] = [];
  for (const { delivered } of life.recipients.values()) {
    if (delivered?.host != null && delivered.transport !== null)
      proofs.push({ key: proofKey(delivered.transport, sender), at: delivered.at });
  }
  return proofs;
}

/** @param sender an address, or `@` and a domain. */
export function proofKey(transport: string, sender: string): string {
  return `${transport}\n${domainOf(sender) ?? ""}`;
}

const HOUR = 3_600_000;

/** First and last proof of each hour are enough to find one after any instant, whatever the cut. */
export function addProof(state: LedgerState, key: string, at: Instant): void {
  let hours = state.proofs.get(key);
  if (hours === undefined) {
    hours = new Map();
    state.proofs.set(own(key), hours);
  }
  const hour = Math.floor(at / HOUR);
  const held = hours.get(hour);
  if (held === undefined) hours.set(hour, { first: at, last: at });
  else {
    held.first = Math.min(held.first, at);
    held.last = Math.max(held.last, at);
  }
}

/** Instants at which this transport delivered mail from this domain, victims' own deliveries left out. */
export function proofInstants(
  state: LedgerState,
  transport: string,
  senderDomain: string,
  except: ReadonlySet<Life>,
): Instant[] {
  const key = proofKey(transport, `@${senderDomain}`);
  const instants = [...(state.proofs.get(key)?.values() ?? [])].flatMap((span) => [span.first, span.last]);
  for (const life of state.lives.values()) {
    if (except.has(life) || life.taints.size > 0) continue;
    instants.push(...proofsOf(life).flatMap((proof) => (proof.key === key ? [proof.at] : [])));
  }
  return instants;
}
