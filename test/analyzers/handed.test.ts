/** States that go from thread to thread. */
import { describe, expect, it } from "vitest";
import type { States } from "../../src/analyzers/analyzer.ts";
import { foldsOf } from "../../src/analyzers/build.ts";
import { analyzers } from "../../src/analyzers/index.ts";
import { ledger, ledgerWith } from "../../src/analyzers/ledger/fold.ts";
import { lifeOf, newLife, none } from "../../src/analyzers/ledger/lives.ts";
import { reachedEntries, rememberReached } from "../../src/analyzers/ledger/reached.ts";
import type { LedgerState, Life } from "../../src/analyzers/ledger/state.ts";
import { settled } from "../../src/analyzers/ledger/young.ts";
import { isSampled } from "../../src/analyzers/sampling.ts";
import { engineOptions } from "../../src/api/read.ts";
import type { LineRef } from "../../src/engine/fold.ts";
import { detachStates, type StatePiece } from "../../src/engine/handover.ts";
import { run } from "../../src/engine/run.ts";
import { States as EngineStates } from "../../src/engine/states.ts";
import { caseNames, logsOfCase, readingOfCase } from "../../tools/cases.ts";

const folds = foldsOf(analyzers);
const read = (name: string, inputs: readonly string[]) => run({ ...engineOptions(readingOfCase(name)), inputs, folds });
const plain = (states: States) =>
  folds.map((fold) => [fold.id, JSON.parse(JSON.stringify(fold.toJSON(states.get(fold))))]);

/** The messages of another thread. */
const sent = (states: States): readonly StatePiece[] =>
  [...detachStates(folds, { get: (fold) => states.get(fold), drop: () => {} })].map(({ piece, buffers }) =>
    structuredClone(piece, { transfer: [...buffers] }),
  );

function attached(...all: readonly States[]): EngineStates {
  const into = new EngineStates(folds);
  for (const piece of all.flatMap(sent)) into.attach(piece);
  return into;
}

describe.each(caseNames())("states of %s", (name) => {
  const logs = logsOfCase(name);

  it("are the same in another thread", async () => {
    const { states } = await read(name, logs);
    const before = plain(states);
    expect(plain(attached(states))).toEqual(before);
  });

  it("add up as they merge, in any order", async () => {
    const halves = () => Promise.all([logs.slice(0, 1), logs].map(async (part) => (await read(name, part)).states));
    const [one, two] = (await halves()) as [States, States];
    for (const fold of folds) fold.merge(one.get(fold), two.get(fold));
    expect(plain(attached(...(await halves())))).toEqual(plain(one));
    expect(plain(attached(...(await halves()).reverse()))).toEqual(plain(one));
  });
});

/** A message of which everything is known. */
function fullLife(id: string): Life {
  const line = {
    source: "mainlog",
    log: "mainlog",
    offset: 7,
    rangeStart: 0,
    lineInRange: 3,
    at: 1000,
    text: "caf\u00e9 <=",
  };
  const other = { ...line, offset: 99, text: "== \u00ff" };
  const taint = { wording: "filename", path: "/a", value: "b", variable: "c", use: "d" } as never;
  const tally = () =>
    new Map([
      ["mainlog", new Map([[1, 2]])],
      [
        "syslog",
        new Map([
          [1, 1],
          [5, 9],
        ]),
      ],
    ]);
  const evidence = {
    first: line,
    last: other,
    sample: [line, other],
  };
  const cause = {
    key: "dns: x",
    family: "dns" as const,
    words: "x",
    said: "X",
    taint,
    first: 1,
    last: 2,
    tally: tally(),
    host: "mx.a.example",
    remote: true,
    loopback: true,
    domain: "a.example",
    router: "r",
    transport: "t",
    option: "o",
    evidence,
  };
  const end = { at: 5, host: "h.example", cipher: "c", router: "r", transport: "t", cause, line };
  const recipient = {
    address: "a@a.example",
    causes: new Map([["dns: x", cause]]),
    skips: tally(),
    delivered: end,
    failed: { ...end, cause: null },
    gaveUp: { ...end, line: null },
  };
  return {
    id,
    opened: true,
    arrival: {
      at: 1,
      log: "mainlog",
      sender: "s@a.example",
      parent: "p",
      subject: "s",
      size: 1.5,
      recipients: ["a@a.example"],
    },
    arrivedTwice: true,
    recipients: new Map([
      ["a@a.example", recipient],
      ["__proto__", { ...recipient, causes: none(), skips: none() }],
    ]),
    taints: new Map([["k", { taint, first: 1, last: 2, tally: tally(), evidence }]]),
    expansions: new Map([["k", { at: 1, option: "o", router: "r", transport: null }]]),
    unsigned: tally(),
    frozen: { first: 1, last: 2, by: "root", line },
    frozenAsBounce: true,
    thaws: tally(),
    lastThaw: 8,
    errorIgnored: true,
    end: { at: 9, how: "removed", by: "root", line: other },
    first: 1,
    last: 9,
    log: "mainlog",
    lastInLog: 9,
    otherLogs: new Map([["syslog", 4]]),
  };
}

