import { type Fold, type LineRef, own } from "../../engine/fold.ts";
import type { EventOf, Instant } from "../../parsers/events.ts";
import { type Stored, storing } from "../codec.ts";
import { earlier, keep, mergeEvidence, newEvidence, witness } from "../evidence.ts";
import { handedWhole } from "../handed.ts";
import { halve, isSampled, MAX_OPEN, mergeSampling, newSampling } from "../sampling.ts";
import { shared } from "../shared.ts";
import { count, mergeTally, newTally } from "../tally.ts";
import { addClean, mergeClean } from "./clean.ts";
import type { Kill, MailSession, MapErrors, SessionState } from "./state.ts";

const KINDS = [
  "dovecot.login",
  "dovecot.logout",
  "dovecot.mmap-failed",
  "dovecot.out-of-memory",
  "dovecot.child-error",
] as const;
type SessionEvent = EventOf<(typeof KINDS)[number]>;

/** Error of a process that could not get memory (Dovecot, lib/failures.h: FATAL_OUTOFMEM). */
const OUT_OF_MEMORY = 83;

type SessionFold = Fold<SessionState, SessionEvent> & Stored<SessionState>;

/** Mail sessions and their memory faults. */
export const sessions: SessionFold = sessionsWith();

/** The same fold, with the limit of a run: how many sessions that are not over, or were in trouble, are kept. */
export function sessionsWith({ maxOpen = MAX_OPEN }: { readonly maxOpen?: number | undefined } = {}): SessionFold {
  return {
    id: "dovecot-sessions",
    kinds: KINDS,
    create: () => newSessions(maxOpen),
    observe,
    merge,
    handover: handedWhole(merge),
    ...storing<SessionState>({
      store: ({ sampling, ...parts }) => ({ halvings: sampling.halvings, ...parts }),
      restore(stored) {
        const { halvings, ...parts } = stored as SessionState & { readonly halvings: number };
        const state = { ...newSessions(maxOpen), ...parts };
        state.sampling.halvings = halvings;
        halve(state.sampling, [state.sessions]);
        return state;
      },
      tidy,
    }),
  };
}

const newSessions = (maxOpen: number): SessionState => ({
  sampling: newSampling(maxOpen),
  errors: new Map(),
  kills: new Map(),
  sessions: new Map(),
  clean: new Map(),
  nameless: new Map(),
});

function observe(state: SessionState, event: SessionEvent, line: LineRef): void {
  switch (event.kind) {
    case "dovecot.login":
      observeLogin(state, event, line);
      return;
    case "dovecot.logout":
      observeLogout(state, event, line);
      return;
    case "dovecot.mmap-failed":
      observeMmap(state, event, line);
      return;
    case "dovecot.out-of-memory":
      observeKill(state, event, event.pid, null, event.service, line);
      return;
    case "dovecot.child-error":
      if (event.error === OUT_OF_MEMORY) observeKill(state, event, event.child, event.vszLimit, event.of, line);
  }
}

function sessionOf(state: SessionState, id: string): MailSession {
  let session = state.sessions.get(id);
  if (session === undefined) {
    session = { user: null, began: null, pid: null, ended: null, faulty: false, line: null };
    state.sessions.set(own(id), session);
    if (state.sessions.size > state.sampling.limit) halve(state.sampling, [state.sessions]);
  }
  return session;
}

function observeLogin(state: SessionState, event: EventOf<"dovecot.login">, line: LineRef): void {
  if (event.session === null || !isSampled(state.sampling, event.session)) return;
  const session = sessionOf(state, event.session);
  session.began = Math.min(session.began ?? event.at, event.at);
  if (event.user !== null) session.user = shared(event.user);
  session.pid = event.mailPid ?? session.pid;
  session.line = earlier(session.line, keep(line, event.at));
}

/** A session that is over and was in no trouble is only remembered as a proof. */
function observeLogout(state: SessionState, event: EventOf<"dovecot.logout">, line: LineRef): void {
  if (event.session === null) {
    // 2.2 names no session here; which login it ends is worked out in the end
    if (event.user !== null)
      addClean(state.nameless, event.user, { began: event.at, ended: event.at, line: keep(line, event.at) });
    return;
  }
  if (!isSampled(state.sampling, event.session)) return;
  const session = sessionOf(state, event.session);
  session.ended = Math.max(session.ended ?? event.at, event.at);
  if (event.user !== null) session.user ??= shared(event.user);
  forgetClean(state, event.session, session);
}

function forgetClean(state: SessionState, id: string, { user, began, ended, faulty, line }: MailSession): void {
  if (began === null || ended === null || faulty || user === null) return;
  addClean(state.clean, user, { began, ended, line });
  state.sessions.delete(id);
}

