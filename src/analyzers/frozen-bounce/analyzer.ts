import type { Instant } from "../../parsers/events.ts";
import type { FindingOf } from "../analysis.ts";
import type { Analyzer, Window } from "../analyzer.ts";
import { earlier, iso, type Kept, later, quote } from "../evidence.ts";
import type { FrozenFacts } from "../facts.ts";
import { addTo } from "../group.ts";
import { causeOf, failureCauseOf, type KnownCause, saidKey } from "../ledger/cause.ts";
import { ledger } from "../ledger/fold.ts";
import type { LedgerState, Refusal } from "../ledger/state.ts";
import { inWindow } from "../ledger/stuck.ts";
import { type LifeView, livesOf, outcomesOf, type RecipientView, viewOf } from "../ledger/view.ts";
import { type ChildKind, kindOfChild } from "../ledger/warnings.ts";
import { settled } from "../ledger/young.ts";
import { largest, smallest } from "../numbers.ts";
import { isSampled } from "../sampling.ts";
import { total } from "../tally.ts";

/** One letter of Exim's that froze, with the message that it reports on. */
interface Frozen {
  readonly view: LifeView;
  readonly is: ChildKind;
  readonly parent: LifeView | null;
  /** The addresses of the parent that it tells of, and the one whose cause it has. */
  readonly about: readonly RecipientView[];
  readonly failed: RecipientView | null;
  readonly cause: KnownCause;
  /** The parent was a program's mail that this host refused. */
  readonly refusal: Refusal | null;
}

/**
 * `Frozen (delivery error message)`: a bounce that could not be delivered, since it has no sender to return it to. Why
 * it exists is in its parent (`R=` on its `<=` line). Thawed and frozen again by a forced run it is still one.
 */
export const frozenBounce: Analyzer<"frozen-bounce"> = {
  id: "frozen-bounce",
  title: "Bounces that could not be delivered lie frozen",
  sample: "2026-01-07 03:00:01 1vdJmD-000CmV-38 Frozen (delivery error message)",
  folds: [ledger],
  finish(states, window) {
    const state = settled(states.get(ledger));
    const groups = new Map<string, Frozen[]>();
    for (const view of livesOf(state)) {
      if (!view.isBounce || view.life.frozen === null || !inWindow(view, window)) continue;
      const one = frozenOf(state, view);
      addTo(groups, one.cause.key, one);
    }
    return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, frozen]) => findingOf(key, frozen, window));
  },
};

const UNKNOWN: KnownCause = {
  key: "parent not in the logs",
  words: "the failed message is not in the logs",
  said: "the failed message is not in the logs",
  family: "other",
  causedBy: null,
  ownFault: false,
  onThisHost: false,
  deferredBefore: null,
  cause: null,
};

/** Of many messages a share is kept: whether the parent is in the logs is not known. */
const NOT_KEPT: KnownCause = {
  ...UNKNOWN,
  key: "parent not kept",
  words: "the failed message is not among those that were kept",
  said: "the failed message is not among those that were kept",
};

/** The parent was refused and never was a message: nothing of it but that line is in the logs. */
const refused = ({ words, said }: Refusal): KnownCause => ({
  ...UNKNOWN,
  key: words,
  words,
  said,
  family: "refused-here",
  onThisHost: true,
});

function frozenOf(state: LedgerState, view: LifeView): Frozen {
  const parentId = view.life.arrival?.parent ?? null;
  const life = parentId === null ? undefined : state.lives.get(parentId);
  if (life === undefined || !life.opened) {
    const refusal = (parentId === null ? undefined : state.refusals.get(parentId)) ?? null;
    const isKept = parentId === null || isSampled(state.sampling, parentId);
    const cause = refusal !== null ? refused(refusal) : isKept ? UNKNOWN : NOT_KEPT;
    return { view, is: "bounce", parent: null, about: [], failed: null, cause, refusal };
  }
  const parent = viewOf(state, life);
  const is = kindOfChild(view.arrivedAt, life);
  const about = parent.recipients.filter(is === "delay-warning" ? waitingAt(view.arrivedAt) : hasFailed);
  const failed = about[0] ?? parent.recipients[0] ?? null;
  const causeFor = is === "delay-warning" ? causeOf : failureCauseOf;
  const cause = failed === null ? UNKNOWN : causeFor(state, parent, failed);
  return { view, is, parent, about, failed, cause, refusal: null };
}

const hasFailed = ({ recipient }: RecipientView): boolean => recipient.failed !== null || recipient.gaveUp !== null;

