import type { Analysis } from "../analyzers/analysis.ts";
import { buildAnalysis, foldsOf } from "../analyzers/index.ts";
import { type Input, type Problem, type RunRequest, run } from "../engine/run.ts";
import { ToolError } from "../error.ts";
import type { MailEvent } from "../parsers/events.ts";
import { version } from "../version.ts";
import { chosenAnalyzers } from "./external.ts";
import type { AnalyzeOptions } from "./options.ts";
import { engineOptions } from "./read.ts";
import { jobsFor, workerPlan } from "./threads.ts";
import { tidyStates } from "./tidy.ts";

/**
 * Reads logs and says what broke, since when, whom it hurt and whether it is over.
 *
 * Inputs are read in one pass, in any order; they may be paths, patterns, folders, `-` for standard input, or streams.
 * Log text never makes it fail: what is not understood is counted under `coverage`, what could not be read stands in
 * `coverage.warnings`. Needs memory in the order of the open and troubled messages, not of the logs.
 *
 * @throws ToolError `usage` for options or analyzers that mean nothing, `input` when not one input could be read; the signal's
 *   reason when aborted.
 */
export async function analyze(inputs: readonly Input[], options: AnalyzeOptions = {}): Promise<Analysis> {
  return (await analyzeReadable(inputs, options)).analysis;
}

/** How the work is done, never what comes of it; tests cut small files. */
export type AnalyzeTuning = Pick<RunRequest<MailEvent>, "rangeSize" | "threadSize" | "isPatient" | "isEager">;

/** {@link analyze}, with the inputs that could not be read apart: the command line's exit code depends on them. */
export async function analyzeReadable(
  inputs: readonly Input[],
  options: AnalyzeOptions & AnalyzeTuning = {},
): Promise<{ readonly analysis: Analysis; readonly problems: readonly Problem[]; readonly threads: number }> {
  if (options.state !== undefined) {
    const { analyzeContinued } = await import("./continued.ts");
    return analyzeContinued(inputs, options.state, options);
  }
  const chosen = chosenAnalyzers(options);
  const { maxOpen, stuckAfter, rangeSize, threadSize, isPatient, isEager } = options;
  const folds = foldsOf(chosen, { maxOpen, stuckAfter });
  const worker = workerPlan(folds, { maxOpen, stuckAfter });
  const tuning = { rangeSize, threadSize, isPatient, isEager };
  const result = await run({ ...engineOptions(options), inputs, folds, ...jobsFor(options), worker, ...tuning });
  if (result.sources.length === 0 && result.problems.length > 0) {
    throw new ToolError("input", result.problems.map((problem) => problem.message).join("\n"));
  }
  tidyStates(folds, result.states);
  const { since, until, splitAt } = options;
  const analysis = buildAnalysis(result, { version, analyzers: chosen, since, until, stuckAfter, splitAt });
  return { analysis, problems: result.problems, threads: result.threads };
}
