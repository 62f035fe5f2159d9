import { own } from "../../engine/fold.ts";
import type { Instant } from "../../parsers/events.ts";
import type { CleanHours, SessionState } from "./state.ts";

const HOUR = 3_600_000;

/** Of each hour the four earliest and the four latest sessions are kept: enough to find one after any instant. */
const KEEP = 4;

/** Remembers a session of a user that began, logged no fault and ended. */
export function addClean(clean: Map<string, CleanHours>, user: string, began: Instant, ended: Instant): void {
  let hours = clean.get(user);
  if (hours === undefined) {
    hours = new Map();
    clean.set(own(user), hours);
  }
  const hour = Math.floor(began / HOUR);
  hours.set(hour, trimmed([...(hours.get(hour) ?? []), { began, ended }]));
}

function trimmed(sessions: readonly { began: Instant; ended: Instant }[]): { began: Instant; ended: Instant }[] {
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

/** Begins of a user's sessions without a fault: the remembered ones and those whose halves met only in a merge. */
export function cleanSessions(
  state: SessionState,
  user: string,
): readonly { readonly began: Instant; readonly ended: Instant }[] {
  const found = [...(state.clean.get(user)?.values() ?? [])].flat();
  for (const session of state.sessions.values()) {
    if (session.user !== user || session.faulty || session.began === null || session.ended === null) continue;
    found.push({ began: session.began, ended: session.ended });
  }
  return found.sort((a, b) => a.began - b.began);
}
