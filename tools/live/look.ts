/** One look at the host: everything that the program says at this moment, held against what the daemons say. */
import type { Analysis, AnalyzerId, Finding, FindingOf } from "../../src/analyzers/analysis.ts";
import type { Diagnosis, Report } from "../../src/report/model.ts";
import { type Host, settle } from "./host.ts";
import { queueOf } from "./queue.ts";
import type { Score } from "./score.ts";
import { analysisOf, changesOf, continuedAnalysisOf, reportOf, type WatchLine } from "./tool.ts";

export interface Look {
  readonly analysis: Analysis;
  readonly report: Report;
  readonly changes: readonly WatchLine[];
  /** The host's time of it, ISO. */
  readonly at: string;
}

/** Looks, and checks what has to hold at every moment. */
export async function look(host: Host, score: Score, when: string): Promise<Look> {
  await settle(host);
  const at = new Date(host.clock.now()).toISOString();
  const [analysis, continued, report, changes] = await Promise.all([
    analysisOf(host),
    continuedAnalysisOf(host),
    reportOf(host),
    changesOf(host),
  ]);
  score.equal(
    `${when}: with --state, reading only what is new, the same findings and queue`,
    { findings: continued.findings, queue: continued.mail.queue },
    { findings: analysis.findings, queue: analysis.mail.queue },
  );
  const { active, frozen, frozenBounces } = analysis.mail.queue;
  const daemon = await queueOf(host);
  score.equal(
    `${when}: queue as exim -bp and exiqgrep have it (${daemon.active} active, ${daemon.frozen} frozen)`,
    { active, frozen, frozenBounces },
    daemon,
  );
  const { lines, recognised, continuation, other, unrecognised } = analysis.coverage;
  score.equal(
    `${when}: every one of ${lines} lines is accounted for, none is unrecognised`,
    [recognised + continuation + other, unrecognised],
    [lines, 0],
  );
  return { analysis, report, changes, at };
}

/** Findings of one detector. */
export function findingsBy<A extends AnalyzerId>({ analysis }: Look, analyzer: A): readonly FindingOf<A>[] {
  return analysis.findings.filter((one): one is Finding & FindingOf<A> => one.analyzer === analyzer);
}

/** What the report says of a finding. @throws Error when it says nothing. */
export function diagnosisOf({ report }: Look, key: string): Diagnosis {
  const all = report.issues.flatMap((issue) => [issue.cause, ...issue.effects]);
  const found = all.find((one) => one.key === key);
  if (found === undefined)
    throw new Error(`the report has no issue for ${key}: ${all.map((one) => one.key).join(", ")}`);
  return found;
}

/** What `watch --once` said of a finding. */
export const turned = ({ changes }: Look, key: string): readonly (string | undefined)[] =>
  changes.filter((one) => one.key === key).map(({ change }) => change);

/** What it said of an alert. */
export const alerted = ({ changes }: Look, alert: string): readonly (string | undefined)[] =>
  changes.filter((one) => one.alert === alert).map(({ change }) => change);

/** Is the instant in [from, to]? Bounds as ISO texts, to the second. */
export function between(instant: string | null, from: string, to: string): boolean {
  if (instant === null) return false;
  const second = (iso: string) => Math.floor(Date.parse(iso) / 1000);
  return second(instant) >= second(from) && second(instant) <= second(to);
}
