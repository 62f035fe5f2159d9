import { type LineRef, own } from "../../engine/fold.ts";
import type { EventOf, Instant } from "../../parsers/events.ts";
import { earlier, type Kept, keep } from "../evidence.ts";
import { Few } from "../few.ts";
import { isSampled } from "../sampling.ts";
import { sharedOrNull } from "../shared.ts";
import { markParent } from "./known-ids.ts";
import { fitLedger, lifeOf, recipientOf } from "./lives.ts";
import { mayWarn, SHORT } from "./retire.ts";
import type { Arrival, Cause, End, LedgerState, Life } from "./state.ts";

const NOBODY: readonly string[] = [];

/** What is kept of `<=`. */
export function arrivalOf(event: EventOf<"exim.arrival">, log: string): Arrival {
  return {
    at: event.at,
    log,
    sender: sharedOrNull(event.sender),
    parent: event.parent === null ? null : own(event.parent),
    subject: event.subject === null ? null : own(event.subject),
    size: event.size,
    recipients: event.recipients === null ? NOBODY : event.recipients.map(own),
  };
}

/** `<=`; nothing for an id that is not kept. */
export function observeArrival(state: LedgerState, id: string, arrival: Arrival): void {
  if (!isSampled(state.sampling, id)) return;
  const life = lifeOf(state, id, arrival.at, arrival.log);
  life.opened = true;
  if (life.arrival !== null && life.arrival.at !== arrival.at) life.arrivedTwice = true;
  life.arrival = firstArrival(life.arrival, arrival);
  if (arrival.sender === null && arrival.parent !== null) rememberChild(state, life.id, arrival);
}

/**
 * A bounce, a delay warning or a notice: `<= <> R=parent`. Only delay warnings will be asked for: what came within an
 * hour of its parent is none (warnings.ts).
 */
export function rememberChild(state: LedgerState, id: string, child: Pick<Arrival, "parent" | "at">): void {
  const { parent, at } = child;
  if (parent === null || !isSampled(state.sampling, parent) || !mayWarn(state, parent, at)) return;
  let children = state.children.get(parent);
  if (children === undefined) {
    children = new Few();
    state.children.set(own(parent), children);
    markParent(state, parent);
  }
  children.set(own(id), Math.min(at, children.get(id) ?? at));
  if (state.children.size > state.sampling.limit) fitLedger(state);
}

/** One message has one arrival; of two copies the log that sorts first. */
export function firstArrival(a: Arrival | null, b: Arrival | null): Arrival | null {
  if (a === null || b === null) return a ?? b;
  return a.at < b.at || (a.at === b.at && a.log <= b.log) ? a : b;
}

/** What is asked of a delivery. */
export interface Delivered extends Ended {
  readonly messageId: string | null;
  readonly flag: string;
  readonly recipient: string;
  readonly original: string | null;
}

/** What is asked of a line that ends what waits for an address. */
export interface Ended {
  readonly at: Instant;
  /** Of the other host. */
  readonly host: string | null;
  readonly cipher: string | null;
  readonly router: string | null;
  readonly transport: string | null;
}

export function deliveredBy(event: EventOf<"exim.delivery">): Delivered {
  const { at, messageId, flag, recipient, original, peer, cipher, router, transport } = event;
  const host = peer === null ? null : peer.name;
  return { at, messageId, flag, recipient, original, host, cipher, router, transport };
}

/** `=>`, `->`, `>>`; `*>` was suppressed by -N and delivered nothing. */
export function observeDelivery(state: LedgerState, event: Delivered, log: string, line: LineRef | null): void {
  if (event.messageId === null || event.flag === "*>" || !isSampled(state.sampling, event.messageId)) return;
  const life = lifeOf(state, event.messageId, event.at, log);
  life.opened = true;
  const recipient = recipientOf(life, event.recipient, event.original);
  if (recipient.delivered === null || event.at < recipient.delivered.at)
    recipient.delivered = endOf(event, null, deliveryLine(life, event, line));
}

/** The line of a delivery that took long is kept, in case the message turns out to be stuck. */
function deliveryLine(life: Life, { at }: Ended, line: LineRef | null): Kept | null {
  const isSoon = life.arrival !== null && at - life.arrival.at < SHORT && life.taints.size === 0;
  return line === null || isSoon ? null : keep(line, at);
}

/** What is kept of an end. */
export function endOf(event: Ended, cause: Cause | null, line: Kept | null): End {
  return {
    at: event.at,
    host: sharedOrNull(event.host),
    cipher: sharedOrNull(event.cipher),
    router: sharedOrNull(event.router),
    transport: sharedOrNull(event.transport),
    cause,
    line,
  };
}

/** The earlier of two ends; of two at one instant the one with a line. */
export function earlierEnd(a: End | null, b: End | null): End | null {
  if (a === null || b === null) return a ?? b;
  if (a.at !== b.at) return a.at < b.at ? a : b;
  return earlier(a.line, b.line) === a.line ? a : b;
}
