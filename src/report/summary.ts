import type { Analysis } from "../analyzers/analysis.ts";
import { count, list, utc } from "./format.ts";
import { hurtInAll } from "./hurt.ts";
import { inputsOf, notChecked } from "./inputs.ts";
import { atLeast, isSampled, whenSampled } from "./kept.ts";
import type { Answer, Diagnosis, Issue, LogPlace, Notice, OpenItem, Report, Statement } from "./model.ts";
import { isCauseOpen, isOpen, named, openIssues, worstOpen } from "./open.ts";
import { type Prose, prose } from "./prose.ts";
import { firstAndLast } from "./verdict.ts";

/** Answers named one by one; the rest is "and N more". */
const NAMED = 6;

/** Is it over? In a word, and in a sentence. */
export function statusOf(
  analysis: Analysis,
  issues: readonly Issue[],
  openItems: readonly OpenItem[],
  notices: readonly Notice[],
): Pick<Report, "status" | "statusText"> {
  if (issues.length === 0) return { status: "clean", statusText: cleanText(analysis, notices) };
  const open = issues.filter(isOpen);
  if (issues.some(isCauseOpen))
    return { status: "open", statusText: `Not over: ${openText(open, issues.length, analysis)}` };
  if (open.length + openItems.length === 0) return { status: "over", statusText: overText(analysis) };
  const still = open.length === 0 ? "" : `; a consequence of ${named(open)} is still open`;
  const todo = openItems.length === 0 ? "" : `; ${count(openItems.length, "thing")} left to do`;
  return {
    status: "leftovers",
    statusText: `The faults${whenSampled(analysis, " that were found", "")} are over${still}${todo}`,
  };
}

function overText(analysis: Analysis): string {
  if (isSampled(analysis)) return "Over, as far as those messages show that were kept";
  return inputsOf(analysis).mainlog ? "Over; nothing is left waiting" : "Over";
}

/** "No fault found" is said only of logs that were understood and hold no trouble that nobody judges. */
function cleanText(analysis: Analysis, notices: readonly Notice[]): string {
  if (analysis.coverage.recognised === 0) return "Nothing was recognised, so nothing can be said";
  if (notices.some(({ topic }) => topic === "Not judged by any detector"))
    return "No detector found a fault, but the logs show trouble that none of them judges";
  const found = notices.some(({ topic }) => topic === "Not understood")
    ? "No fault found in the lines that were understood"
    : "No fault found";
  return `${found}${whenSampled(analysis, ", as far as those messages show that were kept", "")}`;
}

/** "issue 5 is open (of 5 issues)"; a single issue needs no count, unless there may be others. */
function openText(open: readonly Issue[], all: number, analysis: Analysis): string {
  const isAll = all === 1 && !isSampled(analysis);
  return `${openIssues(open).text}${isAll ? "" : ` (of ${atLeast(analysis)}${count(all, "issue")})`}`;
}

/** The executive summary: what a person asks first, in that order. Empty for a clean log. */
export function summaryOf(
  analysis: Analysis,
  issues: readonly Issue[],
  openItems: readonly OpenItem[],
  statusText: string,
): readonly Answer[] {
  if (issues.length === 0) return [];
  const each = (answer: (issue: Issue) => Statement): readonly Statement[] => perIssue(issues, answer);
  return [
    { question: "What broke", answers: each(({ cause }) => ({ prose: cause.title, seen: [], origin: "log" })) },
    { question: "Since when", answers: each(since) },
    { question: "Who was hurt, and how much", answers: [hurtInAll(analysis), ...each(hurt)] },
    {
      question: "When it ended, and which line shows it",
      answers: each(({ cause }) => ({ prose: cause.verdict.prose, seen: places(cause.verdict.seen), origin: "log" })),
    },
    { question: "Is it over", answers: [{ prose: prose(`${statusText}.`), seen: [], origin: "log" }] },
    { question: "What is left", answers: left(analysis, openItems) },
    { question: "What to do next", answers: next(issues, openItems) },
  ];
}

function perIssue(issues: readonly Issue[], answer: (issue: Issue) => Statement): readonly Statement[] {
  const named = issues.slice(0, NAMED).map((issue) => {
    const statement = answer(issue);
    return issues.length === 1
      ? statement
      : { ...statement, prose: prose(`Issue ${issue.number}: `, ...statement.prose) };
  });
  const more = issues.length - named.length;
  return more > 0
    ? [...named, { prose: prose(`And ${count(more, "more issue")}, below.`), seen: [], origin: "log" }]
    : named;
}

