/** What is not over when the logs end, and how issues are named in a sentence. */
import type { Severity } from "../analyzers/analysis.ts";
import { count, list, number } from "./format.ts";
import type { Diagnosis, Issue } from "./model.ts";

/** Issues named one by one; the rest is "and N more". */
const NAMED = 6;

/** Whether the fault itself is not over, or came back. */
export const isCauseOpen = ({ cause }: Issue): boolean => cause.verdict.is !== "resolved";

/** Its cause, or something that it caused: a bounce that lies frozen is not over when the fault is. */
export const isOpen = (issue: Issue): boolean =>
  isCauseOpen(issue) || issue.effects.some(({ verdict }) => verdict.is !== "resolved");

/** The open ones; `text`: "issue 5 is open", "issues 3 (a consequence) and 5 are open", "12 issues are open: 1, 3 and 10 more". */
export function openIssues(issues: readonly Issue[]): {
  readonly causes: readonly Issue[];
  readonly consequences: readonly Issue[];
  readonly text: string;
} {
  const open = issues.filter(isOpen);
  const is = open.length === 1 ? "is" : "are";
  const text =
    open.length > NAMED
      ? `${count(open.length, "issue")} ${is} open: ${numbersOf(open, marked)}`
      : `${open.length === 1 ? "issue" : "issues"} ${numbersOf(open, marked)} ${is} open`;
  return { causes: open.filter(isCauseOpen), consequences: open.filter((issue) => !isCauseOpen(issue)), text };
}

const marked = (issue: Issue): string => `${number(issue.number)}${isCauseOpen(issue) ? "" : " (a consequence)"}`;

const RANK: Readonly<Record<Severity, number>> = { critical: 0, warning: 1, notice: 2 };

/** What to begin with: the gravest of what is open, cause or consequence; of equals the first. */
export function worstOpen(
  issues: readonly Issue[],
): { readonly issue: Issue; readonly diagnosis: Diagnosis } | undefined {
  return issues
    .flatMap((issue) => [
      ...(issue.cause.verdict.proofAt === null ? [{ issue, diagnosis: issue.cause }] : []),
      ...issue.effects.filter(({ verdict }) => verdict.is !== "resolved").map((diagnosis) => ({ issue, diagnosis })),
    ])
    .sort((a, b) => RANK[a.diagnosis.severity] - RANK[b.diagnosis.severity])[0];
}

/** "issue 3", "issues 1 and 3". */
export function named(issues: readonly Issue[]): string {
  return `${issues.length === 1 ? "issue" : "issues"} ${numbersOf(issues)}`;
}

/** "1, 3 and 4"; of many the first few: "1, 3, 14, 22, 23, 30 and 9 more". */
function numbersOf(issues: readonly Issue[], worded = (issue: Issue) => number(issue.number)): string {
  const numbers = issues.slice(0, NAMED).map(worded);
  const more = issues.length - numbers.length;
  return list(more > 0 ? [...numbers, `${number(more)} more`] : numbers);
}
