import { mergeEvidence, newEvidence } from "../evidence.ts";
import type { Kill, MapErrors, SessionState } from "../sessions/state.ts";
import { anyBetween, bursts, copyTally, mergeTally, newTally } from "../tally.ts";

/** Lines about one death stand together. */
const TOGETHER = 5_000;
const MINUTE = 60_000;

/**
 * Killed processes, each once. Dovecot 2.2 names no session, so the Fatal of the process and the master's `child N
 * returned error 83` are two lines that share only the user (by the login that names the process) and the time.
 */
export function killsOf(state: SessionState): readonly Kill[] {
  const joined: Kill[] = [];
  for (const kill of [...state.kills.values()].sort((a, b) => a.first - b.first || (a.pid ?? -1) - (b.pid ?? -1))) {
    if (kill.session !== null) {
      joined.push(kill);
      continue;
    }
    const user = kill.user ?? ownerOf(state, kill);
    const known = joined.find(
      (one) =>
        one.session === null && one.user === user && Math.abs(one.last - kill.first) <= TOGETHER && samePid(one, kill),
    );
    if (known === undefined) joined.push(copyOf(kill, user));
    else add(known, kill);
  }
  return joined;
}

const samePid = (a: Kill, b: Kill): boolean => a.pid === null || b.pid === null || a.pid === b.pid;

/** The state's own records stay as they are. */
function copyOf(kill: Kill, user: string | null): Kill {
  const copy: Kill = { ...kill, user, tally: newTally(), evidence: newEvidence() };
  add(copy, kill);
  return copy;
}

function add(into: Kill, other: Kill): void {
  into.pid ??= other.pid;
  into.first = Math.min(into.first, other.first);
  into.last = Math.max(into.last, other.last);
  into.vszLimit = into.vszLimit ?? other.vszLimit;
  mergeTally(into.tally, copyTally(other.tally));
  mergeEvidence(into.evidence, other.evidence);
}

/** `master: service(imap): child 4711 returned error 83` names a process; its login line names the user. */
function ownerOf(state: SessionState, kill: Kill): string | null {
  if (kill.pid === null) return null;
  for (const session of state.sessions.values()) {
    if (session.pid === kill.pid && session.ended === null && session.began !== null && session.began <= kill.last) {
      return session.user;
    }
  }
  return null;
}

/** A kill belongs to mmap errors of its own session; without names, to errors of its user in the minute before. */
export function belongsTo(state: SessionState, kill: Kill, errors: MapErrors): boolean {
  if (kill.session !== null) return errors.sessions.has(kill.session);
  if (errors.sessions.has(""))
    return kill.user === errors.user && anyBetween(errors.tally, kill.first - MINUTE, kill.last);
  for (const id of errors.sessions) if (kill.pid !== null && state.sessions.get(id)?.pid === kill.pid) return true;
  return false;
}

/** Sessions that logged the error; where the prefix names none (2.2), runs of errors. */
export function sessionsOf(errors: MapErrors): number {
  return errors.sessions.has("") ? errors.sessions.size - 1 + bursts(errors.tally) : errors.sessions.size;
}
