import { own } from "../../engine/fold.ts";
import type { EventOf, Instant } from "../../parsers/events.ts";
import { hashOfWords, keyWords } from "../../parsers/glimpse.ts";
import { halvingsOf, isSampled } from "../sampling.ts";
import { isLife, markLife } from "./known-ids.ts";
import {
  deliveredBy,
  arrivalOf as keptArrival,
  observeArrival,
  observeDelivery,
  rememberChild,
} from "./observe-address.ts";
import { addProof } from "./proofs.ts";
import { countShort, SHORT } from "./retire.ts";
import { growSettled, letGo } from "./settled.ts";
import type { LedgerState } from "./state.ts";
import {
  begin,
  empty,
  fill,
  findYoung,
  type Held,
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
 * Here are the messages whose lines came as events; the module keeps those of which it settles the lines (settled.ts).
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
  if (growSettled(state, words, messageId.length)) return false;
  const slot = slotFor(young, hashOfWords(words, 0));
  if (!isEmpty(young, slot)) {
    growSlot(state, slot);
    keyWords(messageId, words, 0);
  }
  fill(young, slot, words, 0, messageId.length);
  begin(young, slot, event.at, log);
  young.held[slot] = { arrival: event, sender: event.sender, deliveries: [], isPinned: true };
  // The module asks before it begins one with such an id.
  if (state.settling !== null) markLife(state, messageId);
  if (event.sender === null && event.parent !== null) rememberChild(state, own(messageId), keptArrival(event, log));
  addFresh(state, slot);
  return true;
}

function addFresh(state: LedgerState, slot: number): void {
  const { fresh } = state.young;
  fresh.push(slot);
  if (fresh.length >= FRESH) releaseYoung(state);
}

/** Whether a message with this id is held here. */
export const isYoung = ({ young }: LedgerState, id: string): boolean => slotOf(young, id) >= 0;

/** Whether what happened at `at`, in this log, happened to a young message. */
function isYoungAt(young: YoungTable, slot: number, log: string, at: Instant): boolean {
  const began = instantOf(young, slot);
  return at >= began && at - began < SHORT && logOf(young, slot) === log;
}

/** `=>` within five minutes, in the same log. */
export function deliverYoung(state: LedgerState, event: EventOf<"exim.delivery">, log: string): boolean {
  const { young } = state;
  const slot = event.messageId === null ? -1 : slotOf(young, event.messageId);
  if (slot < 0 || !isYoungAt(young, slot, log, event.at)) return false;
  const held = young.held[slot];
  if (held == null) return false;
  const { peer, transport, flag, at } = event;
  held.deliveries.push({ event, at, proves: peer !== null && flag !== "*>" ? transport : null });
  held.isPinned = true;
  addFresh(state, slot);
  return true;
}

/** `Completed` within five minutes, in the same log: the message is forgotten, its deliveries are proofs. */
export function completeYoung(state: LedgerState, event: EventOf<"exim.completed">, log: string): boolean {
  const { young } = state;
  const slot = event.messageId === null ? -1 : slotOf(young, event.messageId);
  if (slot < 0 || !isYoungAt(young, slot, log, event.at)) return false;
  const held = young.held[slot];
  if (held == null) return false;
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
  else growSettled(state, words, id.length);
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
  const held = young.held[slot];
  empty(young, slot);
  if (held?.arrival.messageId == null) throw new Error("a young message without an id");
  observeArrival(state, held.arrival.messageId, keptArrival(held.arrival, log));
  for (const { event } of held.deliveries) observeDelivery(state, deliveredBy(event), log, null);
}

/** Copies the events of young messages, which are pieces of chunks. */
export function releaseYoung({ young }: LedgerState): void {
  for (const slot of young.fresh.splice(0)) {
    const held = young.held[slot];
    if (held?.isPinned !== true || isEmpty(young, slot)) continue;
    const { arrival, sender, deliveries } = copied(held);
    young.held[slot] = { arrival, sender, deliveries, isPinned: false };
  }
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
  letGo(state);
  for (const slot of youngSlots(state.young)) {
    state.revision++;
    growSlot(state, slot);
  }
  state.young.fresh.length = 0;
  return state;
}
