import type { Analysis, AnalyzerId } from "../analyzers/analysis.ts";
import { analyzers } from "../analyzers/index.ts";
import { analyzeReadable } from "../api/analyze.ts";
import type { Problem } from "../engine/run.ts";
import { ToolError } from "../error.ts";
import type { Intervention } from "../knowledge/intervention.ts";
import type { Report } from "../report/model.ts";
import { judgingChoice } from "./choice.ts";
import { chooseInputs } from "./inputs.ts";
import type { JudgingArguments } from "./options.ts";
import { watchProgress } from "./progress.ts";
import { didYouMean } from "./usage.ts";

/** Set to 1: every event is built, also where a glimpse is enough. For measuring; the result is the same. */
const eager = "MAILMORTEM_EAGER";

/** What the commands print from. */
export interface Judged {
  readonly analysis: Analysis;
  /** Inputs that could not be read. */
  readonly problems: readonly Problem[];
  /** The report that is built on the analysis. JSON of the analysis does without. */
  report(intervention?: Intervention): Promise<Report>;
}

/**
 * Reads and judges the logs that a command's arguments name, with a progress bar on a terminal.
 *
 * @throws ToolError `usage`, `input` when nothing could be read at all; AbortError on Ctrl-C.
 */
export async function judge(
  args: JudgingArguments & { readonly files: readonly string[] },
  signal: AbortSignal,
  splitAt: readonly number[] = [],
): Promise<Judged> {
  const { only, ...choice } = judgingChoice(args);
  const chosen = only === undefined ? {} : { only: only.map(checkAnalyzer) };
  const inputs = await chooseInputs(args.files);
  const watch = watchProgress(args);
  try {
    const { analysis, problems } = await analyzeReadable(inputs, {
      ...choice,
      ...chosen,
      splitAt,
      signal,
      ...(process.env[eager] === "1" ? { isEager: true } : {}),
      onProgress: watch.update,
    });
    const report = async (intervention?: Intervention) =>
      (await import("../report/build.ts")).buildReport(analysis, {
        ...choice,
        ...(intervention === undefined ? {} : { intervention }),
      });
    return { analysis, problems, report };
  } finally {
    watch.clear();
  }
}

/** @throws ToolError `usage` for a detector that does not exist. */
export function checkAnalyzer(name: string): AnalyzerId {
  const found = analyzers.find(({ id }) => id === name);
  if (found !== undefined) return found.id;
  const ids = analyzers.map(({ id }) => id);
  throw new ToolError(
    "usage",
    `--only: there is no detector "${name}"${didYouMean(name, ids)}; the detectors are: ${ids.join(" ")}`,
  );
}
