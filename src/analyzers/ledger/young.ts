import { own } from "../../engine/fold.ts";
import type { EventOf, EximArrival, EximDelivery, Instant } from "../../parsers/events.ts";
import { hashOfWords, keyWords, readArrival, readDelivery, slots } from "../../parsers/glimpse.ts";
import { type Fields, fieldText, hasField, lineText } from "../glimpse.ts";
import { halvingsOf, isSampled } from "../sampling.ts";
import { isLife } from "./known-ids.ts";
import {
  deliveredBy,
  arrivalOf as keptArrival,
  observeArrival,
  observeDelivery,
  rememberChild,
} from "./observe-address.ts";
import { addProof, countShort, SHORT } from "./retire.ts";
import { isSent } from "./sent.ts";
import type { LedgerState } from "./state.ts";
import {
  addFresh,
  arrivalOf,
  begin,
  deliveriesOf,
  empty,
  fill,
  findYoung,
  type Held,
  type HeldDelivery,
  type HeldLine,
  holdAll,
  idOf,
  instantOf,
  isEmpty,
  logOf,
  slotFor,
  WORDS,
  type YoungTable,
  youngSlots,
} from "./young-table.ts";

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
  if (!isEmpty(young, slot)) {
    growSlot(state, slot);
    keyWords(messageId, words, 0);
  }
  fill(young, slot, words, 0, messageId.length);
  begin(young, slot, event.at, log, 0);
  young.held[slot] = { arrival: event, sender: event.sender, deliveries: [], isPinned: true };
  if (event.sender === null && event.parent !== null) rememberChild(state, own(messageId), keptArrival(event, log));
  addFresh(young, slot);
  if (young.freshCount >= FRESH) releaseYoung(state);
  return true;
}

/** Whether what happened at `at`, in this log, happened to a young message. */
export function isYoungAt(young: YoungTable, slot: number, log: string, at: Instant): boolean {
  const began = instantOf(young, slot);
  return at >= began && at - began < SHORT && logOf(young, slot) === log;
}

/** `=>` within five minutes, in the same log. */
export function deliverYoung(state: LedgerState, event: EventOf<"exim.delivery">, log: string): boolean {
  const { young } = state;
  const slot = event.messageId === null ? -1 : slotOf(young, event.messageId);
  if (slot < 0 || !isYoungAt(young, slot, log, event.at)) return false;
  // Deliveries stay in order.
  if (young.held[slot] != null && deliveriesOf(young, slot) !== 0) release(young, slot);
  const held = young.held[slot] ?? null;
  if (held === null) {
    // Its arrival was only glimpsed; now something is read of it.
    growSlot(state, slot);
    return false;
  }
  const { peer, transport, flag, at } = event;
  held.deliveries.push({ event, at, proves: peer !== null && flag !== "*>" ? transport : null });
  held.isPinned = true;
  addFresh(young, slot);
  if (young.freshCount >= FRESH) releaseYoung(state);
  return true;
}

/** `Completed` within five minutes, in the same log: the message is forgotten, its deliveries are proofs. */
export function completeYoung(state: LedgerState, event: EventOf<"exim.completed">, log: string): boolean {
  const { young } = state;
  const slot = event.messageId === null ? -1 : slotOf(young, event.messageId);
  if (slot < 0 || !isYoungAt(young, slot, log, event.at)) return false;
  const held = young.held[slot] ?? null;
  if (held === null || deliveriesOf(young, slot) !== 0) {
    growSlot(state, slot);
    return false;
  }
  countShort(state, log, event.at - instantOf(young, slot), halvingsOf(event.messageId ?? ""));
  if (state.children.size > 0) state.children.delete(event.messageId ?? "");
  addProofs(state, held);
  empty(young, slot);
  return true;
}

/** Each delivery to another host shows that its transport works for mail from this sender's domain. */
export function addProofs(state: LedgerState, { sender, deliveries }: Held): void {
  if (sender === null) return;
  for (const { proves, at } of deliveries) if (proves !== null) addProof(state, proves, sender, at);
}

/** Makes a life of a young message, if this id is one. */
export function grow(state: LedgerState, id: string): void {
  const slot = slotOf(state.young, id);
  if (slot >= 0) growSlot(state, slot);
}

