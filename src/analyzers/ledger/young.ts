import { own } from "../../engine/fold.ts";
import type { EventOf } from "../../parsers/events.ts";
import { arrivalOf, observeArrival, observeDelivery, rememberChild } from "./observe-address.ts";
import { addProof, proofKey, SHORT } from "./retire.ts";
import type { LedgerState, Young } from "./state.ts";

/**
 * Nearly all messages come in, are delivered and are over within seconds, in one log. Until something else happens to
 * one of them, little is held of it; that is what makes a quiet log cheap. Anything else (a deferral, another log, five
 * minutes, too many of them) makes it a life of its own. Deliveries are held as they came, and their chunk of the log
 * with them: `Completed` nearly always follows at once.
 */
const MOST = 1024;

/** `<=` of an id that was not met before. Returns false when the message is not, or no longer, young. */
export function beginYoung(state: LedgerState, event: EventOf<"exim.arrival">, log: string): boolean {
  if (event.messageId === null) return false;
  const id = own(event.messageId);
  if (state.lives.has(id) || state.young.has(id)) return false;
  if (state.young.size >= MOST) {
    const oldest = state.young.keys().next();
    if (oldest.done !== true) grow(state, oldest.value);
  }
  const arrival = arrivalOf(event, log);
  state.young.set(id, { arrival, deliveries: null });
  if (arrival.sender === null && arrival.parent !== null) rememberChild(state, id, arrival);
  return true;
}

/** `=>` within five minutes, in the same log. */
export function deliverYoung(state: LedgerState, event: EventOf<"exim.delivery">, log: string): boolean {
  const young = event.messageId === null ? undefined : state.young.get(event.messageId);
  if (young === undefined || young.arrival.log !== log || !soon(young, event.at)) return false;
  if (young.deliveries === null) young.deliveries = [event];
  else young.deliveries.push(event);
  return true;
}

/** `Completed` within five minutes, in the same log: the message is forgotten, its deliveries are proofs. */
export function completeYoung(state: LedgerState, event: EventOf<"exim.completed">, log: string): boolean {
  const id = event.messageId;
  const young = id === null ? undefined : state.young.get(id);
  if (id === null || young === undefined || young.arrival.log !== log || !soon(young, event.at)) return false;
  state.young.delete(id);
  const { sender } = young.arrival;
  if (sender === null || young.deliveries === null) return true;
  for (const { peer, transport, flag, at } of young.deliveries) {
    if (peer !== null && transport !== null && flag !== "*>") addProof(state, proofKey(transport, sender), at);
  }
  return true;
}

const soon = ({ arrival }: Young, at: number): boolean => at >= arrival.at && at - arrival.at < SHORT;

/** Makes a life of a young message, if it is one. */
export function grow(state: LedgerState, id: string): void {
  const young = state.young.get(id);
  if (young === undefined) return;
  state.young.delete(id);
  observeArrival(state, own(id), young.arrival);
  for (const delivery of young.deliveries ?? []) observeDelivery(state, delivery, young.arrival.log, null);
}

/** The ledger with every message as a life: what merges, is written out or is judged. */
export function settled(state: LedgerState): LedgerState {
  if (state.young.size > 0) state.revision++;
  for (const id of [...state.young.keys()]) grow(state, id);
  return state;
}
