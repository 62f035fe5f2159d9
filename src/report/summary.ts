import type { Analysis, AnalyzerId } from "../analyzers/analysis.ts";
import { count, list, number, utc } from "./format.ts";
import { inputsOf, notChecked } from "./inputs.ts";
import type { Answer, Diagnosis, Issue, LogPlace, Notice, OpenItem, Report, Statement } from "./model.ts";
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
  const open = issues.filter((issue) => issue.cause.verdict.is !== "resolved");
  if (open.length > 0) {
    return { status: "open", statusText: `Not over: ${openText(open, issues.length)}` };
  }
  return openItems.length > 0
    ? { status: "leftovers", statusText: `The faults are over; ${count(openItems.length, "thing")} left to do` }
    : { status: "over", statusText: inputsOf(analysis).exim ? "Over; nothing is left waiting" : "Over" };
}

/** "No fault found" is said only of logs that were understood and hold no trouble that nobody judges. */
function cleanText({ coverage }: Analysis, notices: readonly Notice[]): string {
  if (coverage.recognised === 0) return "Nothing was recognised, so nothing can be said";
  if (notices.some(({ topic }) => topic === "Not judged by any detector"))
    return "No detector found a fault, but the logs show trouble that none of them judges";
  return notices.length > 0 ? "No fault found in the lines that were understood" : "No fault found";
}

/** "issues 1 and 3 of 4 are open"; with many: "12 of 101 issues are open: 1, 3, 14 and 9 more". */
function openText(open: readonly Issue[], all: number): string {
  const is = open.length === 1 ? "is" : "are";
  return open.length > NAMED
    ? `${number(open.length)} of ${count(all, "issue")} ${is} open: ${numbersOf(open)}`
    : `${named(open)} of ${number(all)} ${is} open`;
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
const WAITS: ReadonlySet<AnalyzerId> = new Set(["stuck-queue", "frozen-bounce"]);

function since({ cause }: Issue): Statement {
  return {
    prose: prose(
      `${utc(cause.firstSeen)}; ${WAITS.has(cause.analyzer) ? "last seen" : "last error"} ${utc(cause.lastSeen)}.`,
    ),
    seen: [...firstAndLast(cause)],
    origin: "log",
  };
}

function hurtInAll({ findings, mail }: Analysis): Statement {
  const union = (
    pick: (subjects: (typeof findings)[number]["subjects"]) => readonly string[],
    whole: (affected: (typeof findings)[number]["affected"]) => number,
  ) =>
    // names may be capped; no union is smaller than its largest part
    Math.max(
      new Set(findings.flatMap((finding) => pick(finding.subjects))).size,
      ...findings.map((finding) => whole(finding.affected)),
    );
  const figures = [
    [
      union(
        (s) => s.messages,
        (a) => a.messages,
      ),
      "message",
      "messages",
    ],
    [
      union(
        (s) => s.recipients,
        (a) => a.recipients,
      ),
      "recipient address",
      "recipient addresses",
    ],
  ] as const;
  // taint and queue findings count senders as users; an mmap failure hits the owner of a mailbox
  const owners = new Set(
    findings.flatMap((finding) => (finding.analyzer === "mmap-failure" ? finding.subjects.users : [])),
  );
  const senders = new Set(
    findings.flatMap((finding) => (finding.analyzer === "mmap-failure" ? [] : finding.subjects.users)),
  );
  const all: readonly (readonly [number, string, string])[] = [
    ...figures,
    [senders.size, "sender", "senders"],
    [owners.size, "mailbox user", "mailbox users"],
  ];
  // a frozen bounce is Exim's letter about a message, not somebody's mail
  const bounces = new Set(
    findings.flatMap((finding) => (finding.analyzer === "frozen-bounce" ? finding.subjects.messages : [])),
  );
  const [[messages]] = figures;
  const told = all.map(
    ([value, one, many], at) => [at === 0 ? Math.max(0, value - bounces.size) : value, one, many] as const,
  );
  const parts = [...told, [bounces.size, "frozen bounce", "frozen bounces"] as const]
    .filter(([value]) => value > 0)
    .map(([value, one, many]) => count(value, one, many));
  // the logs may count fewer messages than were hit, when arrivals lie before them: then the share says nothing
  const ofAll =
    messages > 0 && mail.messages >= messages ? ` (the logs tell of ${count(mail.messages, "message")})` : "";
  return {
    prose: prose(
      parts.length === 0 ? "No message and no user, as far as the log shows." : `In all: ${list(parts)}${ofAll}.`,
    ),
    seen: [],
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
  const inQueue = waiting.length === 0 ? "nothing" : list(waiting);
  return [
    ...(inputsOf(analysis).exim
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
  const open = issues.find((issue) => issue.cause.verdict.proofAt === null);
  const steps: Prose[] = [];
  if (open !== undefined)
    steps.push(
      prose(
        `${WAITS.has(open.cause.analyzer) ? "Look at" : "Mend"} issue ${open.number} first; the steps stand in order under "Fix".`,
      ),
    );
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

function named(issues: readonly Issue[]): string {
  return `${issues.length === 1 ? "issue" : "issues"} ${numbersOf(issues)}`;
}

/** "1, 3 and 4"; of many the first few: "1, 3, 14, 22, 23, 30 and 9 more". */
function numbersOf(issues: readonly Issue[]): string {
  const numbers = issues.slice(0, NAMED).map((issue) => number(issue.number));
  const more = issues.length - numbers.length;
  return list(more > 0 ? [...numbers, `${number(more)} more`] : numbers);
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
