import type { Instant } from "../parsers/events.ts";
import type { Analysis, Finding, MailState } from "./analysis.ts";
import type { AnyAnalyzer, AnyFold, Window } from "./analyzer.ts";
import { coverageOf } from "./coverage.ts";
import { estimated, messagesEach } from "./estimate.ts";
import { iso } from "./evidence.ts";
import type { Folded } from "./folded.ts";
import { ledger, ledgerWith } from "./ledger/fold.ts";
import type { LedgerLimits } from "./ledger/lives.ts";
import { livesOf } from "./ledger/view.ts";
import { settled } from "./ledger/young.ts";
import { type Legible, legible } from "./legible.ts";
import { delaysOf } from "./mail/delays.ts";
import { downtimeOf, type LogEnds } from "./mail/downtime.ts";
import { figures } from "./mail/figures.ts";
import { flushesOf, host, hostOf, restartsOf } from "./mail/host.ts";
import { countsBetween } from "./mail/minutes.ts";
import { outagesOf } from "./mail/outages.ts";
import { beforeAndAfter, type Counted, changeInstant, queueAtEnd } from "./mail/queue.ts";
import { seriesOf } from "./mail/series.ts";
import { signsOf } from "./mail/signs.ts";
import { stuckRows } from "./mail/stuck-rows.ts";
import { timelineOf } from "./mail/timeline.ts";
import { unjudged, unjudgedIn } from "./mail/unjudged.ts";
import { sessions, sessionsWith } from "./sessions/fold.ts";

/** How folded states are judged. */
export interface JudgeOptions {
  readonly version: string;
  readonly analyzers: readonly AnyAnalyzer[];
  /** Milliseconds; an hour unless told. At least five minutes: shorter lives are not kept. */
  readonly stuckAfter?: number | undefined;
  readonly since?: Instant | undefined;
  readonly until?: Instant | undefined;
  /** Instants at which figures are split, beside the moment when the last fault ended: the operator's actions. */
  readonly splitAt?: readonly Instant[] | undefined;
}

const HOUR = 3_600_000;

/** Folds that the analysis needs beside those of its analyzers. */
const MAIL_FOLDS: readonly AnyFold[] = [ledger, sessions, figures, host, unjudged];

/**
 * Every fold that a run must have for these analyzers, each once, with the run's limits: those that it will be judged
 * by. States of runs with other limits merge with theirs.
 */
export function foldsOf(analyzers: readonly AnyAnalyzer[], limits: LedgerLimits = {}): readonly AnyFold[] {
  const limited: readonly AnyFold[] = [
    ledgerWith({ ...limits, stuckAfter: limits.stuckAfter ?? HOUR }),
    sessionsWith(limits),
  ];
  const folds = [...MAIL_FOLDS, ...analyzers.flatMap((analyzer) => analyzer.folds), ...limited];
  return [...new Map(folds.map((fold) => [fold.id, fold])).values()];
}

const RANK = { critical: 0, warning: 1, notice: 2 } as const;

/** Judges folded state into findings and mail-wide facts. Pure. */
export function buildAnalysis(folded: Folded, options: JudgeOptions): Analysis {
  const window: Window = {
    from: folded.from ?? Number.NaN,
    to: folded.to ?? Number.NaN,
    since: options.since ?? null,
    until: options.until ?? null,
    stuckAfter: options.stuckAfter ?? HOUR,
    splitAt: options.splitAt ?? [],
    lines: folded.lineNumbers,
  };
  const kept = settled(folded.states.get(ledger));
  const each = messagesEach(kept);
  const found = legible(
    options.analyzers.flatMap((analyzer) => analyzer.finish(folded.states, window) as readonly Finding[]),
  );
  const findings = found.findings.map((finding) => estimated(finding, each));
  const reported = sorted(
    withCauses(
      findings,
      findings.filter((finding) => overlaps(finding, window)),
    ),
  );
  return {
    schema: "mailmortem/analysis@1",
    tool: { name: "mailmortem", version: options.version },
    window: {
      from: orIso(folded.from),
      to: orIso(folded.to),
      since: orIso(window.since),
      until: orIso(window.until),
    },
    assumptions: folded.assumptions,
    sources: folded.sources.map(({ name, dialects, lines, recognised, unrecognised, from, to }) => ({
      name,
      dialect: dialects.join("+"),
      lines,
      recognised,
      unrecognised,
      from: orIso(from),
      to: orIso(to),
    })),
    findings: reported,
    mail: mailOf(folded, reported, window, found),
    unjudged: unjudgedIn(folded.states.get(unjudged), window),
    coverage: coverageOf(folded, window),
    ...(each === 1 ? {} : { sampling: { oneIn: each, maxOpen: kept.sampling.limit } }),
  };
}

