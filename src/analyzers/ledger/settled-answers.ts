/** What the ledger answers where the module cannot settle a line by itself (assembly/settle.ts has the questions). */
import type { Glimpse, LineRef, SettlingModule } from "../../engine/fold.ts";
import { settling as at, codes, slots } from "../../parsers/glimpse.ts";
import { lowerCase } from "../../parsers/text.ts";
import { atSign, fieldBegin, fieldEnd, fieldText, hasField } from "../glimpse.ts";
import { rememberChild } from "./observe-address.ts";
import { addProof } from "./proofs.ts";
import { rememberReachedIn } from "./reached.ts";
import { arrivalAt, deliveriesAt, growAll, growPlace, instantOf, nameAt, syncProof } from "./settled.ts";
import type { Settling } from "./settling-state.ts";
import type { LedgerState } from "./state.ts";
import { isYoung } from "./young.ts";

const { sender, parent, messageId, peer, auth, ident } = slots["exim.arrival"];
const { recipient, original, router, transport, peer: deliveryPeer } = slots["exim.delivery"];

export function answer(state: LedgerState, module: SettlingModule, glimpse: Glimpse, line: LineRef): boolean {
  const about = module.words[at.ABOUT >> 2] ?? 0;
  switch (module.words[at.REASON >> 2]) {
    case at.EVICT:
      growPlace(state, about);
      return true;
    case at.FULL:
      growAll(state);
      return true;
    case at.PROOF:
      addProofsAt(state, about);
      return true;
    case at.CHILD:
      if (glimpse.code === codes["exim.completed"]) state.children.delete(fieldText(glimpse, messageId));
      else rememberChild(state, fieldText(glimpse, messageId), { parent: fieldText(glimpse, parent), at: glimpse.at });
      return true;
    case at.LATE:
      rememberReachedIn(state, glimpse, recipientField(glimpse), line);
      return true;
    case at.LIFE:
      return !isKnown(state, fieldText(glimpse, messageId));
    default:
      return false;
  }
}

const isKnown = (state: LedgerState, id: string): boolean => state.lives.has(id) || isYoung(state, id);

/** Where a delivery has the address that the mail was for. */
export const recipientField = (glimpse: Glimpse): number => (hasField(glimpse, original) ? original : recipient);

/** The domains and transports of this host's own mail that a line names. */
export function meet(state: LedgerState, glimpse: Glimpse): void {
  if (glimpse.code === codes["exim.arrival"]) {
    if (!hasField(glimpse, peer) || hasField(glimpse, auth)) learnDomainIn(state, glimpse, sender);
  } else if (glimpse.code === codes["exim.delivery"] && !hasField(glimpse, deliveryPeer)) {
    learnDomainIn(state, glimpse, recipientField(glimpse));
    if (!hasField(glimpse, transport)) return;
    const name = fieldText(glimpse, transport);
    if (!state.localTransports.has(name)) state.localTransports.add(name);
  }
}

/** Whatever there was to learn of the names of a line is learnt. */
export function met(module: SettlingModule, glimpse: Glimpse): void {
  if (glimpse.code === codes["exim.arrival"]) {
    markName(module, glimpse, ident, at.AS_IDENT);
    if (!hasField(glimpse, peer) || hasField(glimpse, auth)) markDomain(module, glimpse, sender);
  } else if (glimpse.code === codes["exim.delivery"]) {
    markName(module, glimpse, router, at.AS_ROUTER);
    if (hasField(glimpse, deliveryPeer)) return;
    markDomain(module, glimpse, recipientField(glimpse));
    markName(module, glimpse, transport, at.AS_TRANSPORT);
  }
}

function markName(module: SettlingModule, glimpse: Glimpse, field: number, as: number): void {
  if (hasField(glimpse, field)) mark(module, module.name(fieldBegin(glimpse, field), fieldEnd(glimpse, field)), as);
}

function markDomain(module: SettlingModule, glimpse: Glimpse, field: number): void {
  if (hasField(glimpse, field))
    mark(module, module.domain(fieldBegin(glimpse, field), fieldEnd(glimpse, field)), at.AS_DOMAIN);
}

function mark({ bytes }: SettlingModule, name: number, as: number): void {
  if (name > 0) bytes[at.MET + name] = (bytes[at.MET + name] ?? 0) | as;
}

/** Longest address that a domain is learnt of. */
const longestAddress = 320;

/** As learnDomain of learnt.ts. */
export function learnDomainIn(state: LedgerState, glimpse: Glimpse, slot: number): void {
  const from = fieldBegin(glimpse, slot);
  const to = fieldEnd(glimpse, slot);
  if (from === 0 || to - from > longestAddress) return;
  const { bytes } = glimpse;
  const sign = atSign(bytes, from, to);
  if (sign >= 0 && sign + 1 < to) state.domains.add(lowerCase(bytes.toString("latin1", sign + 1, to)));
}

/** The deliveries of a message to other hosts are proofs; of the next ones the module can count those of the same hour. */
function addProofsAt(state: LedgerState, place: number): void {
  const { settling } = state;
  if (settling === null) throw new Error("proofs of a module that is not this ledger's");
  const { module } = settling;
  const arrival = arrivalAt(module, place);
  const address = nameAt(module, arrival);
  const begin = arrival + at.CELL_TEXT + (module.words[(arrival + at.CELL_NAME) >> 2] ?? 0);
  const domain = module.domain(begin, begin + address.length);
  for (const cell of deliveriesAt(module, place)) {
    const sent = module.words[(cell + at.CELL_SENT) >> 2] ?? -1;
    if (sent < 0) continue;
    const { span } = addProof(state, nameAt(module, cell), address, instantOf(module, cell));
    const hour = module.words[(cell + at.CELL_HOUR) >> 2] ?? 0;
    if (domain > 0 && sent > 0 && span !== null) putProof(settling, sent, domain, hour, span);
  }
}

function putProof(
  settling: Settling,
  transportName: number,
  domain: number,
  hour: number,
  span: NonNullable<Settling["spans"][number]>,
): void {
  const { words, pairs } = settling.module;
  const place = (transportName * 31 + domain) & (at.PROOF_SLOTS - 1);
  syncProof(settling, place);
  settling.spans[place] = span;
  const proof = at.PROOFS + place * at.PROOF_SIZE;
  words[proof >> 2] = transportName;
  words[(proof + at.PROOF_DOMAIN) >> 2] = domain;
  words[(proof + at.PROOF_HOUR) >> 2] = hour;
  pairs[(proof + at.PROOF_FIRST) >> 3] = span.first;
  pairs[(proof + at.PROOF_LAST) >> 3] = span.last;
}
