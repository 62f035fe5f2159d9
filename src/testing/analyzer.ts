/** The laws of a whole analyzer: those of its folds, seen through its findings. */
import type { AnalyzerId, ExternalId, Finding, FindingOf } from "../analyzers/analysis.ts";
import type { Analyzer, AnyFold, States, Window } from "../analyzers/analyzer.ts";
import type { Fold, LineNumbers } from "../engine/fold.ts";
import type { MailEvent } from "../parsers/events.ts";
import { foldOf, type PlacedEvent, place } from "./cutting.ts";
import { holds } from "./expect.ts";
import { expectWellFormed } from "./findings.ts";
import { expectFoldLaws, type LawOptions } from "./laws.ts";

/** How an analyzer is judged. */
export interface AnalyzerLawOptions extends LawOptions {
  /** In place of what the events and the defaults make. */
  readonly window?: Partial<Omit<Window, "lines">>;
}

/**
 * Expects of an analyzer that it finds the same however the lines are cut, ordered and merged, and that its findings are
 * well formed.
 *
 * @returns what it found, so that a test can say what that should be
 * @throws AssertionError (node:assert) that names the law
 */
export function expectAnalyzerLaws<A extends AnalyzerId | ExternalId>(
  analyzer: Analyzer<A>,
  events: readonly PlacedEvent<MailEvent>[],
  { window = {}, ...options }: AnalyzerLawOptions = {},
): readonly FindingOf<A>[] {
  holds(analyzer.folds.length > 0, `${analyzer.id}: it reads no fold`);
  const fold = joined(analyzer);
  let found: readonly FindingOf<A>[] = [];
  const finish = (state: JoinedState, lines: LineNumbers) => {
    found = analyzer.finish(statesOf(state), { ...windowOf(events), ...window, lines });
    return found;
  };
  expectFoldLaws(fold, events, finish, options);
  foldOf(fold, [place(events)]).view(finish);
  expectWellFormed(analyzer.id, found as readonly unknown[] as readonly Finding[]);
  return found;
}

type JoinedState = ReadonlyMap<string, unknown>;

/** All folds of an analyzer as one: its state is theirs, by id. */
function joined({ id, folds }: Analyzer<AnalyzerId | ExternalId>): Fold<JoinedState, MailEvent> {
  const each = <T>(make: (fold: AnyFold) => T) => new Map(folds.map((fold) => [fold.id, make(fold)]));
  return {
    id,
    kinds: [...new Set(folds.flatMap((fold) => fold.kinds as readonly MailEvent["kind"][]))],
    create: () => each((fold) => fold.create()),
    observe(state, event, line) {
      for (const fold of folds) if (fold.kinds.includes(event.kind)) fold.observe(state.get(fold.id), event, line);
    },
    merge(into, other) {
      for (const fold of folds) fold.merge(into.get(fold.id), other.get(fold.id));
    },
    toJSON: (state) => folds.map((fold) => fold.toJSON(state.get(fold.id))),
    revive: (json) => new Map(folds.map((fold, at) => [fold.id, fold.revive((json as unknown[])[at])])),
  };
}

function statesOf(state: JoinedState): States {
  return { get: (fold) => state.get(fold.id) as never };
}

function windowOf(events: readonly PlacedEvent<MailEvent>[]): Omit<Window, "lines"> {
  const instants = events.map(({ event }) => event.at).filter(Number.isFinite);
  const from = instants.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const to = instants.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  return { from, to, since: null, until: null, stuckAfter: 3_600_000, splitAt: [] };
}
