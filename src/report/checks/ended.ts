/** "Fixed at 14:00", "this change ended it": held against the last error and the first proof that it works again. */
import type { EvidenceLine, Finding, Iso } from "../../analyzers/analysis.ts";
import { utc } from "../format.ts";
import { type Prose, prose } from "../prose.ts";
import { proofOf } from "../verdict.ts";
import { type Judged, placesOf } from "./check.ts";

/** Findings about waiting: what they call their last sight is no error. */
const waits = ({ analyzer }: Finding): boolean => analyzer === "stuck-queue" || analyzer === "frozen-bounce";

/**
 * @param at when it is said to have been over.
 * @param byAction true when a change at that instant is said to have ended it: then it must not have worked before.
 */
export function checkEnded(claim: Prose, findings: readonly Finding[], at: Iso, byAction: boolean): Judged {
  const later = findings.filter((finding) => Date.parse(lastError(finding)) > Date.parse(at));
  if (later.length > 0) return contradictedBy(claim, later, at);
  const open = findings.filter((finding) => proofOf(finding) === null);
  if (open.length > 0) {
    return {
      claim,
      result: open.some(waits) ? "contradicted" : "silent",
      says: prose(
        open.some(waits)
          ? "At the end of the logs something of it still waits."
          : `The errors stopped before (the last at ${utc(latest(open))}), but no later line shows that it works again.`,
      ),
      seen: placesOf(open.map((finding) => finding.evidence.at(-1))),
    };
  }
  const early = byAction ? findings.filter((finding) => Date.parse(proofOf(finding) ?? at) < Date.parse(at)) : [];
  const proofs = findings.map((finding) => proofLine(finding));
  if (early.length > 0) {
    return {
      claim,
      result: "contradicted",
      says: prose(`It worked again before that, from ${utc(earliestProof(early))} on.`),
      seen: placesOf(early.map(proofLine)),
    };
  }
  return {
    claim,
    result: "confirmed",
    says: prose(`Last error ${utc(latest(findings))}; it worked again from ${utc(earliestProof(findings))} on.`),
    seen: placesOf(proofs),
  };
}

function contradictedBy(claim: Prose, later: readonly Finding[], at: Iso): Judged {
  const errors = later
    .flatMap((finding) => finding.evidence.filter((line) => isErrorAfter(line, at)))
    .sort((a, b) => ((a.at ?? "") < (b.at ?? "") ? -1 : 1));
  const first = errors[0];
  const last = errors.at(-1);
  const again = later.flatMap((finding) => proofOf(finding) ?? []).sort()[0];
  const worked =
    again === undefined ? " No later line shows that it works again." : ` It worked again from ${utc(again)} on.`;
  const shown =
    first?.at == null || first === last
      ? `An error followed at ${utc(latest(later))}.`
      : `An error followed at ${utc(first.at)}, the last at ${utc(latest(later))}.`;
  return { claim, result: "contradicted", says: prose(shown + worked), seen: placesOf([first, last]) };
}

function isErrorAfter(line: EvidenceLine, at: Iso): boolean {
  return line.at !== null && Date.parse(line.at) > Date.parse(at) && isError(line);
}

/** "first error", "error", "last error"; not "first session without the error". */
const isError = ({ role }: EvidenceLine): boolean => /^(?:first |last )?error$/.test(role);

/** A message that waits is no error by being mentioned again; what ended after the instant had not ended by then. */
function lastError(finding: Finding): Iso {
  return waits(finding) ? (finding.resolvedAt ?? finding.firstSeen) : finding.lastSeen;
}

function latest(findings: readonly Finding[]): Iso {
  return findings.map(lastError).sort().at(-1) ?? "";
}

function earliestProof(findings: readonly Finding[]): Iso {
  return findings.flatMap((finding) => proofOf(finding) ?? []).sort()[0] ?? "";
}

function proofLine(finding: Finding): EvidenceLine | undefined {
  const at = proofOf(finding);
  return finding.evidence.find((line) => line.at === at && !isError(line));
}
