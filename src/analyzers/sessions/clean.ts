import { own } from "../../engine/fold.ts";
import type { Instant } from "../../parsers/events.ts";
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
  else if (!isMiddle(held, session.began)) hours.set(hour, trimmed([...held, session]));
}

/** Neither among the earliest nor among the latest of a full hour. */
function isMiddle(held: readonly CleanSession[], began: Instant): boolean {
  if (held.length < 2 * KEEP) return false;
  const [low, high] = [held[KEEP - 1], held[KEEP]];
  return low !== undefined && high !== undefined && began > low.began && began < high.began;
}

function trimmed(sessions: readonly CleanSession[]): CleanSession[] {
  const distinct = new Map(sessions.map((one) => [`${one.began} ${one.ended}`, one]));
  const sorted = [...distinct.values()].sort((a, b) => a.began - b.began || a.ended - b.ended);
  return sorted.length <= 2 * KEEP ? sorted : [...sorted.slice(0, KEEP), ...sorted.slice(-KEEP)];
}

export function mergeClean(into: Map<string, CleanHours>, other: Map<string, CleanHours>): void {
  for (const [user, hours] of other) {
    const held = into.get(user);
    if (held === undefined) {
      into.set(user, hours);
      continue;
    }
    for (const [hour, list] of hours) held.set(hour, trimmed([...(held.get(hour) ?? []), ...list]));
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
