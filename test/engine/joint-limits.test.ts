/** A limit is for the run: threads that hold too much together each keep a smaller share, and the same is kept in the end. */
import { describe, expect, it } from "vitest";
import { ledgerWith } from "../../src/analyzers/ledger/fold.ts";
import { analyzeReadable } from "../../src/api/analyze.ts";
import type { Fold } from "../../src/engine/fold.ts";
import { JointLimits } from "../../src/engine/joint-limits.ts";
import { States } from "../../src/engine/states.ts";
import { scratch } from "./inputs.ts";

interface Held {
  entries: number;
  halvings: number;
}

/** A fold of which the test says what it holds. */
const fold: Fold<Held, never> = {
  id: "held",
  kinds: [],
  create: () => ({ entries: 0, halvings: 0 }),
  observe: () => {},
  merge: () => {},
  toJSON: (state) => state,
  revive: (json) => json as Held,
  limited: {
    held: (state) => ({ ...state, limit: 4000 }),
    halve: (state, halvings) => {
      state.entries = Math.round(state.entries / 2 ** Math.max(0, halvings - state.halvings));
      state.halvings = Math.max(halvings, state.halvings);
    },
  },
};

/** Threads with what they hold, each of which has its turn. */
function keptOf(threads: readonly Held[], turns: readonly number[]): readonly Held[] {
  const memory = JointLimits.memory(threads.length, [fold]);
  const all = threads.map((held, at) => {
    const states = new States([fold]);
    Object.assign(states.get(fold), held);
    return { states, limits: new JointLimits(memory, at, [fold]) };
  });
  for (const turn of turns) {
    const one = all[turn];
    one?.limits.keep(one.states);
  }
  return all.map(({ states }) => states.get(fold));
}

const whole = (entries: number): Held => ({ entries, halvings: 0 });

describe("threads that hold a limited state", () => {
  it.each([
    [
      "as much as one may, and what may be counted twice, keep it",
      [3000, 3000],
      [0, 1, 0, 1],
      [whole(3000), whole(3000)],
    ],
    [
      "more than that keep a half each, and no less when they look again",
      [4000, 4000],
      [0, 1, 0, 1, 0, 1],
      [
        { entries: 2000, halvings: 1 },
        { entries: 2000, halvings: 1 },
      ],
    ],
    [
      "more than that, of whom one has not had its turn since",
      [4000, 4000],
      [0, 1],
      [whole(4000), { entries: 2000, halvings: 1 }],
    ],
  ])("%s", (_, held, turns, kept) => {
    expect(keptOf(held.map(whole), turns)).toStrictEqual(kept);
  });

  it("count another thread's smaller share for what it will be, and take it over", () => {
    const kept = keptOf([whole(4000), { entries: 1500, halvings: 2 }], [1, 0]);
    expect(kept).toStrictEqual([
      { entries: 1000, halvings: 2 },
      { entries: 1500, halvings: 2 },
    ]);
  });

  it("count what a thread set aside too", () => {
    const states = new States([fold]);
    Object.assign(states.get(fold), whole(4000));
    states.part();
    Object.assign(states.get(fold), whole(3000));
    new JointLimits(JointLimits.memory(2, [fold]), 1, [fold]).keep(states);
    expect(states.allOf(fold)).toStrictEqual([
      { entries: 1500, halvings: 1 },
      { entries: 2000, halvings: 1 },
    ]);
  });
});

describe("an analysis of more messages in trouble than are kept", () => {
  const folder = scratch();
  const id = (n: number) => {
    const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let text = "";
    for (let rest = n; text.length < 6; rest = Math.floor(rest / 62)) text = (digits[rest % 62] ?? "0") + text;
    return `1vdQNT-${text}-0K`;
  };
  const stamp = (n: number) =>
    new Date(Date.parse("2026-01-08T10:00:00Z") + n * 1000).toISOString().slice(0, 19).replace("T", " ");
  const lines = Array.from({ length: 9000 }, (_, n) =>
    [
      `${stamp(n)} ${id(n)} <= a@sender.example U=root P=local S=500 for b@down.example`,
      `${stamp(n)} ${id(n)} == b@down.example R=dnslookup T=remote_smtp defer (111): Connection refused`,
      // untroubled mail, of which a range may hold the beginning or the end
      `${stamp(n)} ${id(500_000 + n)} <= a@sender.example U=root P=local S=500 for c@up.example`,
      ...(n < 40
        ? []
        : [
            `${stamp(n)} ${id(500_000 + n - 40)} => c@up.example R=dnslookup T=remote_smtp H=mx.up.example [192.0.2.1]`,
          ]),
      ...(n < 45 ? [] : [`${stamp(n)} ${id(500_000 + n - 45)} Completed`]),
    ].join("\n"),
  );
  const log = folder.file("mainlog", `${lines.join("\n")}\n`);
  const reading = { tz: "UTC", now: Date.parse("2026-01-12T09:00:00Z"), maxOpen: 3000 };

  it.each([2, 3])("is the same with %d threads", async (jobs) => {
    const alone = await analyzeReadable([log], { ...reading, jobs: 1 });
    const shared = await analyzeReadable([log], {
      ...reading,
      jobs,
      rangeSize: 50_000,
      threadSize: 1,
      isPatient: true,
    });
    expect(shared.threads).toBe(jobs);
    expect(alone.analysis.sampling).toStrictEqual({ oneIn: 4, maxOpen: 3000 });
    expect(JSON.stringify(shared.analysis, null, 1)).toBe(JSON.stringify(alone.analysis, null, 1));
  });

  it("is of a ledger that can keep less", () => {
    const ledger = ledgerWith({ maxOpen: 10 });
    const state = ledger.create();
    expect(ledger.limited?.held(state)).toStrictEqual({ entries: 0, halvings: 0, limit: 10 });
    ledger.limited?.halve(state, 3);
    ledger.limited?.halve(state, 2);
    expect(ledger.limited?.held(state).halvings).toBe(3);
  });
});