/** Sessions whose login and end came from two states. */
function tidy(state: SessionState): void {
  for (const [id, session] of state.sessions) forgetClean(state, id, session);
}

function observeMmap(state: SessionState, event: EventOf<"dovecot.mmap-failed">, line: LineRef): void {
  const user = event.user ?? "";
  const key = [user, event.mailbox ?? "", event.path ?? ""].join("\n");
  let errors = state.errors.get(key);
  if (errors === undefined) {
    errors = {
      user: own(user),
      mailbox: event.mailbox === null ? null : own(event.mailbox),
      file: event.path === null ? null : own(event.path),
      service: own(event.service),
      size: null,
      first: event.at,
      last: event.at,
      tally: newTally(),
      sessions: new Set(),
      evidence: newEvidence(),
    };
    state.errors.set(own(key), errors);
  }
  if (event.size !== null) errors.size = Math.max(errors.size ?? 0, event.size);
  errors.first = Math.min(errors.first, event.at);
  errors.last = Math.max(errors.last, event.at);
  count(errors.tally, line.log, event.at, event.repeats);
  errors.sessions.add(own(event.session ?? ""));
  witness(errors.evidence, line, event.at);
  if (event.session !== null) fault(state, event.session, event.user);
}

function fault(state: SessionState, id: string, user: string | null): void {
  if (!isSampled(state.sampling, id)) return;
  const session = sessionOf(state, id);
  session.faulty = true;
  if (user !== null) session.user ??= shared(user);
}

function observeKill(
  state: SessionState,
  event: SessionEvent,
  pid: number | null,
  vszLimit: number | null,
  service: string,
  line: LineRef,
): void {
  const key = event.session ?? `${service} ${pid ?? "?"} ${Math.floor(event.at / 60_000)}`;
  let kill = state.kills.get(key);
  if (kill === undefined) {
    kill = {
      user: event.user === null ? null : own(event.user),
      session: event.session === null ? null : own(event.session),
      pid,
      service: own(service),
      first: event.at,
      last: event.at,
      vszLimit: null,
      tally: newTally(),
      evidence: newEvidence(),
    };
    state.kills.set(own(key), kill);
  }
  kill.first = Math.min(kill.first, event.at);
  kill.last = Math.max(kill.last, event.at);
  if (vszLimit !== null) kill.vszLimit = Math.max(kill.vszLimit ?? 0, vszLimit);
  count(kill.tally, line.log, event.at, event.repeats);
  witness(kill.evidence, line, event.at);
  if (event.session !== null) fault(state, event.session, event.user);
}

function merge(into: SessionState, other: SessionState): void {
  mergeSampling(into.sampling, other.sampling, [into.sessions], [other.sessions]);
  for (const [key, errors] of other.errors) {
    const held = into.errors.get(key);
    if (held === undefined) into.errors.set(key, errors);
    else mergeErrors(held, errors);
  }
  for (const [key, kill] of other.kills) {
    const held = into.kills.get(key);
    if (held === undefined) into.kills.set(key, kill);
    else mergeKill(held, kill);
  }
  for (const [id, session] of other.sessions) {
    const held = into.sessions.get(id);
    if (held === undefined) into.sessions.set(id, session);
    else mergeSession(held, session);
  }
  halve(into.sampling, [into.sessions]);
  mergeClean(into.clean, other.clean);
  mergeClean(into.nameless, other.nameless);
}

function mergeErrors(into: MapErrors, other: MapErrors): void {
  if (other.size !== null) into.size = Math.max(into.size ?? 0, other.size);
  widen(into, other);
  for (const id of other.sessions) into.sessions.add(id);
}

function mergeKill(into: Kill, other: Kill): void {
  if (other.vszLimit !== null) into.vszLimit = Math.max(into.vszLimit ?? 0, other.vszLimit);
  widen(into, other);
}

function widen(into: MapErrors | Kill, other: MapErrors | Kill): void {
  into.first = Math.min(into.first, other.first);
  into.last = Math.max(into.last, other.last);
  mergeTally(into.tally, other.tally);
  mergeEvidence(into.evidence, other.evidence);
}

function mergeSession(into: MailSession, other: MailSession): void {
  into.user ??= other.user;
  into.pid ??= other.pid;
  into.began = extreme(Math.min, into.began, other.began);
  into.ended = extreme(Math.max, into.ended, other.ended);
  into.faulty ||= other.faulty;
  into.line = earlier(into.line, other.line);
}

function extreme(pick: (a: Instant, b: Instant) => Instant, a: Instant | null, b: Instant | null): Instant | null {
  return a === null || b === null ? (a ?? b) : pick(a, b);
}
