import { type LineRef, own } from "../../engine/fold.ts";
import type { EventOf, Instant, Taint } from "../../parsers/events.ts";
import { witness } from "../evidence.ts";
import { count } from "../tally.ts";
import { lifeOf, newTaintHits, writable } from "./lives.ts";
import type { LedgerState, TaintHits } from "./state.ts";
import { rawTaintKey } from "./taint-key.ts";

/**
 * A line that names a refused value. With a message id it belongs to that message, without one it hit an SMTP
 * session. "Not properly quoted" is a warning and never a cause (spec 9.3: quoting of lookups).
 */
export function observeTaint(
  state: LedgerState,
  messageId: string | null,
  taint: Taint,
  at: Instant,
  line: LineRef,
  times = 1,
): void {
  if (taint.wording === "quoting") return;
  const hits = messageId === null ? state.sessions.hits : writable(lifeOf(state, messageId, at, line.log), "taints");
  addHit(hits, taint, at, line, times);
}

function addHit(into: Map<string, TaintHits>, taint: Taint, at: Instant, line: LineRef, times: number): void {
  const key = rawTaintKey(taint);
  let hits = into.get(key);
  if (hits === undefined) {
    hits = newTaintHits(taint, at);
    into.set(own(key), hits);
  }
  hits.first = Math.min(hits.first, at);
  hits.last = Math.max(hits.last, at);
  count(hits.tally, line.log, at, times);
  witness(hits.evidence, line, at);
}

/** `failed to expand "interface" option for remote_smtp transport: …`, a bare `NULL`. */
export function observeExpansion(state: LedgerState, event: EventOf<"exim.expansion-failed">, line: LineRef): void {
  if (event.messageId === null) return;
  const life = lifeOf(state, event.messageId, event.at, line.log);
  const names = [event.option, event.router, event.transport].map((name) => (name === null ? null : own(name)));
  const key = [event.at, ...names].join("\n");
  if (life.expansions.size >= 64 || life.expansions.has(key)) return;
  writable(life, "expansions").set(key, {
    at: event.at,
    option: names[0] ?? null,
    router: names[1] ?? null,
    transport: names[2] ?? null,
  });
}
