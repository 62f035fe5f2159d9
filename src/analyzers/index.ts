/** The registry: one line for each analyzer. */
import type { AnalyzerId } from "./analysis.ts";
import type { Analyzer } from "./analyzer.ts";
import { frozenBounce } from "./frozen-bounce/analyzer.ts";
import { mmapFailure } from "./mmap-failure/analyzer.ts";
import { stuckQueue } from "./stuck-queue/analyzer.ts";
import { taintedFilename } from "./tainted-filename/analyzer.ts";

export const analyzers: readonly Analyzer<AnalyzerId>[] = [taintedFilename, mmapFailure, stuckQueue, frozenBounce];

export type * from "./analysis.ts";
export type * from "./analyzer.ts";
export { buildAnalysis, foldsOf, type JudgeOptions } from "./build.ts";
export type * from "./facts.ts";
export type { Folded } from "./folded.ts";
