/** Follows live logs: what was read stays in memory, and each look reads what is new and judges everything. */
import type { Analysis } from "../analyzers/analysis.ts";
import { figures } from "../analyzers/mail/figures.ts";
import { countsBetween } from "../analyzers/mail/minutes.ts";
import { readStates, writeStates } from "../analyzers/states.ts";
import type { Problem } from "../engine/run.ts";
import type { Instant } from "../parsers/events.ts";
import { type Kept, nothingKept } from "../state/advance.ts";
import { readState, writeState } from "../state/file.ts";
import { type Lock, takeLock } from "../state/lock.ts";
import { presentInputs } from "../state/present.ts";
import { checkTerms } from "../state/terms.ts";
import { type ContinuedTerms, continuedTerms, judged, readOn } from "./continued.ts";
import type { AnalyzeOptions } from "./options.ts";

/** What the logs show now. */
export interface Look {
  readonly analysis: Analysis;
  readonly problems: readonly Problem[];
  /** Failed logins (Dovecot's and Exim's), by whole minutes. */
  authFailures(from: Instant, to: Instant): number;
}

/** Logs that are followed. */
export interface Watcher {
  /** Names of single files that are not there yet. */
  readonly missing: readonly string[];
  /** Reads what is new; null when nothing is. @throws what `analyze` throws */
  look(): Promise<Look | null>;
  /** Writes the state, if there is a file for it and something was read since. */
  save(): Promise<void>;
  /** Gives the state file free. */
  close(): Promise<void>;
}

/**
 * Begins to follow logs. Nothing is executed, and nothing but the state file is written.
 *
 * @param inputs paths, patterns and folders; what is not there yet is read when it comes
 * @param options with `state`, reading begins where the run that wrote it ended
 * @throws ToolError as `analyze` with a state does
 */
export async function openWatcher(inputs: readonly string[], options: AnalyzeOptions): Promise<Watcher> {
  const how = continuedTerms(options);
  const { state } = options;
  if (state === undefined) return new Follower(inputs, options, how, nothingKept, undefined);
  const lock = await takeLock(state);
  try {
    const stored = await readState(state, how.folds);
    if (stored !== null) checkTerms(state, stored.terms, how.terms);
    return new Follower(inputs, options, how, stored?.kept ?? nothingKept, lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

class Follower implements Watcher {
  missing: readonly string[] = [];
  readonly #inputs: readonly string[];
  readonly #options: AnalyzeOptions;
  readonly #how: ContinuedTerms;
  readonly #lock: Lock | undefined;
  #kept: Kept;
  #print: string | undefined;
  #isSaved = true;

  constructor(
    inputs: readonly string[],
    options: AnalyzeOptions,
    how: ContinuedTerms,
    kept: Kept,
    lock: Lock | undefined,
  ) {
    this.#inputs = inputs;
    this.#options = options;
    this.#how = how;
    this.#kept = kept;
    this.#lock = lock;
  }

  async look(): Promise<Look | null> {
    const { inputs, missing, print } = await presentInputs(this.#inputs);
    this.missing = missing;
    if (print === this.#print) return null;
    if (inputs.length === 0 && this.#kept.logs.length === 0) return null;
    const { folds } = this.#how;
    const continued = await readOn(inputs, this.#kept, this.#how);
    const { kept } = continued.advanced;
    this.#kept = kept;
    this.#print = print;
    this.#isSaved = false;
    // The last lines are no part of what is kept: they are added to a copy.
    const copy = await readStates(folds, writeStates(folds, kept.states), "memory");
    const analysis = judged(continued, copy, this.#how, this.#options);
    const counts = copy.get(figures);
    return {
      analysis,
      problems: continued.found.problems,
      authFailures: (from, to) => {
        const { loginsFailed, authFailed } = countsBetween(counts, from, to);
        return loginsFailed + authFailed;
      },
    };
  }

  async save(): Promise<void> {
    const { state } = this.#options;
    const { logs, shapes, states } = this.#kept;
    if (state === undefined || states === null || this.#isSaved) return;
    await writeState(state, { terms: this.#how.terms, kept: { logs, shapes, states } }, this.#how.folds);
    this.#isSaved = true;
  }

  async close(): Promise<void> {
    await this.#lock?.release();
  }
}