const waitingAt =
  (at: Instant) =>
  ({ endedAt }: RecipientView): boolean =>
    endedAt === null || endedAt >= at;

function findingOf(key: string, frozen: readonly Frozen[], window: Window): FindingOf<"frozen-bounce"> {
  const facts = factsOf(frozen);
  const cause = frozen[0]?.cause ?? UNKNOWN;
  const first = smallest(frozen.map(({ view }) => view.life.frozen?.first ?? view.arrivedAt));
  const last = largest(frozen.map(({ view }) => view.endedAt ?? view.life.last));
  const recipients = new Set(frozen.flatMap(({ view }) => view.recipients.map((one) => one.address)));
  const delivered = frozen.every(({ view }) => view.outcome === "delivered");
  return {
    analyzer: "frozen-bounce",
    key: `frozen-bounce:${key}`,
    severity: cause.ownFault ? "critical" : "notice",
    subject: cause.causedBy === null ? saidKey(cause) : facts.cause,
    status: facts.stillFrozen > 0 ? "open" : "resolved",
    basis: facts.stillFrozen === 0 && delivered ? "confirmed" : null,
    firstSeen: iso(first),
    lastSeen: iso(last),
    resolvedAt: facts.stillFrozen > 0 ? null : iso(last),
    occurrences: frozen.length + facts.bounces.reduce((sum, bounce) => sum + bounce.thaws, 0),
    affected: { messages: frozen.length, recipients: recipients.size, users: 0, sessions: 0 },
    subjects: { messages: frozen.map(({ view }) => view.id).sort(), recipients: [...recipients].sort(), users: [] },
    facts,
    causedBy: cause.causedBy,
    evidence: evidenceOf(frozen, window),
  };
}

function factsOf(frozen: readonly Frozen[]): FrozenFacts {
  const cause = frozen[0]?.cause ?? UNKNOWN;
  const outcomes = outcomesOf(frozen.map(({ view }) => view));
  return {
    cause: cause.words,
    said: cause.said,
    family: cause.family,
    ownFault: cause.ownFault,
    stillFrozen: frozen.filter(({ view }) => view.frozenNow).length,
    outcomes,
    bounces: frozen.map((one) => ({
      id: one.view.id,
      is: one.is,
      parent: one.view.life.arrival?.parent ?? null,
      recipient: one.view.recipients[0]?.address ?? one.parent?.life.arrival?.sender ?? null,
      parentRecipients: one.about.map(({ address }) => address),
      parentReason: reasonOf(one),
      frozenAt: iso(one.view.life.frozen?.first ?? one.view.arrivedAt),
      thaws: total(one.view.life.thaws),
      outcome: one.view.outcome,
      endedAt: one.view.endedAt === null ? null : iso(one.view.endedAt),
    })),
  };
}

/** Why the parent failed; for a delay warning, why it waited then. */
function reasonOf({ is, failed, refusal, cause }: Frozen): string | null {
  if (refusal !== null) return refusal.said;
  if (is === "delay-warning") return cause.cause?.said ?? null;
  return failed?.recipient.failed?.cause?.said ?? (failed?.recipient.gaveUp == null ? null : "retry timeout exceeded");
}

/** Why the first parent failed, the first freeze, and how the last of them ended. */
function evidenceOf(frozen: readonly Frozen[], window: Window) {
  const pick = (kept: readonly (Kept | null | undefined)[], choose: typeof earlier) =>
    kept.reduce<Kept | null>((best, one) => choose(best, one ?? null), null);
  const chosen: (readonly [Kept | null, string])[] = [
    [
      pick(
        frozen.map(
          ({ is, failed, refusal }) =>
            (is === "delay-warning" ? failed?.recipient.causes.values().next().value?.evidence.first : null) ??
            failed?.recipient.failed?.line ??
            failed?.recipient.gaveUp?.line ??
            refusal?.line,
        ),
        earlier,
      ),
      "why the message behind it failed",
    ],
    [
      pick(
        frozen.map(({ view }) => view.life.frozen?.line),
        earlier,
      ),
      "first freeze",
    ],
    [
      pick(
        frozen.map(({ view }) => view.life.frozen?.line),
        later,
      ),
      "last to freeze",
    ],
    [
      pick(
        frozen.map(({ view }) => view.life.end?.line),
        later,
      ),
      "end",
    ],
  ];
  const seen = new Set<string>();
  return chosen.flatMap(([kept, role]) => {
    if (kept === null || seen.has(`${kept.source}:${kept.offset}`)) return [];
    seen.add(`${kept.source}:${kept.offset}`);
    return [quote(kept, role, window.lines)];
  });
}
