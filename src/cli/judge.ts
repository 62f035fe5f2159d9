import type { AnalyzerId } from "../analyzers/analysis.ts";
import { analyzers } from "../analyzers/index.ts";
import { analyzeReadable } from "../api/analyze.ts";
import { ToolError } from "../error.ts";
import { chooseInputs } from "./inputs.ts";
import { type JudgingArguments, judgingChoice } from "./options.ts";
import { watchProgress } from "./progress.ts";
import { didYouMean } from "./usage.ts";

/** Reads and judges the logs that a command's arguments name, with a progress bar on a terminal. */
export async function judge(args: JudgingArguments & { readonly files: readonly string[] }, signal: AbortSignal) {
  const { only, ...choice } = judgingChoice(args);
  const chosen = only === undefined ? {} : { only: only.map(checkAnalyzer) };
  const inputs = await chooseInputs(args.files);
  const watch = watchProgress(args);
  try {
    return await analyzeReadable(inputs, { ...choice, ...chosen, signal, onProgress: watch.update });
  } finally {
    watch.clear();
  }
}

function checkAnalyzer(name: string): AnalyzerId {
  const found = analyzers.find(({ id }) => id === name);
  if (found !== undefined) return found.id;
  const ids = analyzers.map(({ id }) => id);
  throw new ToolError(
    "usage",
    `--only: there is no detector "${name}"${didYouMean(name, ids)}; the detectors are: ${ids.join(" ")}`,
  );
}
