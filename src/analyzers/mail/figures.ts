import { type Fold, type Glimpse, type LineRef, own } from "../../engine/fold.ts";
import type { EventOf, Instant } from "../../parsers/events.ts";
import { classifyReason } from "../../parsers/exim-reasons.ts";
import { codes, glimpseHead, slots } from "../../parsers/glimpse.ts";
import { type Stored, storing } from "../codec.ts";
import { fieldBegin, fieldBegins, fieldEnd, hasField } from "../glimpse.ts";
import { handedWhole } from "../handed.ts";
import { idHash } from "../ledger/known-ids.ts";

/** What is counted by the minute. */
export interface Counts {
  arrived: number;
  delivered: number;
  /** Deliveries to another host, a part of `delivered`. */
  sent: number;
  deferrals: number;
  /** Deferrals without an attempt: "retry time not reached". */
  skipped: number;
  failed: number;
  logins: number;
  loginsFailed: number;
  /** Logins that Exim refused: `535 Incorrect authentication data`. */
  authFailed: number;
  /** First and last sign of life of each daemon in the minute, in ms of it; 60,000 and -1 where there is none. */
  eximFirst: number;
  eximLast: number;
  dovecotFirst: number;
  dovecotLast: number;
  /** Sum of short hashes of the ids counted: two logs with equal counts and prints in a minute hold the same lines. */
  print: number;
}

export interface FiguresState {
  /** By log and minute. */
  readonly logs: Map<string, Map<number, Counts>>;
  /** Where the last event was counted: the next one is often of the same minute. */
  last: { readonly log: string; readonly minute: number; readonly counts: Counts } | null;
  /** Grows with every line and merge; what was worked out from the state is good as long as it stays. */
  revision: number;
}

const KINDS = [
  "exim.arrival",
  "exim.delivery",
  "exim.deferral",
  "exim.failure",
  "dovecot.login",
  "dovecot.login-failed",
  "exim.auth-failed",
  // no figure, but a sign that the daemon is alive
  "exim.queue-run",
] as const;
type CountedEvent = EventOf<(typeof KINDS)[number]>;

const FIELD = {
  "exim.arrival": "arrived",
  "exim.delivery": "delivered",
  "exim.deferral": "deferrals",
  "exim.failure": "failed",
  "dovecot.login": "logins",
  "dovecot.login-failed": "loginsFailed",
  "exim.auth-failed": "authFailed",
} as const;

const MINUTE = 60_000;

/** How much mail moved, minute by minute. */
export const figures: Fold<FiguresState, CountedEvent> & Stored<FiguresState> = {
  id: "figures",
  kinds: KINDS,
  create: () => ({ logs: new Map(), last: null, revision: 0 }),
  observe,
  glimpses: { kinds: ["exim.arrival", "exim.delivery", "exim.auth-failed"], take, release: () => {} },
  merge,
  handover: handedWhole(
    merge,
    ({ logs }) => logs,
    (logs) => ({ logs: logs as FiguresState["logs"], last: null, revision: 0 }),
  ),
  ...storing<FiguresState>({
    store: ({ logs }) => logs,
    restore: (stored) => ({ logs: stored as FiguresState["logs"], last: null, revision: 0 }),
  }),
};

function merge(into: FiguresState, other: FiguresState): void {
  into.last = null;
  into.revision++;
  for (const [log, minutes] of other.logs) {
    const held = into.logs.get(log);
    if (held === undefined) into.logs.set(log, minutes);
    else for (const [minute, counts] of minutes) held.set(minute, plus(held.get(minute) ?? zero(), counts));
  }
}

export const zero = (): Counts => ({
  arrived: 0,
  delivered: 0,
  sent: 0,
  deferrals: 0,
  skipped: 0,
  failed: 0,
  logins: 0,
  loginsFailed: 0,
  authFailed: 0,
  eximFirst: MINUTE,
  eximLast: -1,
  dovecotFirst: MINUTE,
  dovecotLast: -1,
  print: 0,
});

