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
    notShown: list(issue, report, "notShown", (statements) =>
      statements.map((prose) => ({ prose: proseMarkdown(prose) })),
    ),
    fixes: all.map((one, at) => ({ heading: heading(one, at, endedBy(issue, report)), steps: stepViews(one.fix) })),
    verify: list(issue, report, "verify", (steps) => stepViews(steps)),
    prevention: list(issue, report, "prevention", (steps) => stepViews(steps)),
    dangerous: list(issue, report, "dangerous", (dangers) =>
      dangers.map(({ folk, why }) => ({ folk: proseMarkdown(folk), why: proseMarkdown(why) })),
    ),
    references: list(issue, report, "references", (references) =>
      references.map(({ about, url }: Reference) => ({ link: link(about, url) })),
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
function list<W extends What>(
  issue: Issue,
  report: Report,
  what: W,
  view: (items: Diagnosis[W]) => readonly object[],
): object {
  const { first, partly } = toldIn(report, what);
  const before = (item: object) => {
    const told = first.get(JSON.stringify(item)) ?? issue.number;
    return told < issue.number ? told : null;
  };
  const items = saidBy(issue, what);
  const fresh = items.filter((item) => before(item) === null);
  const from = [...new Set(items.flatMap((item) => before(item) ?? []))].sort((a, b) => a - b);
  return {
    same: from.length > 0 && {
      // an issue that itself points to others prints the rest behind "besides"
      issues: `${from.length === 1 ? "issue" : "issues"} ${listed(from.map((one) => `${one}${partly.has(one) ? ' (what it prints behind "besides")' : ""}`))}`,
      also: fresh.length > 0,
    },
    items: fresh.length > 0 && { all: view(fresh as unknown as Diagnosis[W]) },
  };
}

/** Headings of which several issues may say the same. */
type What = "notShown" | "verify" | "prevention" | "dangerous" | "references";

function saidBy(issue: Issue, what: What): readonly object[] {
  const all = [issue.cause, ...issue.effects].flatMap((one): readonly object[] => one[what]);
  return unique(all, (item) => JSON.stringify(item));
}

/** By what is said: the first issue that says it; and the issues that say something that one before them said. */
interface Told {
  readonly first: ReadonlyMap<string, number>;
  readonly partly: ReadonlySet<number>;
}

const toldOf = new WeakMap<Report, Map<What, Told>>();

/** Worked out once for a report: it may have hundreds of issues. */
function toldIn(report: Report, what: What): Told {
  const known = toldOf.get(report) ?? new Map<What, Told>();
  toldOf.set(report, known);
  const found = known.get(what) ?? tellAll(report.issues, what);
  known.set(what, found);
  return found;
}

function tellAll(issues: readonly Issue[], what: What): Told {
  const first = new Map<string, number>();
  const partly = new Set<number>();
  for (const issue of issues) {
    for (const item of saidBy(issue, what)) {
      const said = JSON.stringify(item);
      if (first.has(said)) partly.add(issue.number);
      else first.set(said, issue.number);
    }
  }
  return { first, partly };
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
