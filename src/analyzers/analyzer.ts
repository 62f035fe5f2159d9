import type { Fold, LineNumbers } from "../engine/fold.ts";
import type { Instant, MailEvent } from "../parsers/events.ts";
import type { AnalyzerId, ExternalId, FindingOf } from "./analysis.ts";

/** A fold of any state and events. */
// biome-ignore lint/suspicious/noExplicitAny: a registry of folds holds states of any shape; `get` gives them their type back
export type AnyFold = Fold<any, any>;

/** The folded states of one run, by fold. */
export interface States {
  /** The state of one of the folds that the analyzer names. @throws Error for a fold that was no part of the run */
  get<S, E extends MailEvent>(fold: Fold<S, E>): S;
}

/** The stretch of time being judged, and what the operator asked for. */
export interface Window {
  /** First and last instant of the logs; NaN when there is none. */
  readonly from: Instant;
  readonly to: Instant;
  /** Bounds of what is reported (`--since`, `--until`); a message is in if its life overlaps. */
  readonly since: Instant | null;
  readonly until: Instant | null;
  /** Milliseconds from which an undelivered message is stuck. */
  readonly stuckAfter: number;
  /** Instants at which figures are to be split. */
  readonly splitAt: readonly Instant[];
  readonly lines: LineNumbers;
}

/** Judges folded state; pure. */
export interface Analyzer<A extends AnalyzerId | ExternalId> {
  readonly id: A;
  readonly title: string;
  /** Sample line that it lives on, for `detectors`. */
  readonly sample: string;
  /** The folds that it reads; the engine runs each distinct id once. */
  readonly folds: readonly AnyFold[];
  /** What the folded states come to. It changes none of them: it may be asked more than once. */
  finish(states: States, window: Window): readonly FindingOf<A>[];
}

/** One of this package's analyzers or of somebody else's. */
export type AnyAnalyzer = Analyzer<AnalyzerId> | Analyzer<ExternalId>;
