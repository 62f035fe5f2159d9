import { utf8 } from "../../parsers/text.ts";
import {
  type EvidenceLine,
  type Finding,
  type Iso,
  isExternal,
  type Restart,
  type TimelineEntry,
} from "../analysis.ts";
import type { Window } from "../analyzer.ts";
import { iso, quote } from "../evidence.ts";
import type { Flush } from "./host.ts";

/** The night in order: log's ends, daemons, first and last error of each finding, its end, forced queue runs. */
export function timelineOf(
  findings: readonly Finding[],
  restarts: readonly Restart[],
  flushes: readonly Flush[],
  window: Window,
): readonly TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  if (!Number.isNaN(window.from)) entries.push(plain(iso(window.from), "log-start", "first line"));
  for (const { at, daemon, what, text, source, line } of restarts)
    entries.push({ at, what: `${daemon}-${what}`, text, finding: null, source, line });
  for (const flush of flushes) {
    const line = quote(flush.line, "", window.lines);
    entries.push({
      at: line.at ?? iso(flush.at),
      what: "queue-flush",
      text: utf8(flush.text),
      finding: null,
      source: line.source,
      line: line.line,
    });
  }
  for (const finding of findings) entries.push(...ofFinding(finding));
  if (!Number.isNaN(window.to)) entries.push(plain(iso(window.to), "log-end", "last line"));
  return entries
    .map((entry, index) => ({ entry, index }))
    .sort((a, b) => order(a.entry, b.entry) || a.index - b.index)
    .map(({ entry }) => entry);
}

const order = (a: TimelineEntry, b: TimelineEntry): number => Date.parse(a.at) - Date.parse(b.at);

const plain = (at: Iso, what: string, text: string): TimelineEntry => ({
  at,
  what,
  text,
  finding: null,
  source: null,
  line: null,
});

function ofFinding(finding: Finding): TimelineEntry[] {
  const entry = (at: Iso, what: string, line: EvidenceLine | undefined): TimelineEntry => ({
    at,
    what,
    text: finding.subject,
    finding: finding.key,
    source: line?.source ?? null,
    line: line?.line ?? null,
  });
  const quoted = (at: Iso) => finding.evidence.find((line) => line.at === at);
  if (finding.analyzer === "frozen-bounce") {
    return finding.facts.bounces.map(({ id, frozenAt }) => {
      // the parent failed in the same second, and is quoted too
      const line = finding.evidence.find((one) => one.at === frozenAt && one.text.includes(id));
      return { ...entry(frozenAt, "frozen", line), text: id };
    });
  }
  const entries = [
    entry(
      finding.firstSeen,
      finding.analyzer === "stuck-queue" ? "first-waiting" : "first-error",
      quoted(finding.firstSeen),
    ),
  ];
  if (finding.analyzer !== "stuck-queue") entries.push(entry(finding.lastSeen, "last-error", quoted(finding.lastSeen)));
  const proof = !isExternal(finding) && "proofAt" in finding.facts ? finding.facts.proofAt : null;
  if (proof !== null) entries.push(entry(proof, "first-success", quoted(proof)));
  if (finding.resolvedAt !== null && finding.resolvedAt !== proof)
    entries.push(entry(finding.resolvedAt, "resolved", quoted(finding.resolvedAt)));
  return entries;
}
