/** The registry: one line for each analyzer. */
import type { AnalyzerId } from "./analysis.ts";
import type { Analyzer } from "./analyzer.ts";
import { frozenBounce } from "./frozen-bounce/analyzer.ts";
import { mmapFailure } from "./mmap-failure/analyzer.ts";
import { stuckQueue } from "./stuck-queue/analyzer.ts";
import { taintedFilename } from "./tainted-filename/analyzer.ts";

/** The analyzers of this package, in the order in which `detectors` lists them. */
export const analyzers: readonly Analyzer<AnalyzerId>[] = [taintedFilename, mmapFailure, stuckQueue, frozenBounce];

export { type Fold, type LineNumbers, type LineRef, own } from "../engine/fold.ts";
export type * from "./analysis.ts";
export type * from "./analyzer.ts";
export { buildAnalysis, foldsOf, type JudgeOptions } from "./build.ts";
export { fromPlain, toPlain } from "./codec.ts";
export {
  type Evidence,
  iso,
  type Kept,
  keep,
  mergeEvidence,
  newEvidence,
  quote,
  quoteAll,
  witness,
} from "./evidence.ts";
export type * from "./facts.ts";
export type { Folded } from "./folded.ts";
export type { LedgerLimits } from "./ledger/lives.ts";
export { count as countLine, mergeTally, newTally, type Tally, total as totalOf } from "./tally.ts";