function observe(state: FiguresState, event: CountedEvent, line: LineRef): void {
  const counts = countsAt(state, event.at, line.log);
  sign(counts, event);
  if (event.kind === "exim.queue-run") return;
  if (event.kind === "exim.delivery" && leavesHost(event)) counts.sent++;
  counts[isSkip(event) ? "skipped" : FIELD[event.kind]]++;
  const id = "session" in event ? event.session : event.messageId;
  if (id !== null) print(counts, idHash(id));
}

const peerAt = slots["exim.delivery"].peer;
const peerIpAt = slots["exim.delivery"]["peer.ip"];
const LOOPBACK = [Buffer.from("127."), Buffer.from("::1")];

function take(state: FiguresState, glimpse: Glimpse, line: LineRef): void {
  // "Completed" counts nothing.
  if (glimpse.code === codes["exim.completed"]) return;
  const counts = countsAt(state, glimpse.at, line.log);
  signExim(counts, glimpse.at);
  if (glimpse.code === codes["exim.auth-failed"]) {
    counts.authFailed++;
  } else if (glimpse.code === codes["exim.arrival"]) {
    counts.arrived++;
  } else {
    counts.delivered++;
    if (hasField(glimpse, peerAt) && !isLoopbackAt(glimpse)) counts.sent++;
  }
  // A session that failed to log in has no id, as a rule.
  const { words, record } = glimpse;
  if (words[record + glimpseHead.keyLength] !== 0) print(counts, words[record + glimpseHead.keyHash] ?? 0);
}

/** As {@link leavesHost}, the other way round. */
function isLoopbackAt(glimpse: Glimpse): boolean {
  if (!hasField(glimpse, peerIpAt)) return false;
  const [v4, v6] = LOOPBACK;
  if (v4 !== undefined && fieldBegins(glimpse, peerIpAt, v4)) return true;
  const length = fieldEnd(glimpse, peerIpAt) - fieldBegin(glimpse, peerIpAt);
  return v6 !== undefined && length === v6.length && fieldBegins(glimpse, peerIpAt, v6);
}

function print(counts: Counts, hash: number): void {
  counts.print = (counts.print + (hash & 0xffff)) >>> 0;
}

/** The counts of a minute; nearly always the one before. */
function countsAt(state: FiguresState, at: Instant, log: string): Counts {
  state.revision++;
  const minute = Math.floor(at / MINUTE);
  let last = state.last;
  if (last === null || last.minute !== minute || last.log !== log) {
    last = { log, minute, counts: countsOf(state, log, minute) };
    state.last = last;
  }
  return last.counts;
}

function signExim(counts: Counts, at: Instant): void {
  const within = at - Math.floor(at / MINUTE) * MINUTE;
  if (within < counts.eximFirst) counts.eximFirst = within;
  if (within > counts.eximLast) counts.eximLast = within;
}

function sign(counts: Counts, { kind, at }: CountedEvent): void {
  if (kind.startsWith("exim.")) {
    signExim(counts, at);
    return;
  }
  const within = at - Math.floor(at / MINUTE) * MINUTE;
  if (within < counts.dovecotFirst) counts.dovecotFirst = within;
  if (within > counts.dovecotLast) counts.dovecotLast = within;
}

function isSkip(event: CountedEvent): boolean {
  return event.kind === "exim.deferral" && classifyReason(event.errno, event.strerror, event.reason).family === "retry";
}

/** Not to a content scanner or to LMTP on this host (`H=127.0.0.1 [127.0.0.1]`). */
function leavesHost({ peer }: EventOf<"exim.delivery">): boolean {
  return peer !== null && peer.ip !== "::1" && peer.ip?.startsWith("127.") !== true;
}

