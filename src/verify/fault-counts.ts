/** The numbers that faults have of their own: a report may mean any of them, or all together. */
import type { Analysis, Finding } from "../analyzers/analysis.ts";
import type { Counted } from "./claims.ts";

/** Each finding's number of this kind, and their sum; a claim that says one of them may be about that fault. */
export function faultCounts(of: Counted, { findings }: Analysis): readonly number[] {
  const own = findings.flatMap((finding) => numbersOf(of, finding));
  return [
    ...new Set([...own.flat(), sumOf(own.map(([first = 0]) => first)), sumOf(own.map((all) => all.at(-1) ?? 0))]),
  ];
}

/** The narrowest meaning first, the widest last. */
function numbersOf(of: Counted, finding: Finding): readonly (readonly number[])[] {
  if (finding.analyzer === "tainted-filename") {
    const { outcomes, deliveredSince, stillQueued } = finding.facts;
    if (of === "held") return [[outcomes.held]];
    if (of === "delivered") return [[deliveredSince, deliveredSince + outcomes.unsigned], [outcomes.unsigned]];
    if (of === "waiting") return [[stillQueued]];
    return of === "bounced" ? [[outcomes.bounced - bouncesIn(finding.facts.messages), outcomes.bounced]] : [];
  }
  if (finding.analyzer === "stuck-queue") {
    const { outcomes, stillQueued } = finding.facts;
    if (of === "held") return [[finding.affected.messages]];
    if (of === "delivered") return [[outcomes.delivered]];
    if (of === "waiting") return [[outcomes.queued, stillQueued]];
    return of === "bounced" ? [[outcomes.failed]] : [];
  }
  if (finding.analyzer !== "frozen-bounce" || of !== "frozen") return [];
  const { bounces, stillFrozen } = finding.facts;
  const written = bounces.filter((one) => one.is === "bounce").length;
  return [[written, bounces.length], [stillFrozen]];
}

/** Bounces that bounced: nobody's mail. */
function bouncesIn(messages: readonly { readonly sender: string | null; readonly outcome: string }[]): number {
  return messages.filter(({ sender, outcome }) => sender === "" && outcome === "bounced").length;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
