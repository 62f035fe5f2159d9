import { own } from "../../engine/fold.ts";
import type { Instant } from "../../parsers/events.ts";
import { halvingsOf } from "../sampling.ts";
import { addProof, proofsOf } from "./proofs.ts";
import type { LedgerState, Life } from "./state.ts";

/** A message that took longer is kept, in case it counts as stuck. */
export const SHORT = 5 * 60_000;

/**
 * Forgets a message that is over and was never in trouble. Only when its arrival was read before its end: a life
 * that was read backwards (files in another order) stays, since lines between the two may still come.
 */
export function retire(state: LedgerState, life: Life): void {
  if (life.arrival === null || life.end === null || !untroubled(life)) return;
  state.lives.delete(life.id);
  state.children.delete(life.id);
  countShort(state, life.arrival.log, life.end.at - life.arrival.at, halvingsOf(life.id));
  for (const { transport, sender, at } of proofsOf(life)) addProof(state, transport, sender, at);
}

/**
 * What is over is forgotten though its lines came in another order, or in two states: for when all lines between were
 * read. Not between two merges: a third state may hold what happened to a message in the middle of its life.
 */
export function tidyLedger(state: LedgerState): void {
  state.revision++;
  state.slimmedUnder = Math.max(state.slimmedUnder, state.slimUnder);
  for (const life of state.lives.values()) {
    if (isBareEnd(life)) state.lives.delete(life.id);
    retire(state, life);
    slim(state, life);
  }
  for (const [parent, children] of state.children) {
    for (const [id, at] of children) if (!mayWarn(state, parent, at)) children.delete(id);
    if (children.size === 0) state.children.delete(parent);
  }
}

/**
 * Nothing but `Completed` is known: the line stands twice and the message was forgotten at the first one, or the log
 * begins right before it. It tells nothing of anybody's mail.
 */
function isBareEnd(life: Life): boolean {
  return life.end?.how === "completed" && life.arrival === null && life.recipients.size === 0 && !isHurt(life);
}

/**
 * Of a message that reached everybody before it would count as stuck no line is quoted: when is all that is asked. Not
 * before all is read: a paniclog that comes later may tell of a refusal that hurt it, and then its lines are evidence.
 */
function slim(state: LedgerState, life: Life): void {
  const { arrival, end } = life;
  if (arrival === null || end?.how !== "completed" || end.at - arrival.at >= state.slimUnder || isHurt(life)) return;
  for (const recipient of life.recipients.values()) {
    if (recipient.delivered?.line != null) recipient.delivered = { ...recipient.delivered, line: null };
    for (const { evidence } of recipient.causes.values()) {
      evidence.first = null;
      evidence.last = null;
      evidence.sample = [];
    }
  }
}

const HOUR = 3_600_000;

/** Whether a message that came in at `at` may be a delay warning for this one, by what the state knows of it. */
export function mayWarn(state: LedgerState, parent: string, at: Instant): boolean {
  const arrived = state.lives.get(parent)?.arrival?.at;
  return arrived === undefined || at - arrived >= HOUR;
}

/**
 * Remembers of an untroubled message how long it took, in whole seconds, and how long it would be among those that are kept
 * (`halvingsOf` its id): when only a share of all messages is judged, these are of the same share.
 */
export function countShort(state: LedgerState, log: string, took: number, halvings: number): void {
  const seconds = shortsOf(state, log, halvings);
  const second = Math.max(0, Math.floor(took / 1000));
  seconds[second] = (seconds[second] ?? 0) + 1;
}

/** The same of many messages: how many took each second. */
export function countShorts(state: LedgerState, log: string, halvings: number, took: Int32Array): void {
  if (took.every((count) => count === 0)) return;
  const seconds = shortsOf(state, log, halvings);
  for (const [second, count] of took.entries()) seconds[second] = (seconds[second] ?? 0) + count;
}

function shortsOf(state: LedgerState, log: string, halvings: number): number[] {
  let shares = state.short.get(log);
  if (shares === undefined) {
    shares = [];
    state.short.set(own(log), shares);
  }
  while (shares.length <= halvings) shares.push([]);
  const seconds = shares[halvings] ?? [];
  if (seconds.length === 0) for (let second = 0; second < SHORT / 1000; second++) seconds.push(0);
  return seconds;
}

/** Short, delivered to all, nothing refused, nothing frozen. */
export function untroubled(life: Life): boolean {
  if (life.end?.how !== "completed" || life.arrival === null) return false;
  return life.end.at - life.arrival.at < SHORT && !isHurt(life);
}

/** Something was refused, failed or froze. */
function isHurt(life: Life): boolean {
  if (life.taints.size > 0 || life.expansions.size > 0 || life.frozen !== null) return true;
  if (life.errorIgnored || life.arrivedTwice) return true;
  for (const recipient of life.recipients.values())
    if (recipient.failed !== null || recipient.gaveUp !== null) return true;
  return false;
}
