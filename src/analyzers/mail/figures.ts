import { type Fold, type Glimpse, type LineRef, own, type SettledSums } from "../../engine/fold.ts";
import type { EventOf, Instant } from "../../parsers/events.ts";
import { classifyReason } from "../../parsers/exim-reasons.ts";
import { codes, glimpseHead, slots } from "../../parsers/glimpse.ts";
import { type Stored, storing } from "../codec.ts";
import { fieldBegin, fieldBegins, fieldEnd, fieldNumberOrNull, fieldTextOrNull, hasField } from "../glimpse.ts";
import { handedWhole } from "../handed.ts";
import { idHash } from "../ledger/known-ids.ts";
import { type Counts, MINUTE, plus, zero } from "./counts.ts";

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

/** How much mail moved, minute by minute. */
export const figures: Fold<FiguresState, CountedEvent> & Stored<FiguresState> = {
  id: "figures",
  kinds: KINDS,
  create: () => ({ logs: new Map(), last: null, revision: 0 }),
  observe,
  glimpses: {
    kinds: ["exim.arrival", "exim.delivery", "exim.deferral", "exim.failure", "exim.auth-failed"],
    take,
    release: () => {},
    settled: { count: addSums },
  },
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
    else for (const [minute, counts] of minutes) addMinute(held, minute, counts);
  }
}

/** Of the ranges that threads read few minutes are the same. */
function addMinute(into: Map<number, Counts>, minute: number, counts: Counts): void {
  const held = into.get(minute);
  into.set(minute, held === undefined ? counts : plus(held, counts));
}

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
  const counts = countsAt(state, glimpse.at, line.log);
  signExim(counts, glimpse.at);
  switch (glimpse.code) {
    case codes["exim.auth-failed"]:
      counts.authFailed++;
      break;
    case codes["exim.arrival"]:
      counts.arrived++;
      break;
    case codes["exim.deferral"]:
      if (isSkipAt(glimpse)) counts.skipped++;
      else counts.deferrals++;
      break;
    case codes["exim.failure"]:
      counts.failed++;
      break;
    default:
      counts.delivered++;
      if (hasField(glimpse, peerAt) && !isLoopbackAt(glimpse)) counts.sent++;
  }
  // A session that failed to log in has no id, as a rule.
  const { words, record } = glimpse;
  if (words[record + glimpseHead.keyLength] !== 0) print(counts, words[record + glimpseHead.keyHash] ?? 0);
}

/** What many lines come to. */
function addSums(state: FiguresState, sums: SettledSums, log: string): void {
  if (sums.last < sums.first) return;
  const counts = countsAt(state, sums.first, log);
  signExim(counts, sums.first);
  signExim(counts, sums.last);
  counts.arrived += sums.arrived;
  counts.delivered += sums.delivered;
  counts.sent += sums.sent;
  counts.authFailed += sums.authFailed;
  counts.print = (counts.print + sums.print) >>> 0;
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

const deferral = slots["exim.deferral"];

function isSkipAt(glimpse: Glimpse): boolean {
  const errno = fieldNumberOrNull(glimpse, deferral.errno);
  const strerror = fieldTextOrNull(glimpse, deferral.strerror);
  return classifyReason(errno, strerror, fieldTextOrNull(glimpse, deferral.reason)).family === "retry";
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
