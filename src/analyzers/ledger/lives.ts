import { own } from "../../engine/fold.ts";
import type { Instant, Taint } from "../../parsers/events.ts";
import type { Reason } from "../../parsers/exim-reasons.ts";
import { newEvidence } from "../evidence.ts";
import { newTally } from "../tally.ts";
import type { Cause, LedgerState, Life, QueueRuns, Recipient, TaintHits } from "./state.ts";

/** An empty ledger. */
export function newLedger(): LedgerState {
  return {
    young: new Map(),
    lives: new Map(),
    sessions: { hits: new Map() },
    queueRuns: new Map(),
    domains: new Set(),
    domainCauses: new Map(),
    proofs: new Map(),
    children: new Map(),
    logEnds: new Map(),
  };
}

/** The life of a message, begun when its first line is met. */
export function lifeOf(state: LedgerState, id: string, at: Instant, log: string): Life {
  let life = state.lives.get(id);
  if (life === undefined) {
    const kept = own(id);
    life = {
      id: kept,
      opened: false,
      arrival: null,
      arrivedTwice: false,
      recipients: new Map(),
      taints: new Map(),
      expansions: new Map(),
      unsigned: newTally(),
      frozen: null,
      frozenAsBounce: false,
      thaws: newTally(),
      lastThaw: null,
      errorIgnored: false,
      end: null,
      first: at,
      last: at,
      mentions: new Map(),
    };
    state.lives.set(kept, life);
  }
  if (at < life.first) life.first = at;
  if (at > life.last) life.last = at;
  const mentioned = life.mentions.get(log);
  if (mentioned === undefined || at > mentioned) life.mentions.set(log, at);
  return life;
}

/** An address of a message. Exim logs a local part or a file first and the address in `<…>` behind it. */
export function recipientOf(life: Life, recipient: string, original: string | null): Recipient {
  const address = original ?? recipient;
  let found = life.recipients.get(address);
  if (found === undefined) {
    const kept = own(address);
    found = { address: kept, causes: new Map(), skips: newTally(), delivered: null, failed: null, gaveUp: null };
    life.recipients.set(kept, found);
  }
  return found;
}

/** A cause as it is first met; {@link Cause} fields that may grow are filled by the caller. */
export function newCause(reason: Reason, at: Instant): Cause {
  return {
    key: own(`${reason.family}: ${reason.key}`),
    family: reason.family,
    words: own(reason.key),
    taint: reason.taint === null ? null : ownTaint(reason.taint),
    first: at,
    last: at,
    tally: newTally(),
    host: null,
    router: reason.router === null ? null : own(reason.router),
    transport: reason.transport === null ? null : own(reason.transport),
    option: reason.option === null ? null : own(reason.option),
    evidence: newEvidence(),
  };
}

export function ownTaint(taint: Taint): Taint {
  return {
    wording: taint.wording,
    path: taint.path === null ? null : own(taint.path),
    value: taint.value === null ? null : own(taint.value),
    variable: taint.variable === null ? null : own(taint.variable),
    use: taint.use === null ? null : own(taint.use),
  };
}

export function newTaintHits(taint: Taint, at: Instant): TaintHits {
  return { taint: ownTaint(taint), first: at, last: at, tally: newTally(), evidence: newEvidence() };
}

export function newQueueRuns(): QueueRuns {
  return { starts: new Map(), ends: new Map(), lastComplete: null, lastStart: null };
}
