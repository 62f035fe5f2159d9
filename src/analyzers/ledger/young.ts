import { own } from "../../engine/fold.ts";
import type { EventOf } from "../../parsers/events.ts";
import { isLife, mixed } from "./known-ids.ts";
import { arrivalOf, observeArrival, observeDelivery, rememberChild } from "./observe-address.ts";
import { addProof, countShort, SHORT } from "./retire.ts";
import type { Arrival, LedgerState, Young } from "./state.ts";

/**
 * Nearly all messages come in, are delivered and are over within seconds, in one log. Until something else happens to
 * one of them, little is held of it; that is what makes a quiet log cheap. Anything else (a deferral, another log, five
 * minutes, another message with the same slot) makes it a life of its own, which changes nothing but the cost.
 *
 * A table of slots and not a Map: a Map with as many deletions as insertions leaves outgrown tables behind, and what
 * they still name is kept through every minor collection.
 */
const SLOTS = 4096;

export const noYoung = (): (Young | null)[] => new Array<Young | null>(SLOTS).fill(null);

const slotOf = (id: string): number => mixed(id) & (SLOTS - 1);

/** Arrivals that are held as they came, and their chunk of the log with them; then those still young are copied. */
const FRESH = 128;

/** `<=` of an id that was not met before. Returns false when the message is not, or no longer, young. */
export function beginYoung(state: LedgerState, event: EventOf<"exim.arrival">, log: string): boolean {
  const { messageId } = event;
  if (messageId === null || isLife(state, messageId)) return false;
  const slot = slotOf(messageId);
  const held = state.young[slot] ?? null;
  if (held !== null) {
    growSlot(state, slot, held);
    if (held.id === messageId) return false;
  }
  const young: Young = { id: messageId, at: event.at, log, event, arrival: null, deliveries: null };
  state.young[slot] = young;
  if (event.sender === null && event.parent !== null) rememberChild(state, own(messageId), arrivalIn(young));
  if (state.fresh.push(young) >= FRESH) copyFresh(state);
  return true;
}

/** Most messages are over before this: what they were called need not be copied out of the chunk. */
function copyFresh(state: LedgerState): void {
  for (const young of state.fresh) {
    if (state.young[slotOf(young.id)] !== young) continue;
    arrivalIn(young);
    young.id = own(young.id);
  }
  state.fresh.length = 0;
}

/** What is kept of the arrival; its event is let go. */
function arrivalIn(young: Young): Arrival {
  if (young.arrival !== null) return young.arrival;
  if (young.event === null) throw new Error("a young message has neither event nor arrival");
  const arrival = arrivalOf(young.event, young.log);
  young.arrival = arrival;
  young.event = null;
  return arrival;
}

/** The message with this id, if it is young, of that log, and under five minutes old. */
function youngOf(state: LedgerState, id: string | null, log: string, at: number): Young | null {
  if (id === null) return null;
  const young = state.young[slotOf(id)] ?? null;
  if (young === null || young.id !== id || young.log !== log) return null;
  return at >= young.at && at - young.at < SHORT ? young : null;
}

/** `=>` within five minutes, in the same log. Held as it came, and its chunk of the log with it: `Completed` follows at once. */
export function deliverYoung(state: LedgerState, event: EventOf<"exim.delivery">, log: string): boolean {
  const young = youngOf(state, event.messageId, log, event.at);
  if (young === null) return false;
  if (young.deliveries === null) young.deliveries = [event];
  else young.deliveries.push(event);
  return true;
}

/** `Completed` within five minutes, in the same log: the message is forgotten, its deliveries are proofs. */
export function completeYoung(state: LedgerState, event: EventOf<"exim.completed">, log: string): boolean {
  const young = youngOf(state, event.messageId, log, event.at);
  if (young === null) return false;
  state.young[slotOf(young.id)] = null;
  countShort(state, log, event.at - young.at);
  const sender = (young.arrival ?? young.event)?.sender ?? null;
  if (sender === null || young.deliveries === null) return true;
  for (const { peer, transport, flag, at } of young.deliveries) {
    if (peer !== null && transport !== null && flag !== "*>") addProof(state, transport, sender, at);
  }
  return true;
}

/** Makes a life of a young message, if this id is one. */
export function grow(state: LedgerState, id: string): void {
  const slot = slotOf(id);
  const young = state.young[slot] ?? null;
  if (young !== null && young.id === id) growSlot(state, slot, young);
}

function growSlot(state: LedgerState, slot: number, young: Young): void {
  state.young[slot] = null;
  observeArrival(state, young.id, arrivalIn(young));
  for (const delivery of young.deliveries ?? []) observeDelivery(state, delivery, young.log, null);
}

/** The ledger with every message as a life: what merges, is written out or is judged. */
export function settled(state: LedgerState): LedgerState {
  state.fresh.length = 0;
  state.recentProofs.length = 0;
  state.young.forEach((young, slot) => {
    if (young === null) return;
    state.revision++;
    growSlot(state, slot, young);
  });
  return state;
}