/** Findings about waiting, not about an error. */
const WAITS: ReadonlySet<string> = new Set(["stuck-queue", "frozen-bounce"]);

function since({ cause }: Issue): Statement {
  return {
    prose: prose(
      `${utc(cause.firstSeen)}; ${WAITS.has(cause.analyzer) ? "last seen" : "last error"} ${utc(cause.lastSeen)}.`,
    ),
    seen: [...firstAndLast(cause)],
    origin: "log",
  };
}

/** A taint error's own figures already count its stuck messages. */
function hurt(issue: Issue): Statement {
  const effects = issue.effects.filter(
    (effect) => !(issue.cause.analyzer === "tainted-filename" && effect.analyzer === "stuck-queue"),
  );
  return {
    prose: prose(...issue.cause.impact, ...effects.flatMap((effect) => [" ", ...effect.impact])),
    seen: [],
    origin: "log",
  };
}

function left(analysis: Analysis, openItems: readonly OpenItem[]): readonly Statement[] {
  const { queue } = analysis.mail;
  const others = queue.frozen - queue.frozenBounces;
  const waiting = [
    queue.active > 0 ? `${count(queue.active, "message")} waiting` : "",
    queue.frozenBounces > 0 ? `${count(queue.frozenBounces, "bounce")} frozen` : "",
    others > 0 ? `${count(others, "other message")} frozen` : "",
    queue.lostSight > 0 ? `${count(queue.lostSight, "message")} out of sight (a gap in the logs)` : "",
  ].filter((part) => part !== "");
  const inQueue =
    waiting.length === 0 ? whenSampled(analysis, "none of those messages that were kept", "nothing") : list(waiting);
  return [
    ...(inputsOf(analysis).mainlog
      ? [{ prose: prose(`In the queue at ${utc(queue.at)}: ${inQueue}.`), seen: [], origin: "log" as const }]
      : []),
    ...notChecked(analysis).map((sentence) => ({ prose: prose(sentence), seen: [], origin: "log" as const })),
    ...openItems.slice(0, NAMED).map((item) => ({ prose: issueText(item), seen: [], origin: "log" as const })),
    ...(openItems.length > NAMED
      ? [{ prose: prose(`And ${openItems.length - NAMED} more, below.`), seen: [], origin: "log" as const }]
      : []),
  ];
}

function issueText(item: OpenItem): Prose {
  return prose(`Issue ${item.issue}: `, ...item.prose);
}

function next(issues: readonly Issue[], openItems: readonly OpenItem[]): readonly Statement[] {
  const worst = worstOpen(issues);
  const steps: Prose[] = [];
  if (worst !== undefined) {
    const { issue, diagnosis } = worst;
    const what = `${diagnosis === issue.cause ? "" : "the consequence of "}issue ${issue.number}`;
    steps.push(
      prose(
        `${WAITS.has(diagnosis.analyzer) ? "Look at" : "Mend"} ${what} first; its steps stand in order under "Fix".`,
      ),
    );
  }
  const ended = issues.filter(
    ({ cause, stated }) =>
      cause.verdict.proofAt !== null && cause.analyzer === "tainted-filename" && stated.actions.length === 0,
  );
  if (ended.length > 0)
    steps.push(
      prose(
        `Find out what ended ${named(ended)} (the logs do not say) and check that it was none of the harmful mends listed under "Do not".`,
      ),
    );
  if (openItems.length > 0) steps.push(prose('Work through "What is left to do"; the commands stand there.'));
  steps.push(prose('Set the alarms listed under "Prevent": these faults can be seen long before somebody calls.'));
  return steps.map((step) => ({ prose: step, seen: [], origin: "known" }));
}

function places(place: LogPlace | null): readonly LogPlace[] {
  return place === null ? [] : [place];
}

/** All findings of a report, causes and effects. */
export function diagnosesOf(
  issues: readonly Issue[],
): readonly { readonly issue: number; readonly diagnosis: Diagnosis; readonly causedBy: boolean }[] {
  return issues.flatMap((issue) => [
    { issue: issue.number, diagnosis: issue.cause, causedBy: false },
    ...issue.effects.map((diagnosis) => ({ issue: issue.number, diagnosis, causedBy: true })),
  ]);
}
