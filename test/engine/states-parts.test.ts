/** A thread that takes ranges from here and there must not forget a message of which another one reads the middle. */
import { describe, expect, it } from "vitest";
import { ledger } from "../../src/analyzers/ledger/fold.ts";
import { livesOf } from "../../src/analyzers/ledger/view.ts";
import type { LineRef } from "../../src/engine/fold.ts";
import { States } from "../../src/engine/states.ts";
import { parseLine } from "../../src/parsers/index.ts";

const id = "1vdpup-000CfU-1V";
const arrival = `2026-01-08 13:18:54 ${id} <= ann@a.example U=ann P=local S=400`;
const failure = `2026-01-08 13:18:55 ${id} ** bob@b.example R=dnslookup T=remote_smtp: retry timeout exceeded`;
const completed = `2026-01-08 13:18:56 ${id} Completed`;

function observe(states: States, text: string): void {
  const event = parseLine(text, { tz: "UTC" });
  if (event === undefined) throw new Error(`no event: ${text}`);
  const line: LineRef = {
    source: "mainlog",
    log: "mainlog",
    offset: 0,
    rangeStart: 0,
    lineInRange: 1,
    text: () => text,
  };
  states.observe(event, line);
}

/** Outcomes of the message when one thread read first and last line, another the middle. */
function outcomes(isParted: boolean): readonly string[] {
  const outer = new States([ledger]);
  observe(outer, arrival);
  if (isParted) outer.part();
  observe(outer, completed);
  outer.join();
  const inner = new States([ledger]);
  observe(inner, failure);
  const state = outer.get(ledger);
  ledger.merge(state, inner.get(ledger));
  return livesOf(state).map(
    ({ outcome, life }) => `${outcome} ${life.arrival === null ? "of unknown arrival" : "whole"}`,
  );
}

/** What is left when the lines were read in such parts, joined, and everything was read. */
function left(...parts: readonly (readonly string[])[]): number {
  const [first, ...others] = parts.map((lines) => {
    const states = new States([ledger]);
    for (const line of lines) observe(states, line);
    return states.get(ledger);
  });
  if (first === undefined) throw new Error("no part");
  for (const other of others) ledger.merge(first, other);
  ledger.tidy?.(first);
  return livesOf(first).length;
}

describe("a line that stands twice", () => {
  const delivery = `2026-01-08 13:18:55 ${id} => bob@b.example R=dnslookup T=remote_smtp H=mx.b.example [192.0.2.1]`;

  it("leaves the same however the lines are divided", () => {
    const lines = [arrival, delivery, completed, completed];
    for (let at = 0; at <= lines.length; at++) {
      expect(left(lines.slice(0, at), lines.slice(at)), `cut at ${at}`).toBe(0);
      expect(left(lines.slice(at), lines.slice(0, at)), `cut at ${at}, the other way round`).toBe(0);
    }
  });
});

describe("parts of a thread", () => {
  it("keep a message together that other threads read a line of", () => {
    expect(outcomes(true)).toEqual(["failed whole"]);
  });

  it("are needed: in one piece the message would be forgotten too soon", () => {
    expect(outcomes(false)).not.toEqual(["failed whole"]);
  });
});
