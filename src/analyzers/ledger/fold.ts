import type { Fold, Glimpse, LineRef, SettledTaker } from "../../engine/fold.ts";
import type { EventOf, Instant } from "../../parsers/events.ts";
import { codes, readArrival } from "../../parsers/glimpse.ts";

import { type Stored, storing } from "../codec.ts";
import { lineText } from "../glimpse.ts";
import { halveTo, isSampled } from "../sampling.ts";
import { count } from "../tally.ts";
import { completeGrown, deferGrown, deliverGrown, failGrown } from "./grown-glimpses.ts";
import { handedLedger } from "./handed.ts";
import { learnDomain, learnTransport } from "./learnt.ts";
import { type LedgerLimits, lifeOf, newLedger, sampledMaps, writable } from "./lives.ts";
import { mergeLedger } from "./merge.ts";
import { arrivalOf, deliveredBy, observeArrival, observeDelivery } from "./observe-address.ts";
import { observeLifecycle } from "./observe-lifecycle.ts";
import { observeExpansion, observeTaint } from "./observe-taint.ts";
import { observeDeferral, observeFailure } from "./observe-unreached.ts";
import { observeQueueRun } from "./queue-runs.ts";
import { rememberReached, rememberReachedIn } from "./reached.ts";
import { observeRefusal } from "./refusals.ts";
import { tidyLedger } from "./retire.ts";
import { isSuppressed } from "./sent.ts";
import { enterModule } from "./settled.ts";
import { answer, meet, met, recipientField } from "./settled-answers.ts";
import type { LedgerState } from "./state.ts";
import { storedLedger } from "./stored.ts";
import { unreachedBy } from "./unreached.ts";
import { beginYoung, completeYoung, deliverYoung, grow, releaseYoung, settled as whole } from "./young.ts";
import { newYoung } from "./young-table.ts";

const KINDS = [
  "exim.arrival",
  "exim.delivery",
  "exim.deferral",
  "exim.failure",
  "exim.completed",
  "exim.frozen",
  "exim.still-frozen",
  "exim.unfrozen",
  "exim.removed",
  "exim.cancelled",
  "exim.moved",
  "exim.error-ignored",
  "exim.edited",
  "exim.spool-locked",
  "exim.tainted",
  "exim.expansion-failed",
  "exim.unsigned",
  "exim.queue-run",
  "exim.reject-local",
] as const;

/** Kinds of which a glimpse is enough. */
const GLIMPSED = ["exim.arrival", "exim.delivery", "exim.completed", "exim.deferral", "exim.failure"] as const;

/** What it takes of the lines that the module settles. */
const settled: SettledTaker<LedgerState> = {
  count: (state, { messagesTo }, log) => {
    if (messagesTo > Number.NEGATIVE_INFINITY) noteLogEnd(state, messagesTo, log);
  },
  meet,
  keeper: { enter: enterModule, answer, met },
};

/** The events that tell the life of a message. */
export type LedgerEvent = EventOf<(typeof KINDS)[number]>;

/**
 * The life of every message: arrival, what happened to each address and why, freezing, end. Shared by all analyzers
 * that judge Exim. A message that is over, was never in trouble and took under five minutes is only counted, and so
 * memory is that of the open and troubled ones.
 */
export const ledger: LedgerFold = ledgerWith();

/** The ledger's fold, written in pieces. */
export type LedgerFold = Fold<LedgerState, LedgerEvent> & Stored<LedgerState>;

/** The same fold, with the limits of a run: its states are those of {@link ledger}, and merge with them. */
export function ledgerWith(limits: LedgerLimits = {}): LedgerFold {
  return {
    id: "ledger",
    kinds: KINDS,
    create: () => newLedger(newYoung(), limits),
    observe,
    glimpses: { kinds: GLIMPSED, take, release: releaseYoung, settled },
    merge: (into, other) => mergeLedger(whole(into), whole(other)),
    limited: {
      held: ({ lives, sampling: { halvings, limit } }) => ({ entries: lives.size, halvings, limit }),
      halve: (state, halvings) => halveTo(state.sampling, halvings, sampledMaps(state)),
    },
    handover: handedLedger,
    ...storing({ ...storedLedger(limits), tidy: (state) => tidyLedger(whole(state)) }),
  };
}

