import {
  type Analysis,
  type AnalyzerId,
  type ExternalFinding,
  type Finding,
  isExternal,
} from "../../analyzers/analysis.ts";
import type { HostNames } from "../host.ts";
import type { Measured } from "../model.ts";
import type { ExternalWording } from "./external.ts";
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

/** A wording that knows its finding. */
export interface BoundWording {
  words(analysis: Analysis, host: HostNames): Words;
  measured(analysis: Analysis): readonly Measured[];
  leftovers(analysis: Analysis, host: HostNames): readonly Leftover[];
}

/**
 * The wording of a finding's analyzer, bound to that finding.
 *
 * @param external that of an analyzer from outside, as far as its author gave one
 */
export function wordingOf(finding: Finding, external: ExternalWording = {}): BoundWording {
  if (isExternal(finding)) return bound(finding, external);
  // the registry pairs each analyzer with its own finding type, which a lookup by `finding.analyzer` cannot express
  const wording = WORDINGS[finding.analyzer] as Wording<AnalyzerId>;
  return {
    words: (analysis, host) => wording.words(finding, analysis, host),
    measured: (analysis) => wording.measured(finding, analysis),
    leftovers: (analysis, host) => wording.leftovers(finding, analysis, host),
  };
}

function bound(finding: ExternalFinding, wording: ExternalWording): BoundWording {
  const empty = { is: {}, has: {}, did: {}, count: {} };
  return {
    words: (analysis, host) => ({ ...empty, ...wording.words?.(finding, analysis, host) }),
    measured: (analysis) => wording.measured?.(finding, analysis) ?? [],
    leftovers: (analysis, host) => wording.leftovers?.(finding, analysis, host) ?? [],
  };
}
