import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { Fold } from "../../src/engine/fold.ts";
import { lineNumbers } from "../../src/engine/lines.ts";
import { run } from "../../src/engine/run.ts";
import { expectFoldLaws, type PlacedEvent, randomNumbers } from "../../src/testing/index.ts";
import { collector, dialects, type FakeEvent, kinds } from "./fake.ts";
import { pieces, scratch } from "./inputs.ts";

const folder = scratch();
const zone = "UTC";

/** Counts events by text and keeps the first instant. */
const tally: Fold<Record<string, [number, number]>, FakeEvent> = {
  id: "tally",
  kinds,
  create: () => Object.create(null),
  observe: (state, { text, at }) => {
    const [count, first] = state[text] ?? [0, at];
    state[text] = [count + 1, Math.min(first, at)];
  },
  merge: (into, other) => {
    for (const [text, [count, first]] of Object.entries(other)) {
      const [known, earliest] = into[text] ?? [0, first];
      into[text] = [known + count, Math.min(earliest, first)];
    }
  },
  toJSON: (state) => Object.entries(state),
  revive: (json) => Object.assign(Object.create(null), Object.fromEntries(json as [string, [number, number]][])),
};

describe("folds", () => {
  const file = folder.file("folds.log", "A 2026-01-08 13:00:00 | good\nB 2026-01-08 13:00:00 | part\n");

  it("get the kinds that they asked for", async () => {
    const onlyB = { ...collector, id: "b", kinds: ["b.part"] };
    const { states } = await run({ inputs: [file], dialects, folds: [onlyB], zone });
    expect(states.get(onlyB).map((event) => event.split(" ")[3])).toEqual(["b.part"]);
  });

  it("of one id run once", async () => {
    const { states } = await run({ inputs: [file], dialects, folds: [collector, { ...collector }, collector], zone });
    expect(states.get(collector)).toHaveLength(2);
  });

  it("that were no part of the run have no state", async () => {
    const { states } = await run({ inputs: [file], dialects, folds: [collector], zone });
    expect(() => states.get(tally)).toThrow("tally was not part of the run");
  });
});

describe("whatever the order of the files", () => {
  it("states and accounts are the same", async () => {
    const random = randomNumbers(5);
    const day = (date: string) =>
      Array.from({ length: 300 }, (_, at) => {
        const letter = random() < 0.5 ? "A" : "B";
        const stamp = letter === "A" ? `2026-01-${date}` : `Jan ${date}`;
        const time = new Date(at * 280_000).toISOString().slice(11, 19);
        return `${letter} ${stamp} ${time} | ${["good", "part", "huh"][Math.floor(random() * 3)]} ${at % 7}\n`;
      }).join("");
    const files = [
      folder.file("mainlog", day("09")),
      folder.file("mainlog.1", day("08")),
      folder.file("mainlog.2.gz", gzipSync(day("07"))),
      folder.file("mainlog.3.gz", gzipSync(day("06"))),
    ];
    const read = async (inputs: readonly string[]) => {
      const result = await run({ inputs, dialects, folds: [collector, tally], zone, year: 2026 });
      const { shapes: _, ...counts } = result.coverage;
      return {
        events: result.states.get(collector).sort(),
        tally: Object.fromEntries(Object.entries(result.states.get(tally)).sort()),
        counts,
        from: result.from,
        to: result.to,
      };
    };
    const expected = await read(files);
    expect(expected.counts.lines).toBe(1200);
    for (const order of [
      [3, 2, 1, 0],
      [1, 3, 0, 2],
      [2, 0, 3, 1],
    ]) {
      expect(await read(order.map((at) => files[at] ?? ""))).toEqual(expected);
    }
  });
});

describe("the summary of a source", () => {
  it("has its lines and its first and last instant, in the order given", async () => {
    const late = folder.file("late.log", "B Jan 09 13:00:00 | good\nB Jan 08 13:00:00 | good\nhuh\n");
    const early = folder.file("early.log", "A 2026-01-07 13:00:00 | good\n");
    const empty = folder.file("none.log", "");
    const { sources, from, to } = await run({ inputs: [late, empty, early], dialects, folds: [], zone, year: 2026 });
    const at = (day: number) => Date.UTC(2026, 0, day, 13);
    expect(sources).toEqual([
      { name: late, dialects: ["b"], lines: 3, recognised: 2, unrecognised: 1, from: at(8), to: at(9) },
      { name: empty, dialects: [], lines: 0, recognised: 0, unrecognised: 0, from: null, to: null },
      { name: early, dialects: ["a"], lines: 1, recognised: 1, unrecognised: 0, from: at(7), to: at(7) },
    ]);
    expect([from, to]).toEqual([at(7), at(9)]);
  });
});

