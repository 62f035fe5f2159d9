import type { AnalyzerId } from "../analyzers/analysis.ts";
import type { Progress } from "../engine/run.ts";
import type { Instant } from "../parsers/events.ts";
import type { ExternalAnalyzer } from "./external.ts";

/** How log lines are to be understood. */
export interface ReadOptions {
  /** Zone of stamps that name none: an IANA name (`Europe/Brussels`), `UTC` or an offset (`+02:00`). Default: this machine's. */
  readonly tz?: string | undefined;
  /** This machine's zone, where the caller knows it: to find it out takes its time. */
  readonly localZone?: string | undefined;
  /** Year of the last stamp of logs without years. Default: found out from the other logs, the file's time or `now`. */
  readonly year?: number | undefined;
  /** The present, ms since the epoch; only logs without years look at it. Default: this machine's clock. */
  readonly now?: Instant | undefined;
  /** Ends the reading; the promise or the iteration then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Called between chunks, some ten times a second at most is worth showing. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** What is to be found, beside how lines are to be understood. */
export interface AnalyzeOptions extends ReadOptions {
  /** Bounds of what is reported, not of what is read: a message is in if its life overlaps. Ms since the epoch. */
  readonly since?: Instant | undefined;
  readonly until?: Instant | undefined;
  /** Of this package's analyzers only these; `[]`: none. Default: all. */
  readonly only?: readonly AnalyzerId[] | undefined;
  /**
   * Further analyzers, of other packages (docs/writing-an-analyzer.md). Their folds live in this thread, so `jobs` then is
   * one. Give the same list to `buildReport`, for their remedies.
   */
  readonly analyzers?: readonly ExternalAnalyzer[] | undefined;
  /** From how long on an undelivered message is stuck, ms, at least five minutes. Default: one hour. */
  readonly stuckAfter?: number | undefined;
  /** How many messages, open or in trouble, are kept at most; of more only a sample is. Default: 25,000. */
  readonly maxOpen?: number | undefined;
  /** Threads that read, this one among them; large files are shared. Default: one for every core, of logs of half a gigabyte and more. Findings do not depend on it. */
  readonly jobs?: number | undefined;
  /**
   * A file that keeps what was read, so that the next run with it reads only what is new (docs/incremental.md). It is
   * made when it is not there. Inputs must be files.
   */
  readonly state?: string | undefined;
  /** Instants (ms since the epoch) on both sides of which figures are wanted, `mail.splits`: an operator's actions. */
  readonly splitAt?: readonly Instant[] | undefined;
}
