import { list as listed, utc } from "../../format.ts";
import { cell, concat, fence, link, type Markdown, text } from "../../markdown.ts";
import type { Diagnosis, Issue, Reference, Report } from "../../model.ts";
import { type Prose, proseMarkdown } from "../../prose.ts";
import { firstAndLast } from "../../verdict.ts";
import { type Section, seenAt, stated, stepViews } from "../section.ts";
import { resolutionsOf, rowsOf } from "./rows.ts";

/** One chapter a cause: what is seen, what is known, what to do, with the consequences of that cause inside it. */
export const issues: Section = {
  id: "issues",
  view(report) {
    return report.issues.length === 0 ? null : { issues: report.issues.map((issue) => issueView(issue, report)) };
  },
};

function issueView(issue: Issue, report: Report): object {
  const { cause, effects } = issue;
  const all = [cause, ...effects];
  return {
    number: issue.number,
    title: proseMarkdown(cause.title),
    severity: issue.severity,
    verdict: withPlace(cause.verdict.prose, cause),
    rows: rowsOf(issue, report),
    resolution: cause.verdict.is === "resolved" && { actions: resolutionsOf(issue, report) },
    folded: cause.verdict.is === "resolved" && effects.every(({ verdict }) => verdict.is === "resolved"),
    span: concat([text(`${utc(cause.firstSeen)} to ${utc(cause.lastSeen)}`), seenAt(firstAndLast(cause))]),
    measured: measuredView(cause),
    consequences: effects.length > 0 && {
      effects: effects.map((effect) => ({
        title: proseMarkdown(effect.title),
        severity: effect.severity,
        verdict: withPlace(effect.verdict.prose, effect),
        impact: proseMarkdown(effect.impact),
        cause: proseMarkdown(effect.rootCause),
        measured: measuredView(effect),
      })),
    },
    notShown: list(
      issue,
      report,
      (one) => one.notShown,
      (statements) => statements.map((prose) => ({ prose: proseMarkdown(prose) })),
    ),
    fixes: all.map((one, at) => ({ heading: heading(one, at, endedBy(issue, report)), steps: stepViews(one.fix) })),
    verify: list(
      issue,
      report,
      (one) => one.verify,
      (steps) => stepViews(steps),
    ),
    prevention: list(
      issue,
      report,
      (one) => one.prevention,
      (steps) => stepViews(steps),
    ),
    dangerous: list(
      issue,
      report,
      (one) => one.dangerous,
      (dangers) => dangers.map(({ folk, why }) => ({ folk: proseMarkdown(folk), why: proseMarkdown(why) })),
    ),
    references: list(
      issue,
      report,
      (one) => one.references,
      (references) => references.map(({ about, url }: Reference) => ({ link: link(about, url) })),
    ),
    quoted: all.some((one) => one.evidence.length > 0),
    evidence: all
      .filter((one) => one.evidence.length > 0)
      .map((one) => ({ of: proseMarkdown(one.title), lines: evidenceFence(one), only: all.length === 1 })),
  };
}

/**
 * What an issue's diagnoses say under one heading, each thing once. What an earlier issue already said in the same words
 * is not said again: two refused file names share most of their warnings.
 */
function list<T>(
  issue: Issue,
  report: Report,
  pick: (one: Diagnosis) => readonly T[],
  view: (items: readonly T[]) => readonly object[],
): object {
  const gather = (one: Issue) => unique([one.cause, ...one.effects].flatMap(pick), (item) => JSON.stringify(item));
  const told = new Map<string, number>();
  const partly = new Set<number>();
  for (const earlier of report.issues.slice(0, issue.number - 1)) {
    for (const item of gather(earlier)) {
      if (told.has(JSON.stringify(item))) partly.add(earlier.number);
      else told.set(JSON.stringify(item), earlier.number);
    }
  }
  const items = gather(issue);
  const fresh = items.filter((item) => !told.has(JSON.stringify(item)));
  const from = [...new Set(items.flatMap((item) => told.get(JSON.stringify(item)) ?? []))].sort((a, b) => a - b);
  return {
    same: from.length > 0 && {
      // an issue that itself points to others prints the rest behind "besides"
      issues: `${from.length === 1 ? "issue" : "issues"} ${listed(from.map((one) => `${one}${partly.has(one) ? ' (what it prints behind "besides")' : ""}`))}`,
      also: fresh.length > 0,
    },
    items: fresh.length > 0 && { all: view(fresh) },
  };
}

function heading(one: Diagnosis, at: number, by: string | null): string {
  if (at === 0) {
    if (one.verdict.proofAt === null) return "The cause";
    return `The cause (over${by === null ? ", but the log does not show how: check it" : `; ${by} said to have ended it`})`;
  }
  if (one.analyzer === "stuck-queue") return "Then the stuck messages";
  return one.analyzer === "frozen-bounce" ? "Then the frozen bounces" : "Then its consequence";
}

/** "action 2 is", "actions 1 and 2 are": those whose claim to have ended it the log bears out; null without one. */
function endedBy({ number, cause }: Issue, { checks }: Report): string | null {
  const borneOut = checks.filter(
    (check) => check.issue === number && check.action !== null && check.result === "confirmed",
  );
  const actions = [...new Set(borneOut.flatMap(({ action }) => action ?? []))].sort((a, b) => a - b);
  if (actions.length === 0 || cause.verdict.proofAt === null) return null;
  return `${actions.length === 1 ? "action" : "actions"} ${listed(actions.map(String))} ${actions.length === 1 ? "is" : "are"}`;
}

function withPlace(prose: Prose, one: Diagnosis): Markdown {
  return stated(prose, one.verdict.seen === null ? [] : [one.verdict.seen]);
}

function measuredView(one: Diagnosis): object {
  return {
    rows: one.measured.map(({ label, value, seen }) => ({
      label,
      value: concat([cell(proseMarkdown(value)), seenAt(seen === null ? [] : [seen])]),
    })),
  };
}

function evidenceFence(one: Diagnosis): Markdown {
  return fence(
    one.evidence.flatMap((line, at) => [
      ...(at === 0 ? [] : [""]),
      `${line.source}:${line.line}  (${line.role})`,
      line.text,
    ]),
  );
}

function unique<T>(items: readonly T[], key: (item: T) => string): readonly T[] {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}
