import type { AnalyzerId } from "../../../analyzers/analysis.ts";
import { list } from "../../format.ts";
import { hostNames } from "../../host.ts";
import { inputsOf } from "../../inputs.ts";
import { concat, text } from "../../markdown.ts";
import type { Issue } from "../../model.ts";
import { proseMarkdown } from "../../prose.ts";
import { quiet } from "../quiet.ts";
import type { Section } from "../section.ts";
import { troubles } from "./troubles.ts";

/** A card for the next time. What was found here points to its own steps. */
export const troubleshooting: Section = {
  id: "troubleshooting",
  view(report) {
    const given = inputsOf(report.analysis);
    if (quiet(report) || !(given.exim || given.dovecot)) return null;
    const { host } = report.analysis.mail;
    return {
      rows: troubles(hostNames(host), given, host.panel === "hestia").map(({ issue, symptom, solution, analyzer }) => {
        const here = analyzer === null ? [] : numbersWith(report.issues, analyzer);
        return {
          issue,
          symptom: proseMarkdown(symptom),
          solution: concat([proseMarkdown(solution), ...(here.length === 0 ? [] : [" ", text(pointer(here))])]),
        };
      }),
    };
  },
};

function numbersWith(issues: readonly Issue[], analyzer: AnalyzerId): readonly number[] {
  return issues
    .filter(({ cause, effects }) => [cause, ...effects].some((one) => one.analyzer === analyzer))
    .map(({ number }) => number);
}

/** Few enough to name, else the first of them. */
const NAMED = 6;

function pointer(numbers: readonly number[]): string {
  const named = numbers.slice(0, NAMED).map(String);
  const more = numbers.length - named.length;
  return `Here: ${numbers.length === 1 ? "issue" : "issues"} ${more === 0 ? list(named) : `${named.join(", ")} and ${more} more`}.`;
}
