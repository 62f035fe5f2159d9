import { own } from "../../engine/fold.ts";
import type { EventOf, EximDelivery, Instant } from "../../parsers/events.ts";
import { hashOfWords, keyWords, readArrival, readDelivery } from "../../parsers/glimpse.ts";
import { lineText } from "../glimpse.ts";
import { isLife } from "./known-ids.ts";
import { arrivalOf, observeArrival, observeDelivery, rememberChild } from "./observe-address.ts";
import { addProof, countShort, SHORT } from "./retire.ts";
import type { LedgerState } from "./state.ts";
import { empty, fill, findYoung, type Held, slotFor, WORDS, type YoungTable, youngSlots } from "./young-table.ts";

/**
 * Nearly all messages come in, are delivered and are over within seconds, in one log. Until something else happens to
 * one of them, little is held of it; that is what makes a quiet log cheap. Anything else (a deferral, another log, five
 * minutes, two other messages with the same slot) makes it a life of its own, which changes nothing but the cost.
 *
 * Here are the messages whose lines came as events; young-glimpses.ts has those that were only glimpsed.
 */

/** Arrivals that are held as they came, and their chunk of the log with them; then those still young are copied. */
const FRESH = 128;

/** The words of the id that was asked for last. */
const words = new Int32Array(WORDS);

/** The slot of an id; -1 when it is not young. */
function slotOf(table: YoungTable, id: string): number {
  keyWords(id, words, 0);
  return findYoung(table, hashOfWords(words, 0), words, 0, id.length);
}

/** `<=` of an id that was not met before. Returns false when the message is not, or no longer, young. */
export function beginYoung(state: LedgerState, event: EventOf<"exim.arrival">, log: string): boolean {
  const { messageId } = event;
  const { young } = state;
  if (messageId === null || isLife(state, messageId)) return false;
  const known = slotOf(young, messageId);
  if (known >= 0) {
    growSlot(state, known);
    return false;
  }
  const slot = slotFor(young, hashOfWords(words, 0));
  if (young.lengths[slot] !== 0) {
    growSlot(state, slot);
    keyWords(messageId, words, 0);
  }
  fill(young, slot, words, 0, messageId.length);
  young.instants[slot] = event.at;
  young.logs[slot] = log;
  young.held[slot] = { arrival: event, deliveries: [], isPinned: true };
  if (event.sender === null && event.parent !== null) rememberChild(state, own(messageId), arrivalOf(event, log));
  if (young.fresh.push(slot) >= FRESH) releaseYoung(state);
  return true;
}

/** Whether what happened at `at`, in this log, happened to a young message. */
export function isYoungAt({ instants, logs }: YoungTable, slot: number, log: string, at: Instant): boolean {
  const began = instants[slot] ?? 0;
  return logs[slot] === log && at >= began && at - began < SHORT;
}

/** `=>` within five minutes, in the same log. */
export function deliverYoung(state: LedgerState, event: EventOf<"exim.delivery">, log: string): boolean {
  const { young } = state;
  const slot = event.messageId === null ? -1 : slotOf(young, event.messageId);
  if (slot < 0 || !isYoungAt(young, slot, log, event.at)) return false;
  const held = young.held[slot] ?? null;
  if (held === null) {
    // Its arrival was only glimpsed; now something is read of it.
    growSlot(state, slot);
    return false;
  }
  held.deliveries.push(event);
  held.isPinned = true;
  if (young.fresh.push(slot) >= FRESH) releaseYoung(state);
  return true;
}

/** `Completed` within five minutes, in the same log: the message is forgotten, its deliveries are proofs. */
export function completeYoung(state: LedgerState, event: EventOf<"exim.completed">, log: string): boolean {
  const { young } = state;
  const slot = event.messageId === null ? -1 : slotOf(young, event.messageId);
  if (slot < 0 || !isYoungAt(young, slot, log, event.at)) return false;
  const held = young.held[slot] ?? null;
  if (held === null || young.deliveries[slot] !== 0) {
    growSlot(state, slot);
    return false;
  }
  countShort(state, log, event.at - held.arrival.at);
  addProofs(state, held.arrival.sender, held.deliveries);
  empty(young, slot);
  return true;
}

/** Each delivery to another host shows that its transport works for mail from this sender's domain. */
export function addProofs(state: LedgerState, sender: string | null, deliveries: readonly EximDelivery[]): void {
  if (sender === null) return;
  for (const { peer, transport, flag, at } of deliveries)
    if (peer !== null && transport !== null && flag !== "*>") addProof(state, transport, sender, at);
}

/** Makes a life of a young message, if this id is one. */
export function grow(state: LedgerState, id: string): void {
  const slot = slotOf(state.young, id);
  if (slot >= 0) growSlot(state, slot);
}

/** Makes a life of what is in a slot. */
export function growSlot(state: LedgerState, slot: number): void {
  const { young } = state;
  const log = young.logs[slot] ?? "";
  const { arrival, deliveries } = heldIn(young, slot);
  empty(young, slot);
  if (arrival.messageId === null) throw new Error("a young message without an id");
  observeArrival(state, arrival.messageId, arrivalOf(arrival, log));
  for (const delivery of deliveries) observeDelivery(state, delivery, log, null);
}

/** Arrival and deliveries of a slot; what was glimpsed is read. */
function heldIn(young: YoungTable, slot: number): Pick<Held, "arrival" | "deliveries"> {
  const held = young.held[slot] ?? null;
  const arrival =
    held === null ? readArrival(textAt(young, young.arrivals[slot] ?? 0), young.instants[slot] ?? 0) : held.arrival;
  const read: EximDelivery[] = [];
  for (let node = young.deliveries[slot] ?? 0; node !== 0; node = young.next[node] ?? 0)
    read.push(readDelivery(textAt(young, young.records[node] ?? 0), young.at[node] ?? 0));
  return { arrival, deliveries: [...(held?.deliveries ?? []), ...read.reverse()] };
}

/** The line of a record of the present batch. */
function textAt({ glimpsed }: YoungTable, record: number): string {
  if (glimpsed === null) throw new Error("a young message points at lines that are gone");
  return lineText({ words: glimpsed.words, bytes: glimpsed.bytes, record });
}

/** Copies what young messages point at: records and text of glimpses, and the chunks that events are pieces of. */
export function releaseYoung({ young }: LedgerState): void {
  for (const slot of young.fresh) {
    if (young.lengths[slot] === 0) continue;
    const held = young.held[slot] ?? null;
    if (young.arrivals[slot] !== 0 || young.deliveries[slot] !== 0 || held?.isPinned === true) {
      const { arrival, deliveries } = heldIn(young, slot);
      // An event that was read of a glimpsed line is a piece of a copy.
      young.held[slot] =
        held?.isPinned === true
          ? { arrival: copied(arrival), deliveries: deliveries.map(copied), isPinned: false }
          : { arrival, deliveries: [...deliveries], isPinned: false };
      young.arrivals[slot] = 0;
      young.deliveries[slot] = 0;
    }
  }
  young.fresh.length = 0;
  young.nodes = 1;
}

/** An event that is not made of pieces of a chunk. */
function copied<T>(value: T): T {
  if (typeof value === "string") return own(value) as T;
  if (Array.isArray(value)) return value.map(copied) as T;
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, copied(held)])) as T;
}

/** The ledger with every message as a life: what merges, is written out or is judged. */
export function settled(state: LedgerState): LedgerState {
  state.recentProofs.length = 0;
  for (const slot of youngSlots(state.young)) {
    state.revision++;
    growSlot(state, slot);
  }
  state.young.fresh.length = 0;
  return state;
}
