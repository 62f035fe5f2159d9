import type { Instant } from "../../parsers/events.ts";
import type { LifeOutcome } from "../facts.ts";
import { largest } from "../numbers.ts";
import { instantOfId } from "./address.ts";
import { mentionsOf, none } from "./lives.ts";
import { stillSeen } from "./queue-runs.ts";
import type { End, LedgerState, Life, Recipient } from "./state.ts";

/** One address, judged. */
export interface RecipientView {
  readonly recipient: Recipient;
  readonly address: string;
  readonly outcome: LifeOutcome;
  readonly endedAt: Instant | null;
  readonly end: End | null;
  /** Arrival to end, or to the end of the message's log, in ms. */
  readonly delay: number;
}

/** One message, judged at the end of the logs. */
export interface LifeView {
  readonly life: Life;
  readonly id: string;
  readonly arrivedAt: Instant;
  readonly endedAt: Instant | null;
  /** The sender was empty when it froze, or is. Later edits do not change it. */
  readonly isBounce: boolean;
  readonly frozenNow: boolean;
  readonly waiting: boolean;
  readonly outcome: LifeOutcome;
  readonly recipients: readonly RecipientView[];
  /** Longest wait of any of its addresses, in ms. */
  readonly age: number;
}

const judged = new WeakMap<LedgerState, { readonly revision: number; readonly views: readonly LifeView[] }>();

/** Judges every message that the ledger kept, in the order of arrival. Worked out once for a state as it is. */
export function livesOf(state: LedgerState): readonly LifeView[] {
  const known = judged.get(state);
  if (known?.revision === state.revision) return known.views;
  const views = judgeAll(state);
  judged.set(state, { revision: state.revision, views });
  return views;
}

function judgeAll(state: LedgerState): readonly LifeView[] {
  const views: LifeView[] = [];
  for (const life of state.lives.values()) if (life.opened) views.push(viewOf(state, life));
  return views.sort((a, b) => a.arrivedAt - b.arrivedAt || (a.id < b.id ? -1 : 1));
}

export function viewOf(state: LedgerState, life: Life): LifeView {
  const arrivedAt = life.arrival?.at ?? Math.min(instantOfId(life.id), life.first);
  const isBounce = life.frozenAsBounce || (life.arrival !== null && life.arrival.sender === null);
  const frozenNow =
    life.end === null && life.frozen !== null && (life.lastThaw === null || life.frozen.last >= life.lastThaw);
  const open: LifeOutcome = frozenNow ? "frozen" : stillSeen(state, life) ? "queued" : "lost";
  const logEnd = lastInstant(state, life);
  const recipients = listed(life).map((recipient) => recipientView(recipient, life, open, arrivedAt, logEnd));
  const endedAt = life.end?.at ?? null;
  const outcome = worst(recipients.map((one) => one.outcome)) ?? ended(life) ?? open;
  const age = recipients.length === 0 ? (endedAt ?? logEnd) - arrivedAt : largest(recipients.map((one) => one.delay));
  return {
    life,
    id: life.id,
    arrivedAt,
    endedAt,
    isBounce,
    frozenNow,
    waiting: life.end === null && open !== "lost",
    outcome,
    recipients,
    age,
  };
}

/** The addresses that lines told of; failing those, the ones listed on `<=`. */
function listed(life: Life): readonly Recipient[] {
  if (life.recipients.size > 0) {
    return [...life.recipients.values()].sort((a, b) => (a.address < b.address ? -1 : 1));
  }
  return (life.arrival?.recipients ?? []).map((address) => ({
    address,
    causes: none(),
    skips: none(),
    delivered: null,
    failed: null,
    gaveUp: null,
  }));
}

function recipientView(
  recipient: Recipient,
  life: Life,
  open: LifeOutcome,
  arrivedAt: Instant,
  logEnd: Instant,
): RecipientView {
  const failed = wasDeliveredAfterAll(recipient, life) ? null : earliest(recipient.failed, recipient.gaveUp);
  const end = failed ?? recipient.delivered;
  const outcome = outcomeOf(recipient, life) ?? open;
  const over = outcome !== "queued" && outcome !== "frozen" && outcome !== "lost";
  const endedAt = over ? (end !== null && !life.errorIgnored ? end.at : (life.end?.at ?? end?.at ?? null)) : null;
  return { recipient, address: recipient.address, outcome, endedAt, end, delay: (endedAt ?? logEnd) - arrivedAt };
}

/** How an address ended; undefined while it has not. */
function outcomeOf(recipient: Recipient, life: Life): LifeOutcome | undefined {
  const how = ended(life);
  if (how !== undefined && how !== "delivered") return how;
  if (wasDeliveredAfterAll(recipient, life)) return "delivered";
  if (recipient.failed !== null || recipient.gaveUp !== null)
    return life.end === null && life.frozen !== null ? undefined : "failed";
  if (recipient.delivered !== null) return "delivered";
  return how;
}

/** A bounce that failed freezes and keeps its address: `Unfrozen by forced delivery`, `=> anna@…`, `Completed`. */
function wasDeliveredAfterAll({ delivered }: Recipient, { lastThaw }: Life): boolean {
  return delivered !== null && lastThaw !== null && delivered.at >= lastThaw;
}

/** How a message ended; undefined while it has not. */
function ended(life: Life): LifeOutcome | undefined {
  switch (life.end?.how) {
    case undefined:
      return undefined;
    case "completed":
      return life.errorIgnored ? "expired" : "delivered";
    case "cancelled":
      return "failed"; // given up by a person: the sender gets a bounce
    default:
      return life.end?.how as LifeOutcome;
  }
}

const WORST_FIRST: readonly LifeOutcome[] = [
  "frozen",
  "queued",
  "lost",
  "failed",
  "expired",
  "removed",
  "moved",
  "delivered",
];

function worst(outcomes: readonly LifeOutcome[]): LifeOutcome | undefined {
  return WORST_FIRST.find((outcome) => outcomes.includes(outcome));
}

function earliest(a: End | null, b: End | null): End | null {
  if (a === null || b === null) return a ?? b;
  return a.at <= b.at ? a : b;
}

/** An open message's age ends with the last line of its own log. */
function lastInstant(state: LedgerState, life: Life): Instant {
  const ends = mentionsOf(life).map(([log]) => state.logEnds.get(log) ?? life.last);
  return Math.max(life.last, ...ends);
}

/** Messages by how they ended. */
export function outcomesOf(views: readonly LifeView[]): Readonly<Record<LifeOutcome, number>> {
  const outcomes = { delivered: 0, failed: 0, removed: 0, expired: 0, moved: 0, queued: 0, frozen: 0, lost: 0 };
  for (const view of views) outcomes[view.outcome]++;
  return outcomes;
}
