import { own } from "../../engine/fold.ts";
import type { Instant, Taint } from "../../parsers/events.ts";
import type { Reason } from "../../parsers/exim-reasons.ts";
import { newEvidence } from "../evidence.ts";
import { Few } from "../few.ts";
import { halve, MAX_OPEN, newSampling } from "../sampling.ts";
import { shared, sharedOrNull } from "../shared.ts";
import { newTally } from "../tally.ts";
import { markLife, noKnownIds } from "./known-ids.ts";
import { noneReached } from "./reached.ts";
import type { Cause, LedgerState, Life, QueueRuns, Recipient, TaintHits } from "./state.ts";

/** What a run says of how much a ledger keeps. */
export interface LedgerLimits {
  /** Messages, open or in trouble; of more a sample is kept. 25,000 unless told. */
  readonly maxOpen?: number | undefined;
  /** The least that will be asked for as `Window.stuckAfter`, ms; five minutes unless told. */
  readonly stuckAfter?: number | undefined;
}

/** One domain for so many messages that may be kept: a cause of a domain is as large as a message. */
const MESSAGES_A_DOMAIN = 4;

/** An empty ledger. */
export function newLedger(
  young: LedgerState["young"],
  { maxOpen = MAX_OPEN, stuckAfter }: LedgerLimits = {},
): LedgerState {
  return {
    sampling: newSampling(maxOpen),
    domainSampling: newSampling(Math.max(1, Math.floor(maxOpen / MESSAGES_A_DOMAIN))),
    slimUnder: stuckAfter ?? 0,
    slimmedUnder: 0,
    revision: 0,
    young,
    settling: null,
    knownIds: noKnownIds(),
    recentDomains: [],
    recentProofs: [],
    lives: new Map(),
    sessions: { hits: new Map() },
    queueRuns: new Map(),
    domains: new Set(),
    localTransports: new Set(),
    refusals: new Map(),
    domainCauses: new Map(),
    proofs: new Map(),
    reached: noneReached(),
    children: new Map(),
    short: new Map(),
    logEnds: new Map(),
  };
}

/** Stands for every map that has nothing in it yet: most of a life's maps never have. */
const EMPTY = new Map<never, never>();

/** A map that is made when it is first written to ({@link writable}). */
export const none = <K, V>(): Map<K, V> => EMPTY as Map<K, V>;

/** The map in a field, for writing. */
export function writable<O, F extends keyof O>(of: O, field: F): O[F] {
  if (of[field] === EMPTY) of[field] = new Few() as O[F];
  return of[field];
}

/** A life of which nothing is known yet. */
export function newLife(id: string, at: Instant, log: string): Life {
  return {
    id,
    opened: false,
    arrival: null,
    arrivedTwice: false,
    recipients: none(),
    taints: none(),
    expansions: none(),
    unsigned: none(),
    frozen: null,
    frozenAsBounce: false,
    thaws: none(),
    lastThaw: null,
    errorIgnored: false,
    end: null,
    first: at,
    last: at,
    log,
    lastInLog: at,
    otherLogs: none(),
  };
}

/** What is kept by the id of a message. */
export const sampledMaps = (
  state: Pick<LedgerState, "lives" | "refusals" | "children">,
): readonly Map<string, unknown>[] => [state.lives, state.refusals, state.children];

/** Keeps a smaller share of the messages while they are too many. */
export function fitLedger(state: LedgerState): void {
  halve(state.sampling, sampledMaps(state));
}

/** The life of a message, begun when its first line is met. Only for ids that are kept (`isSampled`). */
export function lifeOf(state: LedgerState, id: string, at: Instant, log: string): Life {
  let life = state.lives.get(id);
  if (life === undefined) {
    life = newLife(own(id), at, log);
    state.lives.set(life.id, life);
    markLife(state, life.id);
    if (state.lives.size > state.sampling.limit) fitLedger(state);
  }
  if (at < life.first) life.first = at;
  if (at > life.last) life.last = at;
  mention(life, log, at);
  return life;
}

/** Remembers the last mention in a log. */
export function mention(life: Life, log: string, at: Instant): void {
  if (log === life.log) life.lastInLog = Math.max(life.lastInLog, at);
  else writable(life, "otherLogs").set(log, Math.max(at, life.otherLogs.get(log) ?? at));
}

/** The logs that name a message, each with the last mention. */
export function mentionsOf(life: Life): readonly (readonly [log: string, last: Instant])[] {
  return [[life.log, life.lastInLog], ...life.otherLogs];
}

/** An address of a message. Exim logs a local part or a file first and the address in `<…>` behind it. */
export function recipientOf(life: Life, recipient: string, original: string | null): Recipient {
  const address = original ?? recipient;
  let found = life.recipients.get(address);
  if (found === undefined) {
    const kept = own(address);
    found = { address: kept, causes: none(), skips: none(), delivered: null, failed: null, gaveUp: null };
    writable(life, "recipients").set(kept, found);
  }
  return found;
}

/** A cause as it is first met; {@link Cause} fields that may grow are filled by the caller. */
export function newCause(reason: Reason, at: Instant): Cause {
  return {
    key: shared(`${reason.family}: ${reason.key}`),
    family: reason.family,
    words: shared(reason.key),
    said: shared(reason.said),
    taint: reason.taint === null ? null : ownTaint(reason.taint),
    first: at,
    last: at,
    tally: newTally(),
    host: null,
    remote: false,
    loopback: false,
    domain: null,
    router: sharedOrNull(reason.router),
    transport: sharedOrNull(reason.transport),
    option: sharedOrNull(reason.option),
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
