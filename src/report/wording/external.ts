/** How an analyzer from outside this package puts its facts into words; each of it may be left out. */
import type { Analysis, ExternalFinding } from "../../analyzers/analysis.ts";
import type { HostNames } from "../host.ts";
import type { Measured } from "../model.ts";
import type { ProofWords } from "../verdict.ts";
import type { Leftover } from "./wording.ts";

/** Pure; what it returns may hold log text, which every renderer escapes. */
export interface ExternalWording {
  /**
   * Names for the remedy's prose beside `facts`, `host`, `on` and `is` (open, ended, recurred). Values under `is`, `has`,
   * `did` are true or false for `when`.
   */
  words?(finding: ExternalFinding, analysis: Analysis, host: HostNames): Readonly<Record<string, unknown>>;
  /** The figures that the log shows, for the table. */
  measured?(finding: ExternalFinding, analysis: Analysis): readonly Measured[];
  /** What is left to do when the log ends. */
  leftovers?(finding: ExternalFinding, analysis: Analysis, host: HostNames): readonly Leftover[];
  /** What a verdict "resolved" rests on. */
  readonly proof?: ProofWords;
}
