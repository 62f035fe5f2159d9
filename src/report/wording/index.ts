import type { Analysis, AnalyzerId, Finding } from "../../analyzers/analysis.ts";
import type { HostNames } from "../host.ts";
import type { Measured } from "../model.ts";
import { frozenWording } from "./frozen-bounce.ts";
import { mmapWording } from "./mmap-failure.ts";
import { stuckWording } from "./stuck-queue.ts";
import { taintWording } from "./tainted-filename.ts";
import type { Leftover, Wording, Words } from "./wording.ts";

const WORDINGS: { readonly [A in AnalyzerId]: Wording<A> } = {
  "tainted-filename": taintWording,
  "mmap-failure": mmapWording,
  "stuck-queue": stuckWording,
  "frozen-bounce": frozenWording,
};

/** The wording of a finding's analyzer, bound to that finding. */
export function wordingOf(finding: Finding): {
  words(analysis: Analysis, host: HostNames): Words;
  measured(analysis: Analysis): readonly Measured[];
  leftovers(analysis: Analysis, host: HostNames): readonly Leftover[];
} {
  // the registry pairs each analyzer with its own finding type, which a lookup by `finding.analyzer` cannot express
  const wording = WORDINGS[finding.analyzer] as Wording<AnalyzerId>;
  return {
    words: (analysis, host) => wording.words(finding, analysis, host),
    measured: (analysis) => wording.measured(finding, analysis),
    leftovers: (analysis, host) => wording.leftovers(finding, analysis, host),
  };
}