function countsOf(state: FiguresState, log: string, minute: number): Counts {
  let minutes = state.logs.get(log);
  if (minutes === undefined) {
    minutes = new Map();
    state.logs.set(own(log), minutes);
  }
  let counts = minutes.get(minute);
  if (counts === undefined) {
    counts = zero();
    minutes.set(minute, counts);
  }
  return counts;
}

/** The sum of two. */
export function plus(a: Counts, b: Counts): Counts {
  return {
    arrived: a.arrived + b.arrived,
    delivered: a.delivered + b.delivered,
    sent: a.sent + b.sent,
    deferrals: a.deferrals + b.deferrals,
    skipped: a.skipped + b.skipped,
    failed: a.failed + b.failed,
    logins: a.logins + b.logins,
    loginsFailed: a.loginsFailed + b.loginsFailed,
    authFailed: a.authFailed + b.authFailed,
    eximFirst: Math.min(a.eximFirst, b.eximFirst),
    eximLast: Math.max(a.eximLast, b.eximLast),
    dovecotFirst: Math.min(a.dovecotFirst, b.dovecotFirst),
    dovecotLast: Math.max(a.dovecotLast, b.dovecotLast),
    print: (a.print + b.print) >>> 0,
  };
}

/** What a minute counts; the rest of it tells when. */
const COUNTED = [
  "arrived",
  "delivered",
  "sent",
  "deferrals",
  "skipped",
  "failed",
  "logins",
  "loginsFailed",
  "authFailed",
] as const;

/** Exim writes a refusal to the reject log and a grave line to the panic log, and both to the main log as well. */
const isCopy = (log: string): boolean => /(?:panic|reject)[^/]*$/i.test(log);

type Minutes = readonly (readonly [at: Instant, counts: Counts])[];

const known = new WeakMap<FiguresState, { readonly revision: number; readonly minutes: Minutes }>();

/**
 * Every minute with what was counted in it, once, in no order. A minute that two logs hold alike (mainlog and syslog, say)
 * counts once; a reject log or panic log adds only what no other log holds. Worked out once for a state as it is.
 */
export function minutesOf(state: FiguresState): Minutes {
  const held = known.get(state);
  if (held?.revision === state.revision) return held.minutes;
  const minutes = [...joined(state)].map(([minute, counts]): Minutes[number] => [minute * MINUTE, counts]);
  known.set(state, { revision: state.revision, minutes });
  return minutes;
}

function joined({ logs }: FiguresState): ReadonlyMap<number, Counts> {
  const [only, ...others] = logs.values();
  if (only === undefined || others.length === 0) return only ?? new Map<number, Counts>();
  const minutes = new Map<number, Counts>();
  const seen = new Set<string>();
  const names = [...logs.keys()].sort((a, b) => Number(isCopy(a)) - Number(isCopy(b)) || (a < b ? -1 : 1));
  for (const log of names) {
    for (const [minute, counts] of logs.get(log) ?? []) {
      const voice = [minute, ...COUNTED.map((key) => counts[key]), counts.print].join(" ");
      const isTold = counts.print !== 0 && seen.has(voice);
      seen.add(voice);
      const held = minutes.get(minute) ?? zero();
      minutes.set(minute, isTold ? held : isCopy(log) ? largestOf(held, counts) : plus(held, counts));
    }
  }
  return minutes;
}

function largestOf(a: Counts, b: Counts): Counts {
  const both = plus(a, b);
  for (const key of COUNTED) both[key] = Math.max(a[key], b[key]);
  return both;
}

/** Sums of the minutes from `from` to `to` (ms; the minute of `from` included, that of `to` not). */
export function countsBetween(state: FiguresState, from: Instant, to: Instant): Counts {
  const low = Math.floor(from / MINUTE) * MINUTE;
  const high = Math.ceil(to / MINUTE) * MINUTE;
  let sum = zero();
  for (const [at, counts] of minutesOf(state)) if (at >= low && at < high) sum = plus(sum, counts);
  return sum;
}
