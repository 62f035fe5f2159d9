/** Glimpsed lines about messages that are lives of their own: what the ledger asks of them is taken out of the record. */
import type { Glimpse, LineRef } from "../../engine/fold.ts";
import { slots } from "../../parsers/glimpse.ts";
import { fieldText, hasField } from "../glimpse.ts";
import { isSampled } from "../sampling.ts";
import { type Delivered, observeDelivery } from "./observe-address.ts";
import { observeCompleted } from "./observe-lifecycle.ts";
import type { LedgerState } from "./state.ts";
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
    original: textOrNull(glimpse, originalAt),
    router: textOrNull(glimpse, routerAt),
    transport: textOrNull(glimpse, transportAt),
    cipher: textOrNull(glimpse, cipherAt),
    host: textOrNull(glimpse, peerNameAt),
  };
}

function textOrNull(glimpse: Glimpse, slot: number): string | null {
  return hasField(glimpse, slot) ? fieldText(glimpse, slot) : null;
}
