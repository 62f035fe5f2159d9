import { type LineRef, own } from "../../engine/fold.ts";
import type { EventOf, Instant } from "../../parsers/events.ts";
import { earlier, keep } from "../evidence.ts";
import { count } from "../tally.ts";
import { smallest } from "./causes.ts";
import { lifeOf, recipientOf, writable } from "./lives.ts";
import { retire } from "./retire.ts";
import type { Ending, LedgerState, Life } from "./state.ts";

type Lifecycle = EventOf<
  | "exim.completed"
  | "exim.frozen"
  | "exim.still-frozen"
  | "exim.unfrozen"
  | "exim.removed"
  | "exim.cancelled"
  | "exim.moved"
  | "exim.error-ignored"
  | "exim.edited"
  | "exim.spool-locked"
>;

/** Completed, frozen, thawed, removed … */
export function observeLifecycle(state: LedgerState, event: Lifecycle, line: LineRef): void {
  if (event.messageId === null) return;
  const life = lifeOf(state, event.messageId, event.at, line.log);
  switch (event.kind) {
    case "exim.completed":
      complete(state, life, event.at, line);
      return;
    case "exim.frozen":
      life.opened = true;
      freeze(life, event.at, event.by, event.reason, line);
      return;
    case "exim.still-frozen":
      life.opened = true;
      freeze(life, event.at, null, null, line);
      return;
    case "exim.unfrozen":
      life.opened = true;
      count(writable(life, "thaws"), line.log, event.at);
      life.lastThaw = Math.max(life.lastThaw ?? event.at, event.at);
      return;
    case "exim.removed":
      life.opened = true;
      setEnd(life, event.at, "removed", event.by, line);
      return;
    case "exim.cancelled":
      life.opened = true;
      setEnd(life, event.at, event.by === "timeout_frozen_after" ? "expired" : "cancelled", event.by, line);
      return;
    case "exim.moved":
      life.opened = true;
      setEnd(life, event.at, "moved", null, line);
      return;
    case "exim.error-ignored":
      recipientOf(life, event.recipient, null);
      life.errorIgnored = true;
      return;
    case "exim.edited":
    case "exim.spool-locked":
      return; // a mention: the message is still there
  }
}

/** `Completed` */
export function observeCompleted(state: LedgerState, messageId: string, at: Instant, line: LineRef): void {
  complete(state, lifeOf(state, messageId, at, line.log), at, line);
}

function complete(state: LedgerState, life: Life, at: Instant, line: LineRef): void {
  life.opened = true;
  setEnd(life, at, "completed", null, line);
  retire(state, life);
}

/** Exim writes "delivery error message" when a bounce itself could not be delivered (deliver.c). */
function freeze(life: Life, at: Instant, by: string | null, reason: string | null, line: LineRef): void {
  if (reason?.includes("delivery error message")) life.frozenAsBounce = true;
  const line0 = life.frozen === null || at <= life.frozen.first ? keep(line, at) : null;
  life.frozen = firstFrozen(life.frozen, { first: at, last: at, by: by === null ? null : own(by), line: line0 });
}

/** First freeze and last sign of it, with the line of the first. */
export function firstFrozen(a: Life["frozen"], b: Life["frozen"]): Life["frozen"] {
  if (a === null || b === null) return a ?? b;
  const by = smallest(a.by, b.by);
  const line = a.first === b.first ? earlier(a.line, b.line) : a.first < b.first ? a.line : b.line;
  return { first: Math.min(a.first, b.first), last: Math.max(a.last, b.last), by, line };
}

const WEIGHT: Record<Ending, number> = { completed: 0, moved: 1, cancelled: 2, expired: 3, removed: 4 };

/** `cancelled by root` is followed by `Completed`: the end is at the last, what ended it is the stronger word. */
function setEnd(life: Life, at: Instant, how: Ending, by: string | null, line: LineRef): void {
  life.end = strongerEnd(life.end, {
    at,
    how,
    by: by === null ? null : own(by),
    line: how === "completed" ? null : keep(line, at),
  });
}

export function strongerEnd(a: Life["end"], b: Life["end"]): Life["end"] {
  if (a === null || b === null) return a ?? b;
  const strong = a.how === b.how ? (earlier(a.line, b.line) === a.line ? a : b) : WEIGHT[a.how] > WEIGHT[b.how] ? a : b;
  return { ...strong, at: Math.max(a.at, b.at) };
}
