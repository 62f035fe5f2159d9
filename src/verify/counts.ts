/** What a number of messages may mean, and what the logs say to each meaning. */
import type { Analysis, Finding, StuckRow } from "../analyzers/analysis.ts";
import { kept } from "./answers.ts";
import { rowsAbout } from "./check-delivery.ts";
import type { About, Ask } from "./claims.ts";
import { type Facts, moment, seenAt, type Verdict } from "./facts.ts";
import { findingsAbout, withEffects } from "./scope.ts";

/** One meaning of a number. */
export interface CountReading {
  readonly value: number;
  readonly what: string;
}

/** The meanings of a number as a whole, and those of a part of what it may be about. */
export interface CountReadings {
  readonly whole: readonly CountReading[];
  readonly parts: readonly CountReading[];
  readonly seen: Verdict["seen"];
}

/** Counts of messages, or of recipients where a report speaks of "emails". */
export function readingsOf({ of, emails, about }: Ask & { is: "count" }, facts: Facts): CountReadings {
  const { analysis, answers } = facts;
  const { queue } = analysis.mail;
  const end = `at ${moment(Date.parse(queue.at))}, the end of the logs`;
  const scope = withEffects(findingsAbout(about, analysis), analysis);
  const one = (value: number, what: string): CountReadings => ({ whole: [{ value, what }], parts: [], seen: [] });
  switch (of) {
    case "waiting":
      return {
        whole: [
          { value: queue.active, what: `waiting ${end}` },
          // a frozen message is in the queue, though it does not wait
          ...(/\bin the queue\b|\bstill\b/.test(about[0] ?? "")
            ? [{ value: queue.active + queue.frozen, what: `in the queue, frozen ones included, ${end}` }]
            : []),
        ],
        parts: [],
        seen: [],
      };
    case "frozen bounces":
      return one(queue.frozenBounces, `frozen bounces ${end}`);
    case "other frozen":
      return one(queue.frozen - queue.frozenBounces, `other frozen messages ${end}`);
    case "frozen":
      return frozenReadings(about, scope, queue.frozen, end);
    case "held": {
      const base = rowReadings(rowsOf(about, analysis), analysis.mail.stuck, scope, emails, "that waited for long");
      // none is said of the end: what was held has left
      return { ...base, whole: [...base.whole, { value: queue.active, what: `waiting ${end}` }] };
    }
    case "delivered": {
      const rows = rowsOf(about, analysis).filter(isDelivered);
      const base = rowReadings(rows, analysis.mail.stuck.filter(isDelivered), scope, emails, "delivered late");
      const all = analysis.mail.series.buckets.reduce((sum, bucket) => sum + bucket.delivered, 0);
      return { ...base, whole: [...base.whole, { value: all, what: "deliveries in all" }] };
    }
    case "bounced": {
      const failed = answers.failedMessages.size;
      const parts = scope.flatMap(bouncedOf);
      const whole = [
        { value: failed, what: "messages that failed for good" },
        ...(about.length > 0 && parts.length > 0
          ? [{ value: parts.reduce((sum, { value }) => sum + value, 0), what: "of them by these faults" }]
          : []),
      ];
      return failed >= kept.messages || isOfMailboxes(scope)
        ? { whole: [], parts: [], seen: [] }
        : { whole, parts, seen: seenAt(facts, answers.firstFailures.slice(0, 1)) };
    }
  }
}

function isDelivered({ outcome }: StuckRow): boolean {
  return outcome === "delivered";
}

/** A claim about a fault that held nothing is not about the mail that others held. */
function rowsOf(about: About, analysis: Analysis): readonly StuckRow[] {
  const scope = findingsAbout(about, analysis);
  return isOfMailboxes(scope) ? [] : rowsAbout(about, analysis);
}

function isOfMailboxes(scope: readonly Finding[]): boolean {
  return scope.length > 0 && scope.every(({ analyzer }) => analyzer === "mmap-failure");
}

/** @param emails counts of recipients fit, too. */
function rowReadings(
  rows: readonly StuckRow[],
  all: readonly StuckRow[],
  scope: readonly Finding[],
  emails: boolean,
  what: string,
): CountReadings {
  const messages = (some: readonly StuckRow[]) => new Set(some.map(({ messageId }) => messageId)).size;
  const whole = [
    { value: messages(rows), what: `messages ${what}` },
    ...(emails ? [{ value: rows.length, what: "recipients of them" }] : []),
  ];
  const parts = [
    ...scope.map(({ key, subjects }) => {
      // mail that waited for another host's fault is its finding's own
      const own = new Set(subjects.messages);
      return messages(rows.filter(({ causedBy, messageId }) => causedBy === key || own.has(messageId)));
    }),
    messages(all),
    ...(emails ? [all.length] : []),
  ].map((value) => ({ value, what: `messages or recipients ${what}, by one of the faults or all of them` }));
  const [first] = rows;
  const seen =
    first === undefined || first.source === null || first.line === null
      ? []
      : [{ source: first.source, line: first.line }];
  return { whole, parts, seen };
}

function frozenReadings(about: About, scope: readonly Finding[], atEnd: number, end: string): CountReadings {
  const findings = scope.flatMap((finding) => (finding.analyzer === "frozen-bounce" ? [finding] : []));
  const still = findings.reduce((sum, { facts }) => sum + facts.stillFrozen, 0);
  const letters = findings.flatMap(({ facts }) => facts.bounces);
  const bounces = letters.filter((one) => one.is === "bounce").length;
  const last = findings[0]?.evidence.at(-1);
  const seen = last === undefined ? [] : [{ source: last.source, line: last.line }];
  const scoped =
    about.length === 0 || findings.length === 0
      ? []
      : [
          { value: still, what: `bounces still frozen ${end}` },
          { value: bounces, what: "bounces that froze" },
          ...(bounces === letters.length
            ? []
            : [{ value: letters.length, what: "bounces, delay warnings and notices that froze" }]),
        ];
  return { whole: [{ value: atEnd, what: `frozen ${end}` }, ...scoped], parts: [], seen };
}

function bouncedOf(finding: Finding): readonly CountReading[] {
  if (finding.analyzer === "tainted-filename")
    return [{ value: finding.facts.outcomes.bounced, what: "messages bounced by a tainted name" }];
  if (finding.analyzer === "frozen-bounce")
    return finding.causedBy === null
      ? [
          {
            value: finding.facts.bounces.filter((one) => one.is === "bounce").length,
            what: "messages whose bounce froze",
          },
        ]
      : [];
  return finding.analyzer === "stuck-queue"
    ? [{ value: finding.facts.outcomes.failed, what: "messages that failed" }]
    : [];
}
