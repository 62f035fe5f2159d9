/** Which remedy and wording go with a finding: this package's own, an author's, or none. */
import { type ExternalId, type Finding, isExternal } from "../analyzers/analysis.ts";
import type { Remedies } from "../knowledge/builtin.ts";
import type { Remedy } from "../knowledge/remedy.ts";
import type { ProofWords } from "./verdict.ts";
import type { ExternalWording } from "./wording/external.ts";
import { type BoundWording, wordingOf } from "./wording/index.ts";

/** What the author of an analyzer says of its findings; the analyzer itself is one. */
export interface Advice {
  readonly id: ExternalId;
  readonly remedy: Remedy;
  readonly wording?: ExternalWording | undefined;
}

/** What is known of one finding. */
export interface Advised {
  readonly remedy: Remedy;
  readonly wording: BoundWording;
  readonly proof: ProofWords | undefined;
}

/** Finds the advice for each finding. */
export type Adviser = (finding: Finding) => Advised;

/** @param external for findings of analyzers from outside; of those without, the report says only what was measured */
export function adviserOf(remedies: Remedies, external: readonly Advice[]): Adviser {
  const byId = new Map(external.map((one) => [one.id, one]));
  return (finding) => {
    if (!isExternal(finding))
      return { remedy: remedies[finding.analyzer], wording: wordingOf(finding), proof: undefined };
    const advice = byId.get(finding.analyzer);
    return {
      remedy: advice?.remedy ?? NO_REMEDY,
      wording: wordingOf(finding, advice?.wording),
      proof: advice?.wording?.proof,
    };
  };
}

const NO_REMEDY: Remedy = {
  title: "{{subject}}",
  symptom: "As logged.",
  rootCause: "This report was made without the remedy of the analyzer that found it.",
  impact: "What was counted stands in the finding.",
  notShown: [],
  fix: [],
  verify: [],
  prevention: [],
  dangerous: [],
  references: [],
};
