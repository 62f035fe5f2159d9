/** "4 messages waited", "all delivered", "none was lost": held against what the log says became of each message. */
import { type Finding, isExternal } from "../../analyzers/analysis.ts";
import type { LifeOutcome, TaintOutcome } from "../../analyzers/facts.ts";
import type { StatedIssue } from "../../knowledge/intervention.ts";
import { count } from "../format.ts";
import { type Prose, prose } from "../prose.ts";
import { type Judged, placesOf } from "./check.ts";

/** Messages by what became of them. */
export interface Fates {
  readonly waited: number;
  readonly delivered: number;
  readonly lost: number;
  readonly waiting: number;
}

type Fate = { readonly waited: boolean; readonly is: "delivered" | "lost" | "waiting" | "other" };

/**
 * What became of the messages that the findings name. null when the findings name fewer messages than they count, are not
 * about messages, or when it is not known of a message how it left the queue.
 *
 * @param all findings of the whole analysis: what became of a held message in the end stands in the queue's own.
 */
export function fatesOf(findings: readonly Finding[], all: readonly Finding[]): Fates | null {
  const ends = new Map(all.flatMap((finding) => (finding.analyzer === "stuck-queue" ? (fatesIn(finding) ?? []) : [])));
  const fates = new Map<string, Fate>();
  for (const finding of findings) {
    const named = fatesIn(finding);
    if (named === null || named.length < finding.affected.messages) return null;
    const settled = named.map(([id, fate]) => [id, { ...fate, is: ends.get(id)?.is ?? fate.is }] as const);
    const waiting = settled.filter(([, fate]) => fate.is === "waiting").length;
    // one that bounced before it had waited long enough for the queue's finding
    if (!isExternal(finding) && "stillQueued" in finding.facts && waiting > finding.facts.stillQueued) return null;
    for (const [id, fate] of settled) fates.set(id, { ...fate, waited: fate.waited || fates.get(id)?.waited === true });
  }
  const known = [...fates.values()];
  const number = (is: Fate["is"]) => known.filter((fate) => fate.is === is).length;
  return {
    waited: known.filter((fate) => fate.waited).length,
    delivered: known.filter((fate) => fate.waited && fate.is === "delivered").length,
    lost: number("lost"),
    waiting: number("waiting"),
  };
}

const LOST: ReadonlySet<LifeOutcome | TaintOutcome> = new Set(["failed", "removed", "expired", "bounced", "died"]);
const WAITING: ReadonlySet<LifeOutcome> = new Set(["queued", "frozen"]);

function fatesIn(finding: Finding): readonly (readonly [id: string, fate: Fate])[] | null {
  switch (finding.analyzer) {
    case "tainted-filename":
      return finding.facts.messages.map(({ id, outcome, deliveredAt }) => [
        id,
        {
          waited: outcome === "held",
          is: LOST.has(outcome)
            ? "lost"
            : deliveredAt !== null
              ? "delivered"
              : outcome === "held"
                ? "waiting"
                : "other",
        },
      ]);
    case "stuck-queue":
      return finding.facts.messages.map(({ id, outcome }) => [
        id,
        {
          waited: true,
          is: LOST.has(outcome)
            ? "lost"
            : WAITING.has(outcome)
              ? "waiting"
              : outcome === "delivered"
                ? outcome
                : "other",
        },
      ]);
    default:
      return null;
  }
}

/** The checks of an issue's stated numbers, in the order stuck, delivered, lost. */
export function checkFates(
  stated: StatedIssue,
  findings: readonly Finding[],
  all: readonly Finding[],
): readonly (readonly [key: "stuck" | "delivered" | "lost", judged: Judged])[] {
  const fates = fatesOf(findings, all);
  const checks: (readonly ["stuck" | "delivered" | "lost", Judged])[] = [];
  const seen = placesOf(findings.map((finding) => finding.evidence[0]));
  const add = (key: "stuck" | "delivered" | "lost", claim: Prose, holds: (known: Fates) => boolean) =>
    checks.push([
      key,
      fates === null
        ? { claim, result: "silent", says: prose("These findings do not tell the end of every message."), seen: [] }
        : { claim, result: holds(fates) ? "confirmed" : "contradicted", says: prose(told(fates)), seen },
    ]);
  const { stuck, delivered, lost } = stated;
  if (stuck !== null) add("stuck", prose(`${count(stuck, "message")} waited`), (known) => known.waited === stuck);
  if (delivered !== null)
    add(
      "delivered",
      prose(delivered === "all" ? "All of them were delivered" : `${count(delivered, "message")} delivered in the end`),
      (known) =>
        delivered === "all"
          ? known.delivered === known.waited && known.lost === 0 && known.waiting === 0
          : known.delivered === delivered,
    );
  if (lost !== null) add("lost", prose(`${count(lost, "message")} lost`), (known) => known.lost === lost);
  return checks;
}

function told({ waited, delivered, lost, waiting }: Fates): string {
  const gone = `${lost} lost (bounced or removed)`;
  return waited === 0
    ? `None waited; ${gone}.`
    : `${count(waited, "message")} waited, ${delivered} of them delivered since; ${gone}, ${waiting} still waiting at the end of the logs.`;
}
