/** What kind of life it was, so that each kind can be as frequent as on an ordinary host. */
import type { Life } from "./lives.ts";

/**
 * `clean`: came and went. `deferred`, `failed` (with its bounce), `frozen` and `broken` (refused values, failed
 * expansions, errors of Dovecot) are trouble. `session`: no mail (refusals, failed logins, notes). `run`: of the queue.
 */
export type Class = "clean" | "deferred" | "failed" | "frozen" | "broken" | "session" | "run";

const broken: ReadonlySet<string> = new Set([
  ...[
    "exim.tainted",
    "exim.expansion-failed",
    "exim.unsigned",
    "exim.panic",
    "exim.spool",
    "exim.auth-failed-outgoing",
  ],
  ...["dovecot.mmap-failed", "dovecot.out-of-memory", "dovecot.child-error", "dovecot.problem"],
]);
const frozen: ReadonlySet<string> = new Set(["exim.frozen", "exim.still-frozen", "exim.unfrozen"]);
/** Whoever starts a daemon does not do so all day. */
const never: ReadonlySet<string> = new Set(["exim.daemon", "dovecot.master", "dovecot.time-moved"]);
/** Longer lives are of recorded nights in which nobody mended anything. */
const longest = 130;

/** Undefined: not to be lived again. All but frozen messages come to an end, as on a host that somebody looks after. */
export function classOf(life: Life): Class | undefined {
  const kinds = new Set(life.map(({ event }) => event.kind as string));
  const has = (some: ReadonlySet<string>) => [...kinds].some((kind) => some.has(kind));
  if (life.length > longest || has(never)) return undefined;
  if (kinds.has("exim.queue-run")) return life.length === 2 ? "run" : undefined;
  if (kinds.has("exim.arrival")) {
    if (has(frozen)) return "frozen";
    if (!kinds.has("exim.completed")) return undefined;
    if (has(broken)) return "broken";
    if (kinds.has("exim.failure")) return "failed";
    return kinds.has("exim.deferral") ? "deferred" : "clean";
  }
  if (life.some(({ event }) => "messageId" in event && event.messageId !== null) || has(broken))
    return [...kinds].some((kind) => kind.startsWith("dovecot.")) ? "broken" : undefined;
  if (kinds.has("dovecot.login-failed") || kinds.has("dovecot.auth-failed")) return "session";
  return [...kinds].some((kind) => kind.startsWith("dovecot.")) ? "clean" : "session";
}
