import type { Glimpse, LineRef } from "../../engine/fold.ts";
import { glimpseHead as head, slots } from "../../parsers/glimpse.ts";
import { lowerCase } from "../../parsers/text.ts";
import { atSign, fieldBegin, fieldEnd, fieldText, hasField } from "../glimpse.ts";
import { halvingsOfWords } from "../sampling.ts";
import { mayBeLife } from "./known-ids.ts";
import { hasMetDomain, hasMetTransport, metOf, proofAt, rememberProof } from "./met.ts";
import { rememberChild } from "./observe-address.ts";
import { rememberReachedIn } from "./reached.ts";
import { addProof, countShort } from "./retire.ts";
import { isSent, isSuppressed } from "./sent.ts";
import type { LedgerState } from "./state.ts";
import { addProofs, growSlot, isYoungAt, releaseYoung } from "./young.ts";
import {
  addDelivery,
  addFresh,
  arrivalOf,
  begin,
  deliveriesOf,
  empty,
  fill,
  findYoung,
  instantOf,
  isEmpty,
  isFull,
  slotFor,
} from "./young-table.ts";

/**
 * Young messages (young.ts) whose lines are only glimpsed: no string and no object is made of one that comes and goes.
 * Each function says whether that was all; if not, the line is to be read and observed as an event.
 */

const messageIdAt = slots["exim.arrival"].messageId;
const senderAt = slots["exim.arrival"].sender;
const authAt = slots["exim.arrival"].auth;
const arrivalPeerAt = slots["exim.arrival"].peer;
const parentAt = slots["exim.arrival"].parent;
const recipientAt = slots["exim.delivery"].recipient;
const originalAt = slots["exim.delivery"].original;
const transportAt = slots["exim.delivery"].transport;
const peerAt = slots["exim.delivery"].peer;

/** `<=` */
export function glimpseArrival(state: LedgerState, glimpse: Glimpse, log: string): boolean {
  const { words, record } = glimpse;
  const { young } = state;
  if (!hasField(glimpse, arrivalPeerAt) || hasField(glimpse, authAt)) learnDomainIn(state, glimpse, senderAt);
  const hash = words[record + head.keyHash] ?? 0;
  if (mayBeLife(state, hash) && state.lives.has(fieldText(glimpse, messageIdAt))) return false;
  const length = words[record + head.keyLength] ?? 0;
  young.glimpsed = glimpse;
  // Of an id that comes again, the event is observed.
  if (findYoung(young, hash, words, record + head.key, length) >= 0) return false;
  if (isFull(young)) releaseYoung(state);
  const slot = slotFor(young, hash);
  if (!isEmpty(young, slot)) growSlot(state, slot);
  fill(young, slot, words, record + head.key, length);
  begin(young, slot, glimpse.at, log, record);
  addFresh(young, slot);
  if (hasField(glimpse, parentAt) && !hasField(glimpse, senderAt))
    rememberChild(state, fieldText(glimpse, messageIdAt), { parent: fieldText(glimpse, parentAt), at: glimpse.at });
  return true;
}

/** `=>`, `->`, `>>`, `*>` */
export function glimpseDelivery(state: LedgerState, glimpse: Glimpse, line: LineRef): boolean {
  const { young } = state;
  const recipient = hasField(glimpse, originalAt) ? originalAt : recipientAt;
  if (!hasField(glimpse, peerAt)) {
    learnDomainIn(state, glimpse, recipient);
    if (hasField(glimpse, transportAt)) learnTransportIn(state, glimpse);
  }
  if (!isSuppressed(glimpse)) rememberReachedIn(state, glimpse, recipient, line);
  const slot = slotIn(state, glimpse);
  if (slot < 0 || !isYoungAt(young, slot, line.log, glimpse.at)) return false;
  if (isFull(young)) releaseYoung(state);
  young.glimpsed = glimpse;
  addDelivery(young, slot, glimpse.record, glimpse.at);
  addFresh(young, slot);
  return true;
}

/** `Completed` */
export function glimpseCompleted(state: LedgerState, glimpse: Glimpse, log: string): boolean {
  const { young } = state;
  const slot = slotIn(state, glimpse);
  if (slot < 0 || !isYoungAt(young, slot, log, glimpse.at)) return false;
  const { words, record } = glimpse;
  const halvings = halvingsOfWords(words, record + head.key, words[record + head.keyLength] ?? 0);
  countShort(state, log, glimpse.at - instantOf(young, slot), halvings);
  if (state.children.size > 0) state.children.delete(fieldText(glimpse, messageIdAt));
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
  if (held !== null) addProofs(state, held);
  const { words, bytes } = glimpse;
  for (let node = deliveriesOf(young, slot); node !== 0; node = young.next[node] ?? 0) {
    const record = young.records[node] ?? 0;
    if (!isSent({ words, bytes, record })) continue;
    const at = young.at[node] ?? 0;
    if (held === null) addProofIn(state, glimpse, arrivalOf(young, slot), record, at);
    else if (held.sender !== null) addProof(state, fieldText({ words, bytes, record }, transportAt), held.sender, at);
  }
}

/** A proof of a delivery of which both lines were glimpsed. */
function addProofIn(state: LedgerState, glimpse: Glimpse, arrival: number, delivery: number, at: number): void {
  const { words, bytes, names } = glimpse;
  const from = words[arrival + senderAt] ?? 0;
  if (from === 0) return;
  const domain = names.domain(from, words[arrival + senderAt + 1] ?? 0);
  const transport = names.name(words[delivery + transportAt] ?? 0, words[delivery + transportAt + 1] ?? 0);
  if (domain > 0 && transport > 0 && proofAt(metOf(state, names), transport, domain, at)) return;
  const sender = fieldText({ words, bytes, record: arrival }, senderAt);
  const span = addProof(state, fieldText({ words, bytes, record: delivery }, transportAt), sender, at);
  if (domain > 0 && transport > 0) rememberProof(metOf(state, names), transport, domain, span);
}

function learnTransportIn(state: LedgerState, glimpse: Glimpse): void {
  const { names } = glimpse;
  const name = names.name(fieldBegin(glimpse, transportAt), fieldEnd(glimpse, transportAt));
  if (name > 0 && hasMetTransport(metOf(state, names), name)) return;
  const transport = fieldText(glimpse, transportAt);
  if (!state.localTransports.has(transport)) state.localTransports.add(transport);
}

/** Longest address that a domain is learnt of. */
const longestAddress = 320;

/** As learnDomain of fold.ts. */
function learnDomainIn(state: LedgerState, glimpse: Glimpse, slot: number): void {
  const from = fieldBegin(glimpse, slot);
  const to = fieldEnd(glimpse, slot);
  if (from === 0 || to - from > longestAddress) return;
  const { bytes, names } = glimpse;
  const domain = names.domain(from, to);
  if (domain < 0 || (domain > 0 && hasMetDomain(metOf(state, names), domain))) return;
  const at = atSign(bytes, from, to);
  state.domains.add(lowerCase(bytes.toString("latin1", at + 1, to)));
}
