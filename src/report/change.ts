/** Where the figures of before and after are split. */
import type { Analysis } from "../analyzers/analysis.ts";
import type { Intervention } from "../knowledge/intervention.ts";
import type { Change, Check } from "./model.ts";

/**
 * At the operator's actions that are said to have ended a finding and that the log does not contradict, where the analysis
 * was asked for figures at those instants (`AnalyzeOptions.splitAt`); else where the log shows that the last fault was over.
 */
export function changeOf(
  analysis: Analysis,
  intervention: Intervention | null,
  checks: readonly Check[],
): Change | null {
  const { splits, change } = analysis.mail;
  const split = (intervention?.actions ?? []).flatMap((action, at) => {
    // a proposal that nobody has filled in yet is no action
    const isRefuted = checks.some((check) => check.action === at + 1 && check.result === "contradicted");
    const ends = action.resolves.length > 0 && action.does !== "" && !isRefuted;
    const found = ends ? splits.find((one) => Date.parse(one.at) === Date.parse(action.at)) : undefined;
    return found === undefined ? [] : [{ number: at + 1, found }];
  });
  const sorted = [...split].sort((a, b) => (a.found.at < b.found.at ? -1 : 1));
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first !== undefined && last !== undefined) {
    const actions = sorted.map(({ number }) => number);
    return { basis: "actions", actions, before: first.found.before, after: last.found.after };
  }
  return change === null ? null : { basis: "log", actions: [], before: change.before, after: change.after };
}

/** The instants (ms) at which an analysis has to split figures for this intervention. */
export function splitInstants(intervention: Pick<Intervention, "actions" | "queue">): readonly number[] {
  const queue = intervention.queue?.at ?? null;
  return [...intervention.actions.map(({ at }) => at), ...(queue === null ? [] : [queue])].map((at) => Date.parse(at));
}
