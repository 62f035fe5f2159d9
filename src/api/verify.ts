import { analyzers, buildAnalysis, foldsOf } from "../analyzers/index.ts";
import { type Input, type Reading, run } from "../engine/run.ts";
import { ToolError } from "../error.ts";
import { checkClaims } from "../verify/check.ts";
import type { VerifyResult } from "../verify/claims.ts";
import { gatherFold } from "../verify/gather.ts";
import { questionsOf } from "../verify/questions.ts";
import { readClaims } from "../verify/read-claims.ts";
import { version } from "../version.ts";
import type { AnalyzeOptions } from "./options.ts";
import { engineOptions } from "./read.ts";

/** How logs are to be understood when a report is held against them. */
export type VerifyOptions = Pick<AnalyzeOptions, "tz" | "year" | "now" | "signal" | "onProgress" | "stuckAfter">;

/**
 * Holds a finished report against the logs: each row of delivered mail, time, size, count and quoted log line is
 * confirmed, contradicted or not checkable, with the lines of the logs that show it.
 *
 * The logs are read once. Times in the report that name no zone are taken to be of `tz`.
 *
 * @param markdown the report: any Markdown; ours, or one with tables, lists and quoted lines like it.
 * @throws ToolError `usage` for options that mean nothing, `input` when not one input could be read; the signal's reason
 *   when aborted.
 * @example
 * const { claims } = await verify(await readFile("report.md", "utf8"), ["mainlog", "dovecot.log"], { tz: "UTC" });
 * for (const { line, result, says } of claims) console.log(line, result, says);
 */
export async function verify(
  markdown: string,
  inputs: readonly Input[],
  options: VerifyOptions = {},
): Promise<VerifyResult> {
  return (await verifyReadable(markdown, inputs, options)).result;
}

/** {@link verify}, with what the reading came to: the command line's exit code depends on it. */
export async function verifyReadable(
  markdown: string,
  inputs: readonly Input[],
  options: VerifyOptions = {},
): Promise<{ readonly result: VerifyResult; readonly reading: Reading }> {
  const claims = readClaims(markdown, { tz: options.tz, years: yearsIn(markdown, options) });
  const questions = questionsOf(claims);
  const fold = gatherFold(questions);
  const reading = await run({
    ...engineOptions(options),
    inputs,
    folds: [...foldsOf(analyzers, options), fold],
    // What it gathers goes by the number of a line in its file.
    rangeSize: Number.POSITIVE_INFINITY,
  });
  if (reading.sources.length === 0 && reading.problems.length > 0) {
    throw new ToolError("input", reading.problems.map((problem) => problem.message).join("\n"));
  }
  const splitAt = claims.flatMap(({ ask }) => (ask.is === "change" ? ask.splits : []));
  const analysis = buildAnalysis(reading, { version, analyzers, stuckAfter: options.stuckAfter, splitAt });
  const answers = reading.states.get(fold);
  return { result: checkClaims(claims, questions, { analysis, answers, lines: reading.lineNumbers }), reading };
}

/** Years that a quoted stamp without one may be of: the one given, else those that the report names and now. */
function yearsIn(markdown: string, { year, now }: VerifyOptions): readonly number[] {
  if (year !== undefined) return [year, year - 1];
  const named = [...markdown.matchAll(/(?<!\d)20\d\d(?=-\d\d-\d\d)/g)].slice(0, 10_000).map(([text]) => Number(text));
  return [...new Set([...named, ...(now === undefined ? [] : [new Date(now).getUTCFullYear()])])].slice(0, 20);
}
