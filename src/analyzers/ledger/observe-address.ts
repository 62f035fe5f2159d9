import { type LineRef, own } from "../../engine/fold.ts";
import type { EventOf, Instant } from "../../parsers/events.ts";
import { classifyReason, type Reason } from "../../parsers/exim-reasons.ts";
import { earlier, type Kept, keep, mergeEvidence, newEvidence, witness } from "../evidence.ts";
import { Few } from "../few.ts";
import { halve, isSampled } from "../sampling.ts";
import { shared, sharedOrNull } from "../shared.ts";
import { count, newTally } from "../tally.ts";
import { domainOf, isLoopback } from "./address.ts";
import { markParent } from "./known-ids.ts";
import { fitLedger, lifeOf, newCause, recipientOf, writable } from "./lives.ts";
import { observeTaint } from "./observe-taint.ts";
import { mayWarn, SHORT } from "./retire.ts";
import type { Arrival, Cause, End, LedgerState, Life, Recipient } from "./state.ts";

type Addressed = EventOf<"exim.delivery" | "exim.deferral" | "exim.failure">;

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
interface Ended {
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

function endedBy({ at, peer, cipher, router, transport }: Addressed): Ended {
  return { at, host: peer === null ? null : peer.name, cipher, router, transport };
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

/** `==`; of an id that is not kept only the cause is learnt, for its domain. */
export function observeDeferral(state: LedgerState, event: EventOf<"exim.deferral">, line: LineRef): void {
  if (event.messageId === null) return;
  if (!isSampled(state.sampling, event.messageId)) {
    const reason = classifyReason(event.errno, event.strerror, event.reason);
    if (reason.family === "retry") return;
    const cause = newCause(reason, event.at);
    fill(cause, event, line);
    rememberDomainCause(state, event.original ?? event.recipient, cause);
    return;
  }
  const life = lifeOf(state, event.messageId, event.at, line.log);
  life.opened = true;
  const recipient = recipientOf(life, event.recipient, event.original);
  const reason = classifyReason(event.errno, event.strerror, event.reason);
  if (reason.family === "retry") {
    count(writable(recipient, "skips"), line.log, event.at);
    return;
  }
  const cause = addCause(recipient, event, reason, line);
  rememberDomainCause(state, recipient.address, cause);
  if (reason.taint !== null) observeTaint(state, event.messageId, reason.taint, event.at, line);
}

/** `**` of an id that is kept. */
export function observeFailure(state: LedgerState, event: EventOf<"exim.failure">, line: LineRef): void {
  if (event.messageId === null) return;
  const life = lifeOf(state, event.messageId, event.at, line.log);
  life.opened = true;
  const recipient = recipientOf(life, event.recipient, event.original);
  const reason = classifyReason(null, null, event.reason);
  if (reason.family === "retry") {
    if (recipient.gaveUp === null || event.at < recipient.gaveUp.at)
      recipient.gaveUp = endOf(endedBy(event), null, keep(line, event.at));
    return;
  }
  const cause = newCause(reason, event.at);
  fill(cause, event, line);
  if (recipient.failed === null || event.at < recipient.failed.at)
    recipient.failed = endOf(endedBy(event), cause, cause.evidence.first);
  if (reason.taint !== null) observeTaint(state, event.messageId, reason.taint, event.at, line);
}

/** The line of a delivery that took long is kept, in case the message turns out to be stuck. */
function deliveryLine(life: Life, { at }: Ended, line: LineRef | null): Kept | null {
  const isSoon = life.arrival !== null && at - life.arrival.at < SHORT && life.taints.size === 0;
  return line === null || isSoon ? null : keep(line, at);
}

function endOf(event: Ended, cause: Cause | null, line: Kept | null): End {
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

function addCause(recipient: Recipient, event: Addressed, reason: Reason, line: LineRef): Cause {
  const key = `${reason.family}: ${reason.key}`;
  let cause = recipient.causes.get(key);
  if (cause === undefined) {
    cause = newCause(reason, event.at);
    writable(recipient, "causes").set(cause.key, cause);
  }
  cause.said = smaller(cause.said, reason.said);
  fill(cause, event, line);
  return cause;
}

function fill(cause: Cause, event: Addressed, line: LineRef): void {
  cause.first = Math.min(cause.first, event.at);
  cause.last = Math.max(cause.last, event.at);
  count(cause.tally, line.log, event.at);
  cause.host = smallest(cause.host, event.peer?.name ?? null);
  if (event.peer !== null) {
    const loopback = isLoopback(event.peer.ip);
    cause.remote ||= !loopback;
    cause.loopback ||= loopback;
  }
  cause.domain = smallest(cause.domain, domainOf(event.original ?? event.recipient));
  cause.router = smallest(cause.router, event.router);
  cause.transport = smallest(cause.transport, event.transport);
  witness(cause.evidence, line, event.at);
}

const smaller = (a: string, b: string): string => (a <= b ? a : shared(b));

/** One of two names, whatever order they come in. */
export function smallest(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? sharedOrNull(b);
  return a <= b ? a : shared(b);
}

/** A message that was only ever skipped has the cause of others for the same domain. */
function rememberDomainCause(state: LedgerState, address: string, cause: Cause): void {
  const domain = domainOf(address);
  if (domain === null || !isSampled(state.domainSampling, domain)) return;
  let causes = state.domainCauses.get(domain);
  if (causes === undefined) {
    causes = new Few();
    state.domainCauses.set(shared(domain), causes);
    if (state.domainCauses.size > state.domainSampling.limit) halve(state.domainSampling, [state.domainCauses]);
  }
  const held = causes.get(cause.key);
  if (held === undefined) causes.set(cause.key, { ...cause, tally: newTally(), evidence: newEvidence() });
  else widened(held, cause);
}

/** `held`, widened to the first and last of both and to one of their texts; evidence and counts stay with the messages. */
export function widened(
  held: Cause,
  cause: { readonly first: Instant; readonly last: Instant; readonly said: string },
): Cause {
  held.said = smaller(held.said, cause.said);
  held.first = Math.min(held.first, cause.first);
  held.last = Math.max(held.last, cause.last);
  return held;
}

/** Adds what another state saw of the same cause. */
export function mergeCause(into: Cause, other: Cause): void {
  widened(into, other);
  into.host = smallest(into.host, other.host);
  into.remote ||= other.remote;
  into.loopback ||= other.loopback;
  into.domain = smallest(into.domain, other.domain);
  into.router = smallest(into.router, other.router);
  into.transport = smallest(into.transport, other.transport);
  into.option = smallest(into.option, other.option);
  mergeEvidence(into.evidence, other.evidence);
}

/** The earlier of two ends; of two at one instant the one with a line. */
export function earlierEnd(a: End | null, b: End | null): End | null {
  if (a === null || b === null) return a ?? b;
  if (a.at !== b.at) return a.at < b.at ? a : b;
  return earlier(a.line, b.line) === a.line ? a : b;
}
