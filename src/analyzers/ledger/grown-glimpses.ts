/** Glimpsed lines about messages that are lives of their own: what the ledger asks of them is taken out of the record. */
import type { Glimpse, LineRef } from "../../engine/fold.ts";
import { slots } from "../../parsers/glimpse.ts";
import { fieldText, fieldTextOrNull, hasField } from "../glimpse.ts";
import { isSampled } from "../sampling.ts";
import { learnDomain } from "./learnt.ts";
import { type Delivered, observeDelivery } from "./observe-address.ts";
import { observeCompleted } from "./observe-lifecycle.ts";
import { observeDeferral, observeFailure } from "./observe-unreached.ts";
import type { LedgerState } from "./state.ts";
import type { Unreached } from "./unreached.ts";
import { grow } from "./young.ts";

const completedIdAt = slots["exim.completed"].messageId;
const idAt = slots["exim.delivery"].messageId;
const flagAt = slots["exim.delivery"].flag;
const recipientAt = slots["exim.delivery"].recipient;
const originalAt = slots["exim.delivery"].original;
const routerAt = slots["exim.delivery"].router;
const transportAt = slots["exim.delivery"].transport;
const peerNameAt = slots["exim.delivery"]["peer.name"];
const cipherAt = slots["exim.delivery"].cipher;
const deferral = slots["exim.deferral"];
const failure = slots["exim.failure"];

/** `Completed` */
export function completeGrown(state: LedgerState, glimpse: Glimpse, line: LineRef): void {
  const id = fieldText(glimpse, completedIdAt);
  grow(state, id);
  if (isSampled(state.sampling, id)) observeCompleted(state, id, glimpse.at, line);
}

/** `=>`, `->`, `>>`, `*>` */
export function deliverGrown(state: LedgerState, glimpse: Glimpse, line: LineRef): void {
  const id = fieldText(glimpse, idAt);
  grow(state, id);
  if (isSampled(state.sampling, id)) observeDelivery(state, deliveredIn(glimpse, id), line.log, line);
}

function deliveredIn(glimpse: Glimpse, messageId: string): Delivered {
  return {
    at: glimpse.at,
    messageId,
    flag: fieldText(glimpse, flagAt),
    recipient: fieldText(glimpse, recipientAt),
    original: fieldTextOrNull(glimpse, originalAt),
    router: fieldTextOrNull(glimpse, routerAt),
    transport: fieldTextOrNull(glimpse, transportAt),
    cipher: fieldTextOrNull(glimpse, cipherAt),
    host: fieldTextOrNull(glimpse, peerNameAt),
  };
}

/** `==` */
export function deferGrown(state: LedgerState, glimpse: Glimpse, line: LineRef): void {
  const event = deferredIn(glimpse, fieldText(glimpse, deferral.messageId));
  growUnreached(state, event);
  observeDeferral(state, event, line);
}

/** `**` */
export function failGrown(state: LedgerState, glimpse: Glimpse, line: LineRef): void {
  const event = failedIn(glimpse, fieldText(glimpse, failure.messageId));
  growUnreached(state, event);
  if (isSampled(state.sampling, event.messageId)) observeFailure(state, event, line);
}

function growUnreached(state: LedgerState, { messageId, original, recipient }: KnownUnreached): void {
  grow(state, messageId);
  learnDomain(state, original ?? recipient);
}

interface KnownUnreached extends Unreached {
  readonly messageId: string;
}

function deferredIn(glimpse: Glimpse, messageId: string): KnownUnreached {
  return {
    at: glimpse.at,
    messageId,
    recipient: fieldText(glimpse, deferral.recipient),
    original: fieldTextOrNull(glimpse, deferral.original),
    host: fieldTextOrNull(glimpse, deferral["peer.name"]),
    namesHost: hasField(glimpse, deferral.peer),
    ip: fieldTextOrNull(glimpse, deferral["peer.ip"]),
    cipher: null,
    router: fieldTextOrNull(glimpse, deferral.router),
    transport: fieldTextOrNull(glimpse, deferral.transport),
    errno: hasField(glimpse, deferral.errno) ? Number(fieldText(glimpse, deferral.errno)) : null,
    strerror: fieldTextOrNull(glimpse, deferral.strerror),
    reason: fieldTextOrNull(glimpse, deferral.reason),
  };
}

function failedIn(glimpse: Glimpse, messageId: string): KnownUnreached {
  return {
    at: glimpse.at,
    messageId,
    recipient: fieldText(glimpse, failure.recipient),
    original: fieldTextOrNull(glimpse, failure.original),
    host: fieldTextOrNull(glimpse, failure["peer.name"]),
    namesHost: hasField(glimpse, failure.peer),
    ip: fieldTextOrNull(glimpse, failure["peer.ip"]),
    cipher: fieldTextOrNull(glimpse, failure.cipher),
    router: fieldTextOrNull(glimpse, failure.router),
    transport: fieldTextOrNull(glimpse, failure.transport),
    errno: null,
    strerror: null,
    reason: fieldTextOrNull(glimpse, failure.reason),
  };
}
