/** Causes: why addresses were not reached, with when and how often. */
import type { LineRef } from "../../engine/fold.ts";
import type { Instant } from "../../parsers/events.ts";
import type { Reason } from "../../parsers/exim-reasons.ts";
import { mergeEvidence, newEvidence, witness } from "../evidence.ts";
import { Few } from "../few.ts";
import { halve, isSampled } from "../sampling.ts";
import { shared, sharedOrNull } from "../shared.ts";
import { count, newTally } from "../tally.ts";
import { domainOf, isLoopback } from "./address.ts";
import { newCause, writable } from "./lives.ts";
import type { Cause, LedgerState, Recipient } from "./state.ts";
import type { Unreached } from "./unreached.ts";

/** Adds what a line says to the cause of its address. */
export function addCause(recipient: Recipient, event: Unreached, reason: Reason, line: LineRef): Cause {
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

/** Widens a cause to a line that tells of it. */
export function fill(cause: Cause, event: Unreached, line: LineRef): void {
  cause.first = Math.min(cause.first, event.at);
  cause.last = Math.max(cause.last, event.at);
  count(cause.tally, line.log, event.at);
  cause.host = smallest(cause.host, event.host);
  if (event.namesHost) {
    const loopback = isLoopback(event.ip);
    cause.remote ||= !loopback;
    cause.loopback ||= loopback;
  }
  // A cause is of one address.
  cause.domain ??= sharedOrNull(domainOf(event.original ?? event.recipient));
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
export function rememberDomainCause(state: LedgerState, cause: Cause): void {
  const { domain } = cause;
  if (domain === null || !isSampled(state.domainSampling, domain)) return;
  let causes = state.domainCauses.get(domain);
  if (causes === undefined) {
    causes = new Few();
    state.domainCauses.set(domain, causes);
    if (state.domainCauses.size > state.domainSampling.limit) halve(state.domainSampling, [state.domainCauses]);
  }
  const held = causes.get(cause.key);
  if (held === undefined) causes.set(cause.key, withoutLines(cause));
  else widened(held, cause);
}

/** Every field is named: V8 copies a spread into a literal of this size many times slower. */
function withoutLines(cause: Cause): Cause {
  const { key, family, words, said, taint, first, last, host, remote, loopback, domain, router, transport, option } =
    cause;
  return {
    key,
    family,
    words,
    said,
    taint,
    first,
    last,
    tally: newTally(),
    host,
    remote,
    loopback,
    domain,
    router,
    transport,
    option,
    evidence: newEvidence(),
  };
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
