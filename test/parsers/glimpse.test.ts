import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { idHash } from "../../src/analyzers/ledger/known-ids.ts";
import { Glimpser, head } from "../../src/grammar/glimpse-runtime.ts";
import { Random } from "../../src/grammar/random.ts";
import type { EximEvent } from "../../src/parsers/events.ts";
import { eximDialect } from "../../src/parsers/exim.ts";
import { typed } from "../../src/parsers/generated/exim-mainlog.ts";
import { glimpses, slots } from "../../src/parsers/generated/exim-mainlog-glimpses.ts";
import { fixtureLines } from "../../tools/fixture-lines.ts";

const { starts } = JSON.parse(readFileSync(new URL("../../grammars/glimpses.json", import.meta.url), "utf8"))[
  "exim-mainlog"
] as { readonly starts: readonly string[] };

/** A line that belongs to no record above it, and one that does. */
const next = "2026-01-08 13:18:54 exim 4.96 daemon started: pid=1";
const header = "F From: <ann@a.example>";
const clock = { instant: () => 0 };
const glimpser = new Glimpser(glimpses, 64 * 1024);

/** What a glimpse finds of the first of two lines; undefined when it is to be read. */
function glimpseAt(line: string, behind: string) {
  const bytes = Buffer.from(`${line}\n${behind}\n`, "latin1");
  bytes.copy(glimpser.room);
  glimpser.scan(0, bytes.length);
  const { words, first } = glimpser;
  const kinds = glimpser.kinds[words[first + head.code] ?? 0] ?? [];
  expect((words[first + head.begin] ?? 0) - glimpser.base).toBe(0);
  expect((words[first + head.end] ?? 0) - glimpser.base).toBe(line.length);
  return kinds.length === 0 ? undefined : { kinds, code: words[first + head.code] ?? 0 };
}

function readAt(line: string, behind: string) {
  const text = `${line}\n${behind}\n`;
  const bytes = Buffer.from(text, "latin1");
  const event = eximDialect.read(text, bytes, 0, clock, 0);
  const raw = typed(text, bytes, 0) as { readonly parents?: string | null } | undefined;
  // Parents may be put back into the recipient by those who read the event.
  const byLine = raw !== undefined && typed.startIndex() < starts.length && (raw.parents ?? null) === null;
  return {
    event,
    byLine,
    isWhole: event !== undefined && eximDialect.share(event) === "recognised" && eximDialect.end() === line.length,
  };
}

/** What is wrong with a glimpse of a line; undefined when nothing is. */
function problemOf(line: string, behind: string): string | undefined {
  const glimpse = glimpseAt(line, behind);
  const { event, byLine, isWhole } = readAt(line, behind);
  if (glimpse === undefined) return byLine && isWhole && isGlimpsable(event) && behind === next ? "missed" : undefined;
  if (event === undefined || !isWhole) return "not read, or not whole";
  if (!glimpse.kinds.includes(event.kind)) return `a ${event.kind} glimpsed as ${glimpse.kinds}`;
  const wanted = (slots as Readonly<Record<string, Readonly<Record<string, number>>>>)[event.kind] ?? {};
  for (const [field, slot] of Object.entries(wanted)) {
    if (field === "at") continue;
    const [from = 0, to = 0] = glimpser.words.subarray(glimpser.first + slot, glimpser.first + slot + 2);
    const seen = from === 0 ? null : glimpser.bytes.toString("latin1", from, to);
    const read = valueAt(event, field);
    if (typeof read === "string" ? seen !== read && field !== "text" : (read === null) !== (seen === null))
      return `${field}: glimpsed ${seen}, read ${read}`;
  }
  const id = event.messageId;
  const hash = glimpser.words[glimpser.first + head.keyHash];
  if (id !== null && hash !== idHash(id)) return "another hash";
  return undefined;
}

function valueAt(event: EximEvent, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | null)?.[key] ?? null, event);
}

function isGlimpsable(event: EximEvent | undefined): boolean {
  if (event === undefined || !glimpser.kinds.some((kinds) => kinds.includes(event.kind))) return false;
  if (["exim.delivery", "exim.arrival", "exim.completed", "exim.deferral", "exim.failure"].includes(event.kind))
    return event.messageId !== null;
  return true;
}

const lines = fixtureLines().filter((line) => line.length < 8_000 && !/[\r\n]/.test(line));

describe("a glimpse", () => {
  it("finds what reading finds, on every fixture line", () => {
    const problems = lines.flatMap((line) => problemOf(line, next) ?? []);
    expect(problems).toEqual([]);
    const found = lines.filter((line) => glimpseAt(line, next) !== undefined);
    expect(found.length).toBeGreaterThan(1_000);
    expect(new Set(found.map((line) => glimpseAt(line, next)?.code)).size).toBe(glimpser.kinds.length - 1);
  });

  it("leaves a line to be read that may begin a record", () => {
    const problems = lines.flatMap((line) => problemOf(line, header) ?? []);
    expect(problems).toEqual([]);
    const rejected =
      "2026-01-08 13:18:54 H=(x.example) [192.0.2.7] F=<ann@a.example> rejected RCPT <bob@b.example>: no";
    expect(glimpseAt(rejected, header)).toBeUndefined();
    expect(glimpseAt(rejected, "Envelope-from: <ann@a.example>")).toBeUndefined();
    expect(glimpseAt(rejected, next)?.kinds).toContain("exim.reject");
  });

  it("finds what reading finds, on 60,000 mutations", () => {
    const random = new Random(20_261_127);
    const flagged = lines.filter((line) => glimpseAt(line, next) !== undefined || / (==|\*\*|<=|=>) /.test(line));
    const marks = ' "\\<>()[]:=*RTHPSQDXCfor-';
    let seen = 0;
    for (let round = 0; round < 60_000; round++) {
      let line = random.pick(flagged);
      for (let changes = random.below(3); changes >= 0; changes--) line = changed(line, random, flagged, marks);
      const mutation = line.replace(/[\r\n]/g, "?");
      const problem = problemOf(mutation, next);
      if (problem !== undefined) expect(`${problem}: ${mutation}`).toBe("");
      if (glimpseAt(mutation, next) !== undefined) seen++;
    }
    expect(seen).toBeGreaterThan(6_000);
  }, 120_000);

  it("tries the starts in the order in which they are read", () => {
    expect(typed.starts.slice(0, starts.length)).toEqual(starts);
  });

  it("is code that was built from the grammar, without eval", () => {
    const source = readFileSync(
      new URL("../../src/parsers/generated/exim-mainlog-glimpses.ts", import.meta.url),
      "latin1",
    );
    expect(source).not.toMatch(/\beval\b|new Function/);
  });
});

function changed(line: string, random: Random, others: readonly string[], marks: string): string {
  const at = random.below(line.length + 1);
  switch (random.below(5)) {
    case 0:
      return line.slice(0, at) + line.slice(at + 1 + random.below(4));
    case 1:
      return line.slice(0, at) + (marks[random.below(marks.length)] ?? "") + line.slice(at);
    case 2: {
      const other = random.pick(others);
      const from = random.below(other.length);
      return line.slice(0, at) + other.slice(from, from + random.below(30)) + line.slice(at);
    }
    case 3:
      return line.slice(0, at);
    default:
      return line.slice(0, at) + String.fromCharCode(random.below(256)) + line.slice(at + 1);
  }
}
