/** What is left to do when messages still wait, or went out of sight. */
import type { Analysis } from "../../analyzers/analysis.ts";
import type { StuckFacts } from "../../analyzers/facts.ts";
import { count } from "../format.ts";
import { messagesEach, othersToo } from "../kept.ts";
import { prose, type Span } from "../prose.ts";
import { shellWord } from "../shell.ts";
import { type Leftover, named, type Wording } from "./wording.ts";

/** Forcing what waits, by id; looking for what was lost from sight. */
export const stuckLeftovers: Wording<"stuck-queue">["leftovers"] = (finding, analysis, host) => {
  const ids = finding.facts.messages
    .filter((one) => one.outcome === "queued" || one.outcome === "frozen")
    .map((one) => one.id);
  const queued = ids.length * messagesEach(analysis);
  const force = queued === 1 ? "force it and watch it" : "force one and watch it, then the others";
  const check = lostFromSight(finding.facts, analysis, host.exim);
  if (ids.length === 0) return check;
  const commands = [`${host.exim} -v -M ${shellWord(ids[0])}`];
  if (ids.length > 1) commands.push(`${host.exim} -M ${ids.slice(1).map(shellWord).join(" ")}`);
  return [
    {
      prose: prose(
        `${count(queued, "message")} still in the queue. `,
        ...(finding.facts.frozenBy.length === 0
          ? [`When the cause is mended, ${force};`]
          : ["Frozen by hand by ", ...listed(finding.facts.frozenBy), `: ask them before thawing. Then ${force};`]),
        " a plain queue run skips whatever has not reached its retry time.",
        ...othersToo(analysis),
      ),
      commands,
      risk: "disruptive",
    },
    ...check,
  ];
};

function lostFromSight(facts: StuckFacts, analysis: Analysis, exim: string): readonly Leftover[] {
  if (facts.outcomes.lost === 0) return [];
  const [id] = facts.messages.filter((one) => one.outcome === "lost").map((one) => one.id);
  return [
    {
      prose: prose(
        `${count(facts.outcomes.lost, "message")} lost from sight, for the logs have a gap. Look whether the queue still holds ${facts.outcomes.lost === 1 ? "it" : "them"}.`,
        ...othersToo(analysis),
      ),
      commands: [`${exim} -bp`, ...(id === undefined ? [] : [`${exim} -Mvl ${shellWord(id)}`])],
      risk: "safe",
    },
  ];
}

/** Names as code, with commas and "and". */
export function listed(names: readonly string[]): readonly (string | Span)[] {
  return named(names).flatMap(({ before, name }) => (before === "" ? [{ code: name }] : [before, { code: name }]));
}