describe("the log of a line", () => {
  const day = (letter: string, date: string) => `${letter} 2026-01-${date} 13:00:00 | good\n`.repeat(2);
  const logsOf = async (input: Parameters<typeof run>[0]["inputs"][number]) => {
    const { states } = await run({ inputs: [input], dialects, folds: [collector], zone });
    return [...new Set(states.get(collector).map((event) => event.split(" ")[0]))];
  };

  it("of a stream that jumps back is another one: cat mainlog.1 mainlog dovecot.log rejectlog", async () => {
    const text = day("A", "08") + day("A", "09") + day("B", "08") + day("A", "08");
    expect(await logsOf(pieces(Buffer.from(text), 100))).toEqual(["-", "-#2"]);
  });

  it("of a file that jumps back is the same", async () => {
    const file = folder.file("jumps", day("A", "09") + day("A", "08"));
    expect(await logsOf(file)).toEqual(["jumps"]);
  });
});

describe("line numbers", () => {
  it("come out of the ranges in any order", () => {
    const ranges = [
      { start: 1000, lines: 30 },
      { start: 0, lines: 20 },
      { start: 3000, lines: 5 },
    ];
    const numbers = lineNumbers(new Map([["mainlog", ranges]]));
    const lineOf = (rangeStart: number) => numbers.lineOf({ source: "mainlog", rangeStart, lineInRange: 2 });
    expect([0, 1000, 3000].map(lineOf)).toEqual([2, 22, 52]);
  });
});

describe("the laws of folds", () => {
  const random = randomNumbers(9);
  const events: PlacedEvent<FakeEvent>[] = Array.from({ length: 60 }, (_, at) => ({
    event: { kind: kinds[at % kinds.length] ?? "", at: Math.floor(random() * 1e6), text: `text ${at % 5}` },
    source: random() < 0.5 ? "mainlog" : "dovecot.log",
  }));

  it("hold for sums and minima", () => {
    expectFoldLaws(tally, events, (state) => Object.entries(state).sort());
  });

  it("hold for line references, resolved to line numbers", () => {
    const references: Fold<[string, number, number][], FakeEvent> = {
      ...collector,
      id: "references",
      glimpses: undefined,
      limited: undefined,
      handover: undefined,
      create: () => [],
      observe: (state, _, { source, rangeStart, lineInRange }) => state.push([source, rangeStart, lineInRange]),
      merge: (into, other) => into.push(...other),
      toJSON: (state) => state,
      revive: (json) => json as [string, number, number][],
    };
    expectFoldLaws(references, events, (state, lines) =>
      state
        .map(([source, rangeStart, lineInRange]) => `${source} ${lines.lineOf({ source, rangeStart, lineInRange })}`)
        .sort(),
    );
  });

  const last: Fold<{ text: string }, FakeEvent> = {
    id: "last",
    kinds,
    create: () => ({ text: "" }),
    observe: (state, { text }) => {
      state.text = text;
    },
    merge: (into, other) => {
      into.text = other.text || into.text;
    },
    toJSON: (state) => state,
    revive: (json) => json as { text: string },
  };
  it.each([
    ["keeps the last event", last],
    ["keeps the order of events", collector],
    [
      "doubles in a merge",
      {
        ...tally,
        merge: (into: Record<string, [number, number]>) =>
          Object.values(into).forEach((entry) => {
            entry[0] *= 2;
          }),
      },
    ],
    ["forgets on the way through JSON", { ...tally, revive: () => tally.create() }],
    ["shares one state", ((shared) => ({ ...tally, create: () => shared }))(tally.create())],
  ] as [string, Fold<unknown, FakeEvent>][])("are broken by a fold that %s", (_, fold) => {
    expect(() => expectFoldLaws(fold, events, (state) => state)).toThrow(/fold|last|collector|tally/);
  });

  it("ask for events that the fold takes", () => {
    expect(() => expectFoldLaws({ ...tally, kinds: ["c"] }, events, (state) => state)).toThrow("none of the events");
  });
});
