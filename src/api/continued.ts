/** The analysis that goes on from the state of an earlier run. */
import type { Analysis } from "../analyzers/analysis.ts";
import { type AnyFold, analyzers, buildAnalysis, foldsOf } from "../analyzers/index.ts";
import type { Input, Problem, RunRequest } from "../engine/run.ts";
import { zoneOf } from "../engine/session.ts";
import { States } from "../engine/states.ts";
import type { WallZone } from "../engine/zone.ts";
import { ToolError } from "../error.ts";
import type { MailEvent } from "../parsers/events.ts";
import { type Advanced, advance, type Kept, nothingKept } from "../state/advance.ts";
import { placeOfState, readState, writeState } from "../state/file.ts";
import { type Found, findLogs } from "../state/find.ts";
import { takeLock } from "../state/lock.ts";
import { realPathOf } from "../state/present.ts";
import { type Result, resultOf, withNames } from "../state/result.ts";
import { checkTerms, type Terms } from "../state/terms.ts";
import type { WindowRequest } from "../state/windows.ts";
import { StartOver } from "../state/years.ts";
import { version } from "../version.ts";
import { chosenAnalyzers } from "./external.ts";
import type { AnalyzeOptions } from "./options.ts";
import { engineOptions } from "./read.ts";
import { jobsFor, workerPlan } from "./threads.ts";
import { tidyStates } from "./tidy.ts";

type Tuning = Pick<RunRequest<MailEvent>, "rangeSize" | "threadSize" | "isPatient" | "isEager">;

/** How a run of a state reads. All folds take part: another run may ask for other detectors. */
export interface ContinuedTerms {
  readonly folds: readonly AnyFold[];
  readonly request: WindowRequest<MailEvent>;
  readonly zone: WallZone;
  readonly terms: Terms;
}

/** @throws ToolError `usage` for options that mean nothing. */
export function continuedTerms(options: AnalyzeOptions & Tuning): ContinuedTerms {
  const { maxOpen, stuckAfter, rangeSize, threadSize, isPatient, isEager, year = null } = options;
  const folds = foldsOf([...analyzers, ...chosenAnalyzers(options)], { maxOpen, stuckAfter });
  const worker = workerPlan(folds, { maxOpen, stuckAfter });
  const request = {
    ...engineOptions(options),
    ...jobsFor(options),
    folds,
    worker,
    rangeSize,
    threadSize,
    isPatient,
    isEager,
  };
  const zone = zoneOf(request);
  return { folds, request, zone, terms: { zone: zone.name, year, maxOpen: maxOpen ?? null } };
}

/** What was read, and which files it was. */
export interface Continued {
  readonly found: Found;
  readonly advanced: Advanced;
}

/**
 * Reads what is new, or everything when logs turn out to be of other years than they were read with.
 *
 * @param own real paths of files that this program writes itself
 */
export async function readOn(
  inputs: readonly Input[],
  before: Kept,
  { folds, request, zone }: ContinuedTerms,
  own: readonly string[] = [],
): Promise<Continued> {
  const from = async (kept: Kept): Promise<Continued> => {
    const found = await findLogs(inputs, request, kept.logs, own);
    if (found.logs.length + found.gone.length + found.away.length === 0 && found.problems.length > 0)
      throw new ToolError("input", found.problems.map(({ message }) => message).join("\n"));
    return { found, advanced: await advance(found, kept, request, zone, () => new States(folds)) };
  };
  try {
    return await from(before);
  } catch (error) {
    if (!(error instanceof StartOver)) throw error;
    return from(nothingKept);
  }
}

/** Judges what was read in all runs. */
export function judged(
  { found, advanced }: Continued,
  states: Result["states"],
  { folds, request, zone }: ContinuedTerms,
  options: AnalyzeOptions,
): Analysis {
  const { since, until, stuckAfter, splitAt } = options;
  const result = resultOf(advanced, states, folds, found, request, zone);
  tidyStates(folds, states);
  const chosen = chosenAnalyzers(options);
  const analysis = buildAnalysis(result, { version, analyzers: chosen, since, until, stuckAfter, splitAt });
  return withNames(analysis, advanced);
}

/**
 * Reads what is new since the run that wrote the state, writes the state anew, and judges everything.
 *
 * @throws ToolError `usage` when another run uses the state, when it was made with other options, when it cannot be
 *   written, or for an input that cannot be read on; `input` when it is damaged or of another version
 */
export async function analyzeContinued(
  inputs: readonly Input[],
  state: string,
  options: AnalyzeOptions & Tuning,
): Promise<{ readonly analysis: Analysis; readonly problems: readonly Problem[]; readonly threads: number }> {
  const how = continuedTerms(options);
  const path = await placeOfState(state);
  const lock = await takeLock(path);
  try {
    const stored = await readState(path, how.folds);
    if (stored !== null) checkTerms(path, stored.terms, how.terms);
    const continued = await readOn(inputs, stored?.kept ?? nothingKept, how, [realPathOf(path)]);
    const { kept, threads } = continued.advanced;
    await writeState(path, { terms: how.terms, kept, told: stored?.told ?? null }, how.folds);
    return { analysis: judged(continued, kept.states, how, options), problems: continued.found.problems, threads };
  } finally {
    await lock.release();
  }
}
