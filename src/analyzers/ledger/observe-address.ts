import { type LineRef, own } from "../../engine/fold.ts";
import type { EventOf, Instant } from "../../parsers/events.ts";
import { classifyReason, type Reason } from "../../parsers/exim-reasons.ts";
import { earlier, keep, mergeEvidence, newEvidence, witness } from "../evidence.ts";
import { count } from "../tally.ts";
import { domainOf, isLoopback } from "./address.ts";
import { lifeOf, newCause, recipientOf, writable } from "./lives.ts";
import { observeTaint } from "./observe-taint.ts";
import type { Arrival, Cause, End, LedgerState, Life, Recipient } from "./state.ts";

type Addressed = EventOf<"exim.delivery" | "exim.deferral" | "exim.failure">;

/** From this age on a line about a message is kept, in case the message turns out to be stuck. */
const KEEP_AFTER = 5 * 60_000;

const ownOrNull = (text: string | null): string | null => (text === null ? null : own(text));

const NOBODY: readonly string[] = [];

/** What is kept of `<=`. */
export function arrivalOf(event: EventOf<"exim.arrival">, log: string): Arrival {
  return {
    at: event.at,
    log,
    sender: ownOrNull(event.sender),
    parent: ownOrNull(event.parent),
    subject: ownOrNull(event.subject),
    size: event.size,
    recipients: event.recipients === null ? NOBODY : event.recipients.map(own),
  };
}

/** `<=` */
export function observeArrival(state: LedgerState, id: string, arrival: Arrival): void {
  const life = lifeOf(state, id, arrival.at, arrival.log);
  life.opened = true;
  if (life.arrival !== null && life.arrival.at !== arrival.at) life.arrivedTwice = true;
  life.arrival = firstArrival(life.arrival, arrival);
  if (arrival.sender === null && arrival.parent !== null) rememberChild(state, life.id, arrival);
}

/** A bounce, a delay warning or a notice: `<= <> R=parent`. */
export function rememberChild(state: LedgerState, id: string, { parent, at }: Arrival): void {
  if (parent !== null) state.children.set(id, { parent, at });
}

/** One message has one arrival; of two copies the log that sorts first. */
export function firstArrival(a: Arrival | null, b: Arrival | null): Arrival | null {
  if (a === null || b === null) return a ?? b;
  return a.at < b.at || (a.at === b.at && a.log <= b.log) ? a : b;
}

/** `=>`, `->`, `>>`; `*>` was suppressed by -N and delivered nothing. */
export function observeDelivery(
  state: LedgerState,
  event: EventOf<"exim.delivery">,
  log: string,
  line: LineRef | null,
): void {
  if (event.messageId === null || event.flag === "*>") return;
  const life = lifeOf(state, event.messageId, event.at, log);
  life.opened = true;
  const recipient = recipientOf(life, event.recipient, event.original);
  if (recipient.delivered === null || event.at < recipient.delivered.at)
    recipient.delivered = endOf(life, event, null, line);
}

/** `==` */
export function observeDeferral(state: LedgerState, event: EventOf<"exim.deferral">, line: LineRef): void {
  if (event.messageId === null) return;
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

/** `**` */
export function observeFailure(state: LedgerState, event: EventOf<"exim.failure">, line: LineRef): void {
  if (event.messageId === null) return;
  const life = lifeOf(state, event.messageId, event.at, line.log);
  life.opened = true;
  const recipient = recipientOf(life, event.recipient, event.original);
  const reason = classifyReason(null, null, event.reason);
  if (reason.family === "retry") {
    if (recipient.gaveUp === null || event.at < recipient.gaveUp.at) recipient.gaveUp = endOf(life, event, null, line);
    return;
  }
  const cause = newCause(reason, event.at);
  fill(cause, event, line);
  if (recipient.failed === null || event.at < recipient.failed.at) recipient.failed = endOf(life, event, cause, line);
  if (reason.taint !== null) observeTaint(state, event.messageId, reason.taint, event.at, line);
}

function endOf(life: Life, event: Addressed, cause: Cause | null, line: LineRef | null): End {
  const young =
    life.arrival !== null && event.at - life.arrival.at < KEEP_AFTER && life.taints.size === 0 && cause === null;
  return {
    at: event.at,
    host: event.peer === null ? null : own(event.peer.name),
    cipher: ownOrNull(event.cipher),
    router: ownOrNull(event.router),
    transport: ownOrNull(event.transport),
    cause,
    line: young || line === null ? null : keep(line, event.at),
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

const smaller = (a: string, b: string): string => (a <= b ? a : own(b));

/** One of two names, whatever order they come in. */
export function smallest(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? ownOrNull(b);
  return a <= b ? a : own(b);
}

/** A message that was only ever skipped has the cause of others for the same domain. */
function rememberDomainCause(state: LedgerState, address: string, cause: Cause): void {
  const domain = domainOf(address);
  if (domain === null) return;
  let causes = state.domainCauses.get(domain);
  if (causes === undefined) {
    causes = new Map();
    state.domainCauses.set(own(domain), causes);
  }
  const held = causes.get(cause.key);
  causes.set(
    cause.key,
    held === undefined ? { ...cause, tally: new Map(), evidence: newEvidence() } : widened(held, cause),
  );
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
