/** Hours in which mail did not go out by a fault of this host; what a daemon's downtime does not tell. */
import type { Instant } from "../../parsers/events.ts";
import type { Finding, Outage } from "../analysis.ts";
import { iso } from "../evidence.ts";
import type { FiguresState } from "./figures.ts";
import { minutesOf } from "./minutes.ts";

const MINUTE = 60_000;

/** @param to the logs' last instant; @param least shortest stretch that counts, ms. */
export function outagesOf(
  findings: readonly Finding[],
  figures: FiguresState,
  to: Instant,
  least: number,
): readonly Outage[] {
  const held = findings.flatMap((finding) => outageOf(finding, to) ?? []).filter((one) => lengthOf(one) >= least);
  const silent = longestSilence(held, figures);
  return [...held, ...(silent !== null && lengthOf(silent) >= least ? [silent] : [])];
}

const lengthOf = (outage: Outage): number => Date.parse(outage.to) - Date.parse(outage.from);

/** A refused name that held mail, or mail that waited by another fault of this host. */
function outageOf(finding: Finding, to: Instant): Outage | null {
  const stops =
    (finding.analyzer === "tainted-filename" && finding.facts.outcomes.held > 0) ||
    (finding.analyzer === "stuck-queue" && finding.facts.ownFault && finding.causedBy === null);
  if (!stops) return null;
  const proof = finding.analyzer === "tainted-filename" ? finding.facts.proofAt : finding.resolvedAt;
  const senders = finding.facts.messages.flatMap(({ sender }) => domainOf(sender) ?? []);
  return {
    from: finding.firstSeen,
    to: proof ?? iso(to),
    finding: finding.key,
    messages: finding.analyzer === "tainted-filename" ? finding.facts.outcomes.held : finding.affected.messages,
    senderDomains: [...new Set(senders)].sort(),
  };
}

function domainOf(sender: string | null): string | null {
  const at = sender?.lastIndexOf("@") ?? -1;
  return sender === null || at < 0 ? null : sender.slice(at + 1).toLowerCase();
}

/** The longest time between two deliveries to other hosts, within the stretches. */
function longestSilence(held: readonly Outage[], figures: FiguresState): Outage | null {
  const sent = minutesOf(figures)
    .flatMap(([at, counts]) => (counts.sent > 0 ? [at] : []))
    .sort((a, b) => a - b);
  let best: { readonly from: Instant; readonly to: Instant } | null = null;
  for (const { from, to } of held) {
    const [start, end] = [Date.parse(from), Date.parse(to)];
    let last = start;
    for (const at of [...sent.filter((one) => one > start && one < end), end]) {
      if (best === null || at - last > best.to - best.from) best = { from: last, to: at };
      // counted by the minute: the delivery may have been in its last second
      last = Math.min(end, at + MINUTE);
    }
  }
  if (best === null) return null;
  const within = held.filter((one) => Date.parse(one.from) < best.to && Date.parse(one.to) > best.from);
  return {
    from: iso(best.from),
    to: iso(best.to),
    finding: null,
    messages: within.reduce((sum, one) => sum + one.messages, 0),
    senderDomains: [...new Set(within.flatMap((one) => one.senderDomains))].sort(),
  };
}
