import { own } from "../../engine/fold.ts";
import { earlier } from "../evidence.ts";
import { anyBetween } from "../tally.ts";
import type { CleanHours, CleanSession, SessionState } from "./state.ts";

const HOUR = 3_600_000;

/** Of each hour the four earliest and the four latest sessions are kept: enough to find one after any instant. */
const KEEP = 4;

/** Remembers a session of a user. */
export function addClean(clean: Map<string, CleanHours>, user: string, session: CleanSession): void {
  let hours = clean.get(user);
  if (hours === undefined) {
    hours = new Map();
    clean.set(own(user), hours);
  }
  const hour = Math.floor(session.began / HOUR);
  const held = hours.get(hour);
  if (held === undefined) hours.set(hour, [session]);
  else put(held, session);
}

/** Puts a session among those of its hour, in order; of too many the middle one is left out. */
function put(held: CleanSession[], session: CleanSession): void {
  let at = held.length;
  let order = 1;
  for (; at > 0; at--) {
    order = compare(session, held[at - 1] as CleanSession);
    if (order >= 0) break;
  }
  // Of two that are alike the one with the earlier line is quoted, whichever came first.
  if (at > 0 && order === 0) held[at - 1] = alike(held[at - 1] as CleanSession, session);
  else if (held.length < 2 * KEEP) held.splice(at, 0, session);
  else if (at < KEEP) {
    held.copyWithin(at + 1, at, KEEP - 1);
    held[at] = session;
  } else if (at > KEEP) {
    held.copyWithin(KEEP, KEEP + 1, at);
    held[at - 1] = session;
  }
}

const compare = (a: CleanSession, b: CleanSession): number => a.began - b.began || a.ended - b.ended;

const alike = (held: CleanSession, other: CleanSession): CleanSession =>
  earlier(held.line, other.line) === held.line ? held : other;

export function mergeClean(into: Map<string, CleanHours>, other: Map<string, CleanHours>): void {
  for (const [user, hours] of other) {
    const held = into.get(user);
    if (held === undefined) {
      into.set(user, hours);
      continue;
    }
    for (const [hour, list] of hours) {
      const sessions = held.get(hour);
      if (sessions === undefined) held.set(hour, list);
      else for (const session of list) put(sessions, session);
    }
  }
}

/** A user's sessions without a fault: the remembered ones, and those whose halves meet only now. */
export function cleanSessions(state: SessionState, user: string): readonly CleanSession[] {
  const found = [...(state.clean.get(user)?.values() ?? [])].flat();
  for (const session of state.sessions.values()) {
    if (session.user !== user || session.faulty || session.began === null || session.ended === null) continue;
    found.push({ began: session.began, ended: session.ended, line: session.line });
  }
  found.push(...namelessSessions(state, user));
  return found.sort((a, b) => a.began - b.began);
}

/** 2.2: a login, then the user's next logout, and no fault of that user between the two. */
function namelessSessions(state: SessionState, user: string): readonly CleanSession[] {
  const ends = [...(state.nameless.get(user)?.values() ?? [])].flat().sort((a, b) => a.ended - b.ended);
  if (ends.length === 0) return [];
  const faults = [...state.errors.values(), ...state.kills.values()].filter((fault) => fault.user === user);
  return [...state.sessions.values()].flatMap(({ user: who, began, ended, faulty, line }) => {
    if (who !== user || began === null || ended !== null || faulty) return [];
    const end = ends.find((one) => one.ended >= began);
    if (end === undefined || faults.some((fault) => anyBetween(fault.tally, began, end.ended))) return [];
    return [{ began, ended: end.ended, line }];
  });
}
