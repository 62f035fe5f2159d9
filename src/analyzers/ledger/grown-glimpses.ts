/** Glimpsed lines about messages that are lives of their own: what the ledger asks of them is taken out of the record. */
import type { Glimpse, LineRef } from "../../engine/fold.ts";
import { slots } from "../../parsers/glimpse.ts";
import { fieldNumberOrNull, fieldText, fieldTextOrNull, hasField } from "../glimpse.ts";
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
  const errno = fieldNumberOrNull(glimpse, deferral.errno);
  const event = unreachedIn(glimpse, deferral, errno, fieldTextOrNull(glimpse, deferral.strerror), null);
  growUnreached(state, event);
  observeDeferral(state, event, line);
}

/** `**` */
export function failGrown(state: LedgerState, glimpse: Glimpse, line: LineRef): void {
  const event = unreachedIn(glimpse, failure, null, null, fieldTextOrNull(glimpse, failure.cipher));
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

/** What both kinds have, each at its own place, and what only one of them has. */
function unreachedIn(
  glimpse: Glimpse,
  at: typeof deferral | typeof failure,
  errno: number | null,
  strerror: string | null,
  cipher: string | null,
): KnownUnreached {
  return {
    at: glimpse.at,
    messageId: fieldText(glimpse, at.messageId),
    recipient: fieldText(glimpse, at.recipient),
    original: fieldTextOrNull(glimpse, at.original),
    host: fieldTextOrNull(glimpse, at["peer.name"]),
    namesHost: hasField(glimpse, at.peer),
    ip: fieldTextOrNull(glimpse, at["peer.ip"]),
    cipher,
    router: fieldTextOrNull(glimpse, at.router),
    transport: fieldTextOrNull(glimpse, at.transport),
    errno,
    strerror,
    reason: fieldTextOrNull(glimpse, at.reason),
  };
}