const orIso = (at: Instant | null): string | null => (at === null ? null : iso(at));

function overlaps(finding: Finding, window: Window): boolean {
  if (window.since !== null && Date.parse(finding.lastSeen) < window.since && finding.status !== "open") return false;
  return window.until === null || Date.parse(finding.firstSeen) <= window.until;
}

/** What is reported brings its cause along. */
function withCauses(all: readonly Finding[], chosen: readonly Finding[]): readonly Finding[] {
  const causes = new Set(chosen.map((finding) => finding.causedBy));
  return all.filter((finding) => chosen.includes(finding) || causes.has(finding.key));
}

/** Worst first; a finding directly before those that it caused. */
function sorted(findings: readonly Finding[]): readonly Finding[] {
  const order = (a: Finding, b: Finding) =>
    RANK[a.severity] - RANK[b.severity] ||
    (a.firstSeen < b.firstSeen ? -1 : a.firstSeen > b.firstSeen ? 1 : a.key < b.key ? -1 : 1);
  const keys = new Set(findings.map((finding) => finding.key));
  const roots = findings.filter((finding) => finding.causedBy === null || !keys.has(finding.causedBy)).sort(order);
  return roots.flatMap((root) => [
    root,
    ...findings.filter((finding) => finding.causedBy === root.key && finding !== root).sort(order),
  ]);
}

function mailOf(folded: Folded, findings: readonly Finding[], window: Window, { keyOf }: Legible): MailState {
  const states = {
    ledger: settled(folded.states.get(ledger)),
    sessions: folded.states.get(sessions),
    figures: folded.states.get(figures),
  };
  const hosts = folded.states.get(host);
  const at = changeInstant(findings);
  const restarts = restartsOf(hosts, window.lines);
  const known = folded.from !== null && folded.to !== null;
  const series = seriesOf(
    states.ledger,
    states.figures,
    window.since === null ? window.from : Math.max(window.from, window.since),
    window.until === null ? window.to : Math.min(window.to, window.until),
  );
  return {
    messages: known ? messagesSeen(states, window) : 0,
    queue: queueAtEnd(states.ledger, known ? window.to : 0),
    stuck: stuckRows(states.ledger, window, keyOf),
    change:
      at === null || !known ? null : { at: iso(at), ...beforeAndAfter(states, window.from, at, window.to + 1000) },
    splits: known ? splitsAt(states, window) : [],
    series,
    delays: delaysOf(states.ledger, window.to),
    downtime: downtimeOf(restarts, states.figures, logEnds(folded)),
    outages: outagesOf(findings, states.figures, window.to, window.stuckAfter),
    signs: signsOf(states, folded.sources, window.to),
    restarts,
    timeline: timelineOf(findings, restarts, flushesOf(hosts), window),
    host: hostOf(
      hosts,
      folded.sources.map((source) => source.name),
    ),
  };
}

/** Where the logs of each program end; of a mixed log both programs'. */
function logEnds({ sources }: Folded): LogEnds {
  const end = (dialect: string) =>
    sources.reduce<Instant | null>(
      (last, { dialects, to }) =>
        to === null || !dialects.includes(dialect) ? last : Math.max(to, last ?? Number.NEGATIVE_INFINITY),
      null,
    );
  return { exim: end("exim"), dovecot: end("dovecot") };
}

/** At each instant that was asked for and lies within the logs. */
function splitsAt(states: Counted, window: Window): MailState["splits"] {
  return [...new Set(window.splitAt)]
    .filter((at) => at > window.from && at <= window.to)
    .sort((a, b) => a - b)
    .map((at) => ({ at: iso(at), ...beforeAndAfter(states, window.from, at, window.to + 1000) }));
}

/** Arrivals, and messages that were there before the logs begin. */
function messagesSeen(states: Counted, window: Window): number {
  const older = livesOf(states.ledger).filter((view) => view.life.arrival === null).length;
  return countsBetween(states.figures, window.from, window.to + 1).arrived + older * messagesEach(states.ledger);
}
