import { AssertionError } from "node:assert";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { ExternalFinding } from "../../src/analyzers/analysis.ts";
import type { Analyzer } from "../../src/analyzers/analyzer.ts";
import {
  type Evidence,
  fromPlain,
  iso,
  mergeEvidence,
  newEvidence,
  quoteAll,
  toPlain,
  witness,
} from "../../src/analyzers/index.ts";
import type { Fold } from "../../src/engine/fold.ts";
import type { EventOf } from "../../src/parsers/events.ts";
import { expectAnalyzerLaws, expectFoldLaws, expectGolden, placedEvents } from "../../src/testing/index.ts";

type Completed = EventOf<"exim.completed">;
interface Seen {
  count: number;
  last: string | null;
  readonly evidence: Evidence;
}

const log = Array.from(
  { length: 12 },
  (_, at) => `2026-01-08 14:18:${10 + at} 1vdqk6-0003Yx-${String.fromCharCode(65 + (at >> 1))}R Completed`,
).join("\n");

/** A fold that is right, to be broken one part at a time. */
const right: Fold<Seen, Completed> = {
  id: "test/completed",
  kinds: ["exim.completed"],
  create: () => ({ count: 0, last: null, evidence: newEvidence() }),
  observe(state, event, line) {
    state.count++;
    if (state.last === null || String(event.messageId) > state.last) state.last = event.messageId;
    witness(state.evidence, line, event.at);
  },
  merge(into, other) {
    into.count += other.count;
    if (into.last === null || (other.last !== null && other.last > into.last)) into.last = other.last;
    mergeEvidence(into.evidence, other.evidence);
  },
  toJSON: toPlain,
  revive: (json) => fromPlain(json) as Seen,
};
/** Counts what differs from the event before it: never right. */
function countChanges(state: Seen, { messageId }: Completed): void {
  if (state.last !== messageId) state.count++;
  state.last = messageId;
}
const one: Seen = { count: 0, last: null, evidence: newEvidence() };
const view = ({ count, last }: Seen) => ({ count, last });

const analyzer = (
  fold: Fold<Seen, Completed>,
  change: Partial<ExternalFinding> = {},
): Analyzer<`${string}/${string}`> => ({
  id: "test/completed",
  title: "Mail was completed",
  sample: log.split("\n")[0] ?? "",
  folds: [fold],
  finish(states, window) {
    const { count, evidence } = states.get(fold);
    const { first, last } = evidence;
    if (first === null || last === null) return [];
    return [
      {
        analyzer: "test/completed",
        key: "test/completed:all",
        severity: "notice",
        subject: "mail was completed",
        status: "open",
        basis: null,
        firstSeen: iso(first.at),
        lastSeen: iso(last.at),
        resolvedAt: null,
        occurrences: count,
        affected: { messages: count, recipients: 0, users: 0, sessions: 0 },
        subjects: { messages: [], recipients: [], users: [] },
        facts: { count },
        causedBy: null,
        evidence: quoteAll(evidence, window.lines),
        ...change,
      },
    ];
  },
});

describe("expectFoldLaws", () => {
  test("holds for a fold that is right", async () => {
    expectFoldLaws(right, await placedEvents({ mainlog: log }), view);
  });

  test.each<[string, Partial<Fold<Seen, Completed>>, RegExp]>([
    ["merge forgets the other", { merge: () => {} }, /left unit|split invariance/],
    ["the last one merged wins", { merge: (into, other) => void Object.assign(into, other) }, /right unit|split/],
    ["the previous event counts", { observe: countChanges }, /split invariance/],
    [
      "JSON loses a field",
      { toJSON: ({ evidence }) => toPlain({ count: 0, last: null, evidence }) },
      /JSON round trip/,
    ],
    ["each start is the same object", { create: () => one }, /deterministic|unit/],
  ])("%s: said, with the law", async (_, part, law) => {
    const events = await placedEvents({ mainlog: log, "mainlog.1": log });
    const broken = () => expectFoldLaws({ ...right, ...part }, events, view);
    expect(broken).toThrow(AssertionError);
    expect(broken).toThrow(law);
  });

  test("no event that the fold takes proves nothing, and says so", async () => {
    const events = await placedEvents({ mainlog: log });
    expect(() => expectFoldLaws({ ...right, kinds: ["exim.completed"] }, events.slice(0, 0), view)).toThrow(
      /none of the/,
    );
  });
});

describe("expectAnalyzerLaws", () => {
  test("gives the findings of an analyzer that is right", async () => {
    const events = await placedEvents({ mainlog: log });
    const [found, ...more] = expectAnalyzerLaws(analyzer(right), events);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ occurrences: 12, facts: { count: 12 }, firstSeen: "2026-01-08T14:18:10Z" });
    expect(found?.evidence[0]).toMatchObject({ source: "mainlog", line: 1, text: log.split("\n")[0] });
  });

  test.each<[string, Partial<ExternalFinding>, RegExp]>([
    ["a key of nobody", { key: "all" }, /must begin with "test\/completed:"/],
    ["another's id", { analyzer: "test/other" }, /its analyzer is test\/other/],
    ["an unknown severity", { severity: "bad" as never }, /there is no severity bad/],
    ["an empty subject", { subject: " " }, /no subject/],
    ["an instant of no form", { firstSeen: "8 January" }, /is no instant/],
    ["times that run back", { firstSeen: "2027-01-01T00:00:00Z" }, /first seen after/],
    ["resolved at no time", { status: "resolved" }, /resolvedAt is for/],
    ["a basis though open", { basis: "quiet" }, /basis is for/],
    ["a count of nothing", { occurrences: 0 }, /occurrences is 0/],
    ["half a user", { affected: { messages: 0, recipients: 0, users: 0.5, sessions: 0 } }, /affected.users is 0.5/],
    ["facts that JSON loses", { facts: { at: new Date(0) } }, /plain JSON/],
    ["no evidence", { evidence: [] }, /no line is evidence/],
  ])("%s: refused", async (_, change, message) => {
    const events = await placedEvents({ mainlog: log });
    expect(() => expectAnalyzerLaws(analyzer(right, change), events, { rounds: 1 })).toThrow(message);
  });
});

describe("expectGolden", () => {
  test("compares, says how to write the file, and writes it", () => {
    const folder = mkdtempSync(join(tmpdir(), "golden-"));
    const path = join(folder, "deep", "a.json");
    try {
      expect(() => expectGolden(path, { a: 1 })).toThrow(/no such golden file; UPDATE_GOLDEN=1 writes it/);
      expectGolden(path, { a: 1 }, { update: true });
      expect(readFileSync(path, "utf8")).toBe('{\n  "a": 1\n}\n');
      expectGolden(path, { a: 1 });
      expect(() => expectGolden(path, { a: 2 })).toThrow(AssertionError);
      writeFileSync(path, "one\r\ntwo\r\n");
      expectGolden(path, "one\ntwo\n");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
