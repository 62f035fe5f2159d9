import type { Cause, LedgerState } from "./state.ts";

/** Families that are this host's own, whatever a line names beside them. */
const OWN = new Set<Cause["family"]>(["taint", "ambiguous", "permission", "disk", "local"]);
/** What only a conversation with another host, or a question about one, can say. */
const ELSEWHERE = new Set<Cause["family"]>([
  "dns",
  "refused",
  "timeout",
  "closed",
  "network",
  "tls",
  "auth",
  "greylisted",
]);

/**
 * Whether a deferral happened on this host, by what its lines show. `H=` names another host and so decides. Without it: a
 * router deferred (`R=aliases defer (-1): ask again tomorrow`), or a transport that delivers here, or LMTP over a socket.
 */
export function isHere(state: LedgerState, cause: Cause): boolean {
  if (cause.remote) return false;
  if (OWN.has(cause.family) || cause.loopback) return true;
  if (cause.transport !== null && state.localTransports.has(cause.transport)) return true;
  if (cause.words.startsWith("LMTP ")) return true;
  // appendfile's own quota; that of an answer begins with the answer
  if (cause.family === "quota") return !cause.words.startsWith("SMTP ");
  return cause.transport === null && !ELSEWHERE.has(cause.family) && !cause.words.startsWith("SMTP ");
}
