import type { Glimpse, LineRef } from "../../engine/fold.ts";
import { glimpseHead as head, slots } from "../../parsers/glimpse.ts";
import { atSign, fieldBegin, fieldEnd, fieldText, hasField, nameIn } from "../glimpse.ts";
import { mayBeLife } from "./known-ids.ts";
import { rememberChild } from "./observe-address.ts";
import { rememberReachedIn } from "./reached.ts";
import { addProofOf, countShort } from "./retire.ts";
import type { LedgerState } from "./state.ts";
import { addProofs, growSlot, isYoungAt, releaseYoung } from "./young.ts";
import { addDelivery, empty, fill, findYoung, isFull, slotFor } from "./young-table.ts";

/**
 * Young messages (young.ts) whose lines are only glimpsed: no string and no object is made of one that comes and goes.
 * Each function says whether that was all; if not, the line is to be read and observed as an event.
 */

const arrivalAt = slots["exim.arrival"];
const deliveryAt = slots["exim.delivery"];
const star = 42;

/** `<=` */
export function glimpseArrival(state: LedgerState, glimpse: Glimpse, log: string): boolean {
  const { words, record } = glimpse;
  const { young } = state;
  if (!hasField(glimpse, arrivalAt.peer) || hasField(glimpse, arrivalAt.auth))
    learnDomainIn(state, glimpse, arrivalAt.sender);
  const hash = words[record + head.keyHash] ?? 0;
  if (mayBeLife(state, hash) && state.lives.has(fieldText(glimpse, arrivalAt.messageId))) return false;
  const length = words[record + head.keyLength] ?? 0;
  young.glimpsed = glimpse;
  // Of an id that comes again, the event is observed.
  if (findYoung(young, hash, words, record + head.key, length) >= 0) return false;
  const slot = slotFor(young, hash);
  if (young.lengths[slot] !== 0) growSlot(state, slot);
  fill(young, slot, words, record + head.key, length);
  young.instants[slot] = glimpse.at;
  young.logs[slot] = log;
  young.arrivals[slot] = record;
  young.fresh.push(slot);
  if (hasField(glimpse, arrivalAt.parent) && !hasField(glimpse, arrivalAt.sender))
    rememberChild(state, fieldText(glimpse, arrivalAt.messageId), {
      parent: fieldText(glimpse, arrivalAt.parent),
      at: glimpse.at,
    });
  return true;
}

/** `=>`, `->`, `>>`, `*>` */
export function glimpseDelivery(state: LedgerState, glimpse: Glimpse, line: LineRef): boolean {
  const { words, record, bytes } = glimpse;
  const { young } = state;
  const recipient = hasField(glimpse, deliveryAt.original) ? deliveryAt.original : deliveryAt.recipient;
  if (!hasField(glimpse, deliveryAt.peer)) {
    learnDomainIn(state, glimpse, recipient);
    const transport = nameIn(bytes, fieldBegin(glimpse, deliveryAt.transport), fieldEnd(glimpse, deliveryAt.transport));
    if (!state.localTransports.has(transport)) state.localTransports.add(transport);
  }
  if (bytes[fieldBegin(glimpse, deliveryAt.flag)] !== star) rememberReachedIn(state, glimpse, recipient, line);
  const slot = slotIn(state, glimpse);
  if (slot < 0 || !isYoungAt(young, slot, line.log, glimpse.at)) return false;
  if (isFull(young)) releaseYoung(state);
  young.glimpsed = glimpse;
  addDelivery(young, slot, record, glimpse.at);
  young.fresh.push(slot);
  return true;
}

/** `Completed` */
export function glimpseCompleted(state: LedgerState, glimpse: Glimpse, log: string): boolean {
  const { young } = state;
  const slot = slotIn(state, glimpse);
  if (slot < 0 || !isYoungAt(young, slot, log, glimpse.at)) return false;
  countShort(state, log, glimpse.at - (young.instants[slot] ?? 0));
  addSlotProofs(state, glimpse, slot);
  empty(young, slot);
  return true;
}

function slotIn({ young }: LedgerState, { words, record }: Glimpse): number {
  const hash = words[record + head.keyHash] ?? 0;
  return findYoung(young, hash, words, record + head.key, words[record + head.keyLength] ?? 0);
}

/** The deliveries in a slot are proofs: those that are held, and those that were glimpsed. */
function addSlotProofs(state: LedgerState, glimpse: Glimpse, slot: number): void {
  const { young } = state;
  const held = young.held[slot] ?? null;
  if (held !== null && held.deliveries.length > 0) addProofs(state, held.arrival.sender, held.deliveries);
  let domain: string | null | undefined;
  for (let node = young.deliveries[slot] ?? 0; node !== 0; node = young.next[node] ?? 0) {
    const delivery = { words: glimpse.words, bytes: glimpse.bytes, record: young.records[node] ?? 0 };
    if (!hasField(delivery, deliveryAt.peer)) continue;
    if (glimpse.bytes[fieldBegin(delivery, deliveryAt.flag)] === star) continue;
    domain ??= senderDomain(state, glimpse, slot);
    if (domain === undefined) return;
    const [from, to] = [fieldBegin(delivery, deliveryAt.transport), fieldEnd(delivery, deliveryAt.transport)];
    addProofOf(state, nameIn(glimpse.bytes, from, to), domain, young.at[node] ?? 0);
  }
}

/** Domain of the sender as logged, `""` when the address has none; undefined for the empty sender. */
function senderDomain({ young }: LedgerState, { words, bytes }: Glimpse, slot: number): string | undefined {
  const held = young.held[slot] ?? null;
  if (held !== null) {
    const { sender } = held.arrival;
    return sender === null ? undefined : sender.includes("@") ? sender.slice(sender.lastIndexOf("@") + 1) : "";
  }
  const arrival = { words, bytes, record: young.arrivals[slot] ?? 0 };
  if (!hasField(arrival, arrivalAt.sender)) return undefined;
  const [from, to] = [fieldBegin(arrival, arrivalAt.sender), fieldEnd(arrival, arrivalAt.sender)];
  const at = atSign(bytes, from, to);
  return at < 0 ? "" : nameIn(bytes, at + 1, to);
}

/** Longest address that a domain is learnt of. */
const longestAddress = 320;

/** As learnDomain of fold.ts. */
function learnDomainIn(state: LedgerState, glimpse: Glimpse, slot: number): void {
  const from = fieldBegin(glimpse, slot);
  const to = fieldEnd(glimpse, slot);
  if (from === 0 || to - from > longestAddress) return;
  const at = atSign(glimpse.bytes, from, to);
  if (at < 0 || at === to - 1) return;
  const domain = nameIn(glimpse.bytes, at + 1, to);
  if (state.domains.has(domain)) return;
  state.domains.add(domain.toLowerCase());
}
