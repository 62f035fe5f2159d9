import type { LineRef } from "../../engine/fold.ts";
import { classifyReason } from "../../parsers/exim-reasons.ts";
import { keep } from "../evidence.ts";
import { isSampled } from "../sampling.ts";
import { count } from "../tally.ts";
import { addCause, fill, rememberDomainCause } from "./causes.ts";
import { lifeOf, newCause, recipientOf, writable } from "./lives.ts";
import { endOf } from "./observe-address.ts";
import { observeTaint } from "./observe-taint.ts";
import type { LedgerState } from "./state.ts";
import type { Unreached } from "./unreached.ts";

/** `==`; of an id that is not kept only the cause is learnt, for its domain. */
export function observeDeferral(state: LedgerState, event: Unreached, line: LineRef): void {
  const { messageId, at } = event;
  if (messageId === null) return;
  if (!isSampled(state.sampling, messageId)) {
    const reason = classifyReason(event.errno, event.strerror, event.reason);
    if (reason.family === "retry") return;
    const cause = newCause(reason, at);
    fill(cause, event, line);
    rememberDomainCause(state, cause);
    return;
  }
  const life = lifeOf(state, messageId, at, line.log);
  life.opened = true;
  const recipient = recipientOf(life, event.recipient, event.original);
  const reason = classifyReason(event.errno, event.strerror, event.reason);
  if (reason.family === "retry") {
    count(writable(recipient, "skips"), line.log, at);
    return;
  }
  const cause = addCause(recipient, event, reason, line);
  rememberDomainCause(state, cause);
  if (reason.taint !== null) observeTaint(state, messageId, reason.taint, at, line);
}

/** `**` of an id that is kept. */
export function observeFailure(state: LedgerState, event: Unreached, line: LineRef): void {
  const { messageId, at } = event;
  if (messageId === null) return;
  const life = lifeOf(state, messageId, at, line.log);
  life.opened = true;
  const recipient = recipientOf(life, event.recipient, event.original);
  const reason = classifyReason(null, null, event.reason);
  if (reason.family === "retry") {
    if (recipient.gaveUp === null || at < recipient.gaveUp.at) recipient.gaveUp = endOf(event, null, keep(line, at));
    return;
  }
  const cause = newCause(reason, at);
  fill(cause, event, line);
  if (recipient.failed === null || at < recipient.failed.at)
    recipient.failed = endOf(event, cause, cause.evidence.first);
  if (reason.taint !== null) observeTaint(state, messageId, reason.taint, at, line);
}