const handed = (state: LedgerState, into: LedgerState = ledger.create()): LedgerState => {
  for (const { parts, buffers } of ledger.handover?.detach(state) ?? [])
    ledger.handover?.attach(into, structuredClone(parts, { transfer: [...buffers] }));
  return into;
};

describe("a ledger in another thread", () => {
  it("has all that can be known of a message", () => {
    const state = ledger.create();
    state.lives.set("full", fullLife("full"));
    state.lives.set("empty", newLife("empty", 1, "mainlog"));
    const { lives } = handed(state);
    expect(lives.get("full")).toStrictEqual(fullLife("full"));
    expect(lives.get("empty")).toStrictEqual(newLife("empty", 1, "mainlog"));
    const { first, sample } = lives.get("full")?.taints.get("k")?.evidence ?? {};
    expect(sample?.[0]).toBe(first);
  });

  it("grows: a map that stood for all empty ones is still told from others", () => {
    const state = ledger.create();
    state.lives.set("empty", newLife("empty", 1, "mainlog"));
    const life = lifeOf(handed(state), "empty", 5, "syslog");
    expect([...life.otherLogs]).toEqual([["syslog", 5]]);
    expect(none().size).toBe(0);
  });

  it("keeps the share of the messages that both keep", () => {
    const limited = ledgerWith({ maxOpen: 100 });
    const filled = (from: number, to: number) => {
      const state = limited.create();
      for (let at = from; at < to; at++)
        if (isSampled(state.sampling, `1vd7Us-${at}-0M`)) lifeOf(state, `1vd7Us-${at}-0M`, at, "mainlog");
      return state;
    };
    const merged = filled(0, 150);
    limited.merge(merged, filled(100, 9000));
    for (const into of [handed(filled(100, 9000), filled(0, 150)), handed(filled(0, 150), filled(100, 9000))]) {
      expect([...into.lives.keys()].sort()).toEqual([...merged.lives.keys()].sort());
      expect(into.sampling.halvings).toBe(merged.sampling.halvings);
    }
    expect(merged.lives.size).toBeGreaterThan(20);
  });

  it("has of each recipient the delivery that both would keep", () => {
    const lineAt = (at: number, source: string): LineRef => ({
      source,
      log: source,
      offset: at,
      rangeStart: 0,
      lineInRange: at,
      text: () => `${at} ${source}`,
    });
    const deliveries = Array.from(
      { length: 4000 },
      (_, at) => [`user${at % 900}@d${at % 7}.example`, (at * 7919) % 9_000_000] as const,
    );
    const filled = (...parts: readonly number[]) => {
      const state = settled(ledger.create());
      deliveries.forEach(([recipient, at], index) => {
        if (parts.includes(index % 2)) rememberReached(state, recipient, at, lineAt(at, `log${index % 2}`));
      });
      return state;
    };
    const whole = reachedEntries(filled(0, 1).reached);
    expect(whole.length).toBeGreaterThan(800);
    expect(reachedEntries(handed(filled(0), filled(1)).reached)).toEqual(whole);
    expect(reachedEntries(handed(filled(1), filled(0)).reached)).toEqual(whole);
  });
});