/** What the module leaves over: lines of messages that are lives, or that must be read. */
function take(state: LedgerState, glimpse: Glimpse, line: LineRef): void {
  if (glimpse.code === codes["exim.arrival"]) {
    observe(state, readArrival(lineText(glimpse), glimpse.at), line);
    return;
  }
  noteLogEnd(state, glimpse.at, line.log);
  switch (glimpse.code) {
    case codes["exim.completed"]:
      completeGrown(state, glimpse, line);
      return;
    case codes["exim.deferral"]:
      deferGrown(state, glimpse, line);
      return;
    case codes["exim.failure"]:
      failGrown(state, glimpse, line);
      return;
    default:
      meet(state, glimpse);
      if (!isSuppressed(glimpse)) rememberReachedIn(state, glimpse, recipientField(glimpse), line);
      deliverGrown(state, glimpse, line);
  }
}

function noteLogEnd(state: LedgerState, at: Instant, log: string): void {
  state.revision++;
  const end = state.logEnds.get(log);
  if (end === undefined || at > end) state.logEnds.set(log, at);
}

function observe(state: LedgerState, event: LedgerEvent, line: LineRef): void {
  noteLogEnd(state, event.at, line.log);
  switch (event.kind) {
    case "exim.arrival":
      if (event.auth !== null || event.peer === null) learnDomain(state, event.sender);
      if (beginYoung(state, event, line.log)) return;
      break;
    case "exim.delivery":
      if (event.peer === null) {
        learnDomain(state, event.original ?? event.recipient);
        learnTransport(state, event.transport);
      }
      if (event.flag !== "*>") rememberReached(state, event.original ?? event.recipient, event.at, line);
      if (deliverYoung(state, event, line.log)) return;
      break;
    case "exim.completed":
      if (completeYoung(state, event, line.log)) return;
      break;
    case "exim.reject-local":
      observeRefusal(state, event, line);
      return;
  }
  if (event.messageId !== null) grow(state, event.messageId);
  observeGrown(state, event, line);
}

type GrownEvent = Exclude<LedgerEvent, EventOf<"exim.reject-local">>;

/** An event of a message that is a life of its own. Of an id that is not kept only what a domain's mail waits for is learnt. */
function observeGrown(state: LedgerState, event: GrownEvent, line: LineRef): void {
  const { messageId } = event;
  const isKept = messageId === null || isSampled(state.sampling, messageId);
  if (!isKept && event.kind !== "exim.deferral" && event.kind !== "exim.failure") return;
  switch (event.kind) {
    case "exim.arrival":
      if (event.messageId !== null) observeArrival(state, event.messageId, arrivalOf(event, line.log));
      return;
    case "exim.delivery":
      observeDelivery(state, deliveredBy(event), line.log, line);
      return;
    case "exim.deferral":
      learnDomain(state, event.original ?? event.recipient);
      observeDeferral(state, unreachedBy(event), line);
      return;
    case "exim.failure":
      learnDomain(state, event.original ?? event.recipient);
      if (!isKept) return;
      observeFailure(state, unreachedBy(event), line);
      return;
    case "exim.tainted":
      observeTaint(state, event.messageId, event.taint, event.at, line, event.repeats);
      return;
    case "exim.expansion-failed":
      observeExpansion(state, event, line);
      return;
    case "exim.unsigned":
      observeUnsigned(state, event, line);
      return;
    case "exim.queue-run":
      observeQueueRun(state, event, line);
      return;
    default:
      observeLifecycle(state, event, line);
      return;
  }
}

/** `unable to open file for reading: …/dkim.pem`: what is delivered in this attempt carries no signature. */
function observeUnsigned(state: LedgerState, event: EventOf<"exim.unsigned">, line: LineRef): void {
  if (event.messageId === null) return;
  count(writable(lifeOf(state, event.messageId, event.at, line.log), "unsigned"), line.log, event.at);
}
