/** Follows live logs: what was read stays in memory, and each look reads what is new and judges everything. */
import type { Analysis } from "../analyzers/analysis.ts";
import { figures } from "../analyzers/mail/figures.ts";
import { countsBetween } from "../analyzers/mail/minutes.ts";
import { readStates, writeStates } from "../analyzers/states.ts";
import type { Problem } from "../engine/run.ts";
import type { Instant } from "../parsers/events.ts";
import { type Kept, nothingKept } from "../state/advance.ts";
import { placeOfState, readState, type Stored, writeState } from "../state/file.ts";
import { type Lock, takeLock } from "../state/lock.ts";
import { presentInputs, realPathOf } from "../state/present.ts";
import { checkTerms } from "../state/terms.ts";
import { refuseWindows } from "../watch/platform.ts";
import { type Continued, type ContinuedTerms, continuedTerms, judged, readOn } from "./continued.ts";
import type { AnalyzeOptions } from "./options.ts";

/** What the logs show now. */
export interface Look {
  readonly analysis: Analysis;
  readonly problems: readonly Problem[];
  /** Logs of which the file is there (or cannot be looked at), and what was read of it. */
  readonly logs: readonly { readonly name: string; readonly lines: number }[];
  /** Failed logins (Dovecot's and Exim's), by whole minutes. */
  authFailures(from: Instant, to: Instant): number;
}

/** Logs that are followed. */
export interface Watcher {
  /** Inputs of which nothing is there yet. */
  readonly missing: readonly string[];
  /** What was told of them, as it was last remembered; null when nothing was. */
  readonly told: unknown;
  /** Reads what is new; null when nothing is. @throws what `analyze` throws; the next look then goes on as if it had not been */
  look(): Promise<Look | null>;
  /** What was told is kept with the state. Plain JSON. */
  remember(told: unknown): void;
  /** Writes the state, if there is a file for it and something is new since. */
  save(): Promise<void>;
  /** Gives the state file free. */
  close(): Promise<void>;
}

/** What of watching is no part of an analysis. */
export interface WatchTerms {
  /** Inputs that are not there are waited for; otherwise they are problems, as in `analyze`. */
  readonly isPatient: boolean;
  /** Files beside the state that the caller writes: in a folder of logs they are none. */
  readonly own: readonly string[];
}

/**
 * Begins to follow logs. Nothing is executed, and nothing but the state file is written.
 *
 * @param inputs paths, patterns and folders
 * @param options with `state`, reading begins where the run that wrote it ended
 * @throws ToolError as `analyze` with a state does
 */
export async function openWatcher(
  inputs: readonly string[],
  options: AnalyzeOptions,
  { isPatient, own }: WatchTerms = { isPatient: true, own: [] },
): Promise<Watcher> {
  refuseWindows();
  const how = continuedTerms(options);
  const written = own.map(realPathOf);
  const { state } = options;
  if (state === undefined) return new Follower(inputs, options, how, { isPatient, own: written }, null, undefined);
  const path = await placeOfState(state);
  const terms = { isPatient, own: [realPathOf(path), ...written] };
  const lock = await takeLock(path);
  try {
    const stored = await readState(path, how.folds);
    if (stored !== null) checkTerms(path, stored.terms, how.terms);
    return new Follower(inputs, { ...options, state: path }, how, terms, stored, lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

class Follower implements Watcher {
  missing: readonly string[] = [];
  told: unknown;
  readonly #inputs: readonly string[];
  readonly #options: AnalyzeOptions;
  readonly #how: ContinuedTerms;
  readonly #terms: WatchTerms;
  readonly #lock: Lock | undefined;
  #kept: Kept;
  #print: string | undefined;
  #isSaved = true;

  constructor(
    inputs: readonly string[],
    options: AnalyzeOptions,
    how: ContinuedTerms,
    terms: WatchTerms,
    stored: Stored | null,
    lock: Lock | undefined,
  ) {
    this.#inputs = inputs;
    this.#options = options;
    this.#how = how;
    this.#terms = terms;
    this.#kept = stored?.kept ?? nothingKept;
    this.told = stored?.told ?? null;
    this.#lock = lock;
  }

  async look(): Promise<Look | null> {
    const { isPatient, own } = this.#terms;
    const { inputs, missing, print } = await presentInputs(this.#inputs, this.#how.request, own);
    this.missing = missing;
    if (print === this.#print) return null;
    const wanted = isPatient ? inputs : this.#inputs;
    if (wanted.length === 0 && this.#kept.logs.length === 0) return null;
    const { folds } = this.#how;
    const continued = await readOn(wanted, this.#kept, this.#how, own);
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
      logs: logsThere(continued),
      authFailures: (from, to) => {
        const { loginsFailed, authFailed } = countsBetween(counts, from, to);
        return loginsFailed + authFailed;
      },
    };
  }

  remember(told: unknown): void {
    if (JSON.stringify(told) === JSON.stringify(this.told)) return;
    this.told = told;
    this.#isSaved = false;
  }

  async save(): Promise<void> {
    const { state } = this.#options;
    const { logs, shapes, states } = this.#kept;
    if (state === undefined || states === null || this.#isSaved) return;
    const { terms, folds } = this.#how;
    await writeState(state, { terms, kept: { logs, shapes, states }, told: this.told }, folds);
    this.#isSaved = true;
  }

  async close(): Promise<void> {
    await this.#lock?.release();
  }
}

/** Those that were removed, or emptied, still count in the analysis, but are not there. */
function logsThere({ found, advanced }: Continued): Look["logs"] {
  const away = new Set(found.away.map(({ id }) => id));
  return advanced.logs.flatMap(({ source: { id, name, file }, account: { lines } }) =>
    away.has(id) || (file !== null && file.rest === undefined) ? [{ name, lines }] : [],
  );
}
