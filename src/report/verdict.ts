import { type Analysis, type AnalyzerId, type EvidenceLine, type Finding, isExternal } from "../analyzers/analysis.ts";
import { utc } from "./format.ts";
import { isSampled } from "./kept.ts";
import type { LogPlace, Verdict } from "./model.ts";
import { type Prose, prose } from "./prose.ts";

/** What "confirmed" and "quiet" rest on, as the end of a sentence without its full stop. */
export interface ProofWords {
  readonly confirmed: string;
  readonly quiet: string;
}

/** What they rest on where an analyzer from outside does not say it. */
const ANY_PROOF: ProofWords = {
  confirmed: "it worked again, after the last error, for somebody whom it had hurt",
  quiet: "it worked again after the last error, but nobody who was hurt came back",
};

/** What "confirmed" and "quiet" rest on, per analyzer: the words for a finding's subject having worked again. */
const PROOF: Readonly<Record<AnalyzerId, ProofWords>> = {
  "tainted-filename": {
    confirmed: "mail that it had held went out after the last error, and none of it still waits",
    quiet: "no victim is left to ask, but mail that takes the same way went out after the last error",
  },
  "mmap-failure": {
    confirmed: "a session of this user that began after the last error had none",
    quiet: "nobody who was hurt came back, but a later session ended without the error",
  },
  "stuck-queue": {
    confirmed: "every one of these messages was delivered",
    quiet: "none of these messages is waiting any more",
  },
  "frozen-bounce": {
    confirmed: "every one of these bounces was delivered",
    quiet: "none of these bounces is frozen any more",
  },
};

/**
 * Words a finding's status; where not all messages were kept, it is that of those that were.
 *
 * @param proof the words of an analyzer from outside
 */
export function verdictOf(
  finding: Finding,
  analysis: Pick<Analysis, "sampling">,
  proof: ProofWords = ANY_PROOF,
): Verdict {
  const { status: is, basis, resolvedAt: at } = finding;
  const seen =
    is === "resolved" && at !== null
      ? endLine(finding.evidence, at)
      : lastLine(finding.evidence, finding.lastSeen, "last");
  const worded = words(finding, isExternal(finding) ? proof : PROOF[finding.analyzer]);
  // that one still waits is known of one; that none does is not
  const isWaiting = is === "open" && WAITS.has(finding.analyzer);
  const isOfKept = !isExternal(finding) && finding.analyzer !== "mmap-failure";
  const doubt = isSampled(analysis) && isOfKept && !isWaiting ? DOUBT : [];
  return { is, basis, at, proofAt: proofOf(finding), seen, label: worded.label, prose: [...worded.prose, ...doubt] };
}

const WAITS: ReadonlySet<Finding["analyzer"]> = new Set(["stuck-queue", "frozen-bounce"]);
const DOUBT = prose(" Of the messages that were not kept nothing is known.");

function words(finding: Finding, proof: ProofWords): { readonly label: string; readonly prose: Prose } {
  const { status, basis, analyzer, lastSeen } = finding;
  const stopped = proofOf(finding);
  const waits = WAITS.has(analyzer);
  if (status === "open") {
    return waits
      ? { label: "open", prose: prose("Open: at least one had not ended when the log ends.") }
      : stopped !== null
        ? {
            label: "open",
            prose: prose(
              `Open: the errors stopped and mail went out again from ${utc(stopped)} on, but messages that it held still wait.`,
            ),
          }
        : {
            label: "open",
            prose: prose(`Open: nothing after the last error (${utc(lastSeen)}) shows that it works again.`),
          };
  }
  if (status === "recurred") {
    return {
      label: "recurred",
      prose: prose(`Recurred: it worked again in between, then failed again; last error ${utc(lastSeen)}.`),
    };
  }
  const at = finding.resolvedAt === null ? "" : ` at ${utc(finding.resolvedAt)}`;
  if (basis === null)
    return {
      label: "ended",
      prose: prose(`Ended${at}: nothing is waiting any more, but not everything was delivered.`),
    };
  return { label: `resolved (${basis})`, prose: prose(`Resolved${at}, ${basis}: ${proof[basis]}.`) };
}

/** The first proof after the last error; for findings that are about waiting there is only their end. */
export function proofOf(finding: Finding): string | null {
  return !isExternal(finding) && "proofAt" in finding.facts ? finding.facts.proofAt : finding.resolvedAt;
}

/** The line of the end, else the last that is evidence of one; a line of the fault itself shows no end. */
function endLine(evidence: readonly EvidenceLine[], at: string): LogPlace | null {
  return (
    lineAt(evidence, at, "proof") ??
    placeOf(evidence.findLast((line) => /\bend(?:ed)?\b|proof|success|delivered/.test(line.role)))
  );
}

/** The first line that shows it; the first of all when none is of that very instant. */
function firstLine(evidence: readonly EvidenceLine[], at: string): LogPlace | null {
  return lineAt(evidence, at, "first") ?? placeOf(evidence[0]);
}

/** The line that shows the last of it; the last of all when none is of that very instant. */
function lastLine(evidence: readonly EvidenceLine[], at: string, role: string): LogPlace | null {
  return lineAt(evidence, at, role) ?? placeOf(evidence.at(-1));
}

/** Where a finding's first and last lines stand, a single line once. */
export function firstAndLast(one: Pick<Finding, "evidence" | "firstSeen" | "lastSeen">): readonly LogPlace[] {
  const first = firstLine(one.evidence, one.firstSeen);
  const last = lastLine(one.evidence, one.lastSeen, "last");
  const same = first !== null && first.line === last?.line && first.source === last.source;
  return [first, same ? null : last].filter((place) => place !== null);
}

function placeOf(line: EvidenceLine | undefined): LogPlace | null {
  return line === undefined ? null : { source: line.source, line: line.line };
}

/** The evidence line of that instant; among several the one whose role says what is meant. */
export function lineAt(evidence: readonly EvidenceLine[], at: string, role: string): LogPlace | null {
  const same = evidence.filter((line) => line.at === at);
  const line = same.find((one) => one.role.includes(role)) ?? same[same.length - 1];
  return placeOf(line);
}

/** One line each, for the reader of the findings table. */
export const STATUS_WORDS: readonly { readonly label: string; readonly meaning: string }[] = [
  { label: "open", meaning: "nothing in the log shows that it works again, or something still waits" },
  { label: "resolved (confirmed)", meaning: "somebody or something that was hurt succeeded after the last error" },
  {
    label: "resolved (quiet)",
    meaning: "nobody who was hurt is left to ask, but the same thing worked after the last error",
  },
  { label: "ended", meaning: "nothing is waiting any more, but not everything was delivered" },
  { label: "recurred", meaning: "it worked again and then failed again" },
];
