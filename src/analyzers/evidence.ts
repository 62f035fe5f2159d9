import type { LineNumbers, LineRef } from "../engine/fold.ts";
import type { Instant } from "../parsers/events.ts";
import { maskSecrets } from "../parsers/secrets.ts";
import { untorn, utf8 } from "../parsers/text.ts";
import type { EvidenceLine, Iso } from "./analysis.ts";
import { hashOf, hashWithNumber } from "./hash.ts";

/** A line that is kept: reference and text, both small. Its number is known once every range is counted. */
export interface Kept {
  readonly source: string;
  readonly log: string;
  readonly offset: number;
  readonly rangeStart: number;
  readonly lineInRange: number;
  readonly at: Instant;
  readonly text: string;
}

/** Bytes of a line that a report shows. */
export const CAP = 600;

/** Copies what is needed of a line that is valid only now. */
export function keep(line: LineRef, at: Instant): Kept {
  return {
    source: line.source,
    log: line.log,
    offset: line.offset,
    rangeStart: line.rangeStart,
    lineInRange: line.lineInRange,
    at,
    text: line.text(CAP),
  };
}

/** paniclog repeats mainlog: where both hold a line, mainlog is quoted. */
const rank = (kept: { readonly log: string }): number => (kept.log.includes("panic") ? 1 : 0);

function compare(a: Kept, b: Kept): number {
  return (
    a.at - b.at || rank(a) - rank(b) || (a.source < b.source ? -1 : a.source > b.source ? 1 : 0) || a.offset - b.offset
  );
}

/** The line that came first. */
export function earlier(a: Kept | null, b: Kept | null): Kept | null {
  if (a === null || b === null) return a ?? b;
  return compare(a, b) <= 0 ? a : b;
}

/** The line that came last; of two copies at one second still the mainlog's. */
export function later(a: Kept | null, b: Kept | null): Kept | null {
  if (a === null || b === null) return a ?? b;
  if (a.at !== b.at) return a.at > b.at ? a : b;
  if (rank(a) !== rank(b)) return rank(a) < rank(b) ? a : b;
  return compare(a, b) >= 0 ? a : b;
}

/**
 * Bounded evidence for one fault: its first line, its last, and between them those with the smallest hashes, so that
 * any cutting of the logs keeps the same ones.
 */
export interface Evidence {
  first: Kept | null;
  last: Kept | null;
  /** Three at most, in the order by which they were drawn. */
  sample: readonly Kept[];
}

const SAMPLE = 3;
const NONE: readonly Kept[] = [];

/** Evidence of nothing yet. */
export function newEvidence(): Evidence {
  return { first: null, last: null, sample: NONE };
}

type Place = Pick<LineRef, "source" | "log" | "offset">;

/** By chance, but alike on every machine. A file that is rotated keeps its sample. */
const drawn = (line: Place): number => hashWithNumber(hashOfLog(line), line.offset);

/** The log asked about last; mostly it comes again. */
let last = { source: "", log: "", hash: hashOf(":") };

function hashOfLog({ source, log }: Place): number {
  if (source !== last.source || log !== last.log)
    last = { source, log, hash: hashOf(`${source.slice(0, source.lastIndexOf("/") + 1)}${log}:`) };
  return last.hash;
}

/** paniclog's copies come last: a sample is drawn from mainlog while it has lines. */
function byDraw(a: Place, b: Place): number {
  if (a.offset === b.offset && a.source === b.source) return 0;
  return (
    rank(a) - rank(b) ||
    drawn(a) - drawn(b) ||
    (a.source < b.source ? -1 : a.source > b.source ? 1 : 0) ||
    a.offset - b.offset
  );
}

/** Adds a line if it is one of those to show; copies its text only then. */
export function witness(evidence: Evidence, line: LineRef, at: Instant): void {
  const { first, last, sample } = evidence;
  const greatest = sample[SAMPLE - 1];
  const wanted =
    first === null ||
    at <= first.at ||
    last === null ||
    at >= last.at ||
    greatest === undefined ||
    byDraw(line, greatest) < 0;
  if (wanted) add(evidence, keep(line, at));
}

function add(evidence: Evidence, kept: Kept): void {
  evidence.first = earlier(evidence.first, kept);
  evidence.last = later(evidence.last, kept);
  evidence.sample = withLine(evidence.sample, kept);
}

/** The sample with a line, unless that is there or three others come before it. */
function withLine(sample: readonly Kept[], kept: Kept): readonly Kept[] {
  if (sample.length === 0) return [kept];
  let at = 0;
  for (; at < sample.length; at++) {
    const order = byDraw(kept, sample[at] as Kept);
    if (order === 0) return sample;
    if (order < 0) break;
  }
  return at === SAMPLE ? sample : sample.toSpliced(at, 0, kept).slice(0, SAMPLE);
}

/** Adds what `other` holds; a fold calls it in its `merge`. */
export function mergeEvidence(into: Evidence, other: Evidence): void {
  for (const kept of [other.first, other.last]) {
    into.first = earlier(into.first, kept);
    into.last = later(into.last, kept);
  }
  for (const kept of other.sample) add(into, kept);
}

/** `2026-01-08T13:18:54Z`; with milliseconds only where the log had them. */
export function iso(at: Instant): Iso {
  return new Date(at).toISOString().replace(".000Z", "Z");
}

/** One kept line as the report quotes it. */
export function quote(kept: Kept, role: string, lines: LineNumbers): EvidenceLine {
  return {
    source: kept.source,
    line: lines.lineOf(kept),
    at: iso(kept.at),
    text: utf8(maskSecrets(untorn(kept.text, CAP))),
    role,
  };
}

/** First error, some between, last error; at most five lines, in time order, each line once. */
export function quoteAll(evidence: Evidence, lines: LineNumbers): EvidenceLine[] {
  const chosen = new Map<string, readonly [Kept, string]>();
  const put = (kept: Kept | null, role: string) => {
    // paniclog and syslog repeat a line word for word
    if (kept !== null && !chosen.has(kept.text)) chosen.set(kept.text, [kept, role]);
  };
  put(evidence.first, "first error");
  put(evidence.last, "last error");
  // a message that meets a fault twice in a second logs the same twice: the earlier is shown, whichever was kept first
  for (const kept of [...evidence.sample].sort(compare)) put(kept, "error");
  return [...chosen.values()].sort(([a], [b]) => compare(a, b)).map(([kept, role]) => quote(kept, role, lines));
}