/** Makes a life of what is in a slot. */
export function growSlot(state: LedgerState, slot: number): void {
  const { young } = state;
  const log = logOf(young, slot);
  const { halvings } = state.sampling;
  // Of an id that is not kept nothing needs to be read.
  if (halvings > 0 && !isSampled(state.sampling, idOf(young, slot))) {
    empty(young, slot);
    return;
  }
  const { arrival, deliveries } = heldIn(young, slot);
  empty(young, slot);
  if (arrival.messageId === null) throw new Error("a young message without an id");
  observeArrival(state, arrival.messageId, keptArrival(arrival, log));
  for (const delivery of deliveries) observeDelivery(state, deliveredBy(delivery), log, null);
}

/** Arrival and deliveries of a slot; what was glimpsed is read. */
function heldIn(young: YoungTable, slot: number): { arrival: EximArrival; deliveries: readonly EximDelivery[] } {
  const held = young.held[slot] ?? null;
  const arrival = held?.arrival ?? { line: textAt(young, arrivalOf(young, slot)), at: instantOf(young, slot) };
  const glimpsed: HeldLine[] = [];
  for (let node = deliveriesOf(young, slot); node !== 0; node = young.next[node] ?? 0)
    glimpsed.push({ line: textAt(young, young.records[node] ?? 0), at: young.at[node] ?? 0 });
  const deliveries = [...(held?.deliveries ?? []).map(({ event }) => event), ...glimpsed.reverse()];
  return {
    arrival: "line" in arrival ? readArrival(arrival.line, arrival.at) : arrival,
    deliveries: deliveries.map((one) => ("line" in one ? readDelivery(one.line, one.at) : one)),
  };
}

/** The line of a record of the present batch. */
function textAt({ glimpsed }: YoungTable, record: number): string {
  if (glimpsed === null) throw new Error("a young message points at lines that are gone");
  return lineText({ words: glimpsed.words, bytes: glimpsed.bytes, record });
}

/** Copies what young messages point at: records and text of glimpses, and the chunks that events are pieces of. */
export function releaseYoung({ young }: LedgerState): void {
  const { fresh, freshCount } = young;
  for (let at = 0; at < freshCount; at++) {
    const slot = fresh[at] ?? 0;
    if (!isEmpty(young, slot)) release(young, slot);
  }
  young.freshCount = 0;
  young.nodes = 1;
}

function release(young: YoungTable, slot: number): void {
  const held = young.held[slot] ?? null;
  if (held?.isPinned === true) {
    const { arrival, sender, deliveries } = copied(held);
    young.held[slot] = { arrival, sender, deliveries, isPinned: false };
  }
  if (arrivalOf(young, slot) !== 0 || deliveriesOf(young, slot) !== 0) holdAll(young, slot, linesIn(young, slot));
}

/** The lines of a slot, copied. */
function linesIn(young: YoungTable, slot: number): Held {
  const { glimpsed } = young;
  if (glimpsed === null) throw new Error("a young message points at lines that are gone");
  const deliveries: HeldDelivery[] = [];
  for (let node = deliveriesOf(young, slot); node !== 0; node = young.next[node] ?? 0) {
    const fields = { words: glimpsed.words, bytes: glimpsed.bytes, record: young.records[node] ?? 0 };
    const at = young.at[node] ?? 0;
    deliveries.push({ event: { line: lineText(fields), at }, at, proves: provenBy(fields) });
  }
  deliveries.reverse();
  const held = young.held[slot] ?? null;
  if (held !== null) return { ...held, deliveries: [...held.deliveries, ...deliveries] };
  const fields = { words: glimpsed.words, bytes: glimpsed.bytes, record: arrivalOf(young, slot) };
  const sender = hasField(fields, senderAt) ? fieldText(fields, senderAt) : null;
  return { arrival: { line: lineText(fields), at: instantOf(young, slot) }, sender, deliveries, isPinned: false };
}

const senderAt = slots["exim.arrival"].sender;
const transportAt = slots["exim.delivery"].transport;

/** The transport of a glimpsed delivery to another host. */
function provenBy(delivery: Fields): string | null {
  return isSent(delivery) ? fieldText(delivery, transportAt) : null;
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
  state.young.freshCount = 0;
  state.young.nodes = 1;
  return state;
}
