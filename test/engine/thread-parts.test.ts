/** The small parts that threads are made of. */
import { describe, expect, it } from "vitest";
import { type Account, mergeAccounts, noAccount, type SourceAccount } from "../../src/engine/account.ts";
import { Shapes } from "../../src/engine/shapes.ts";
import { TaskBlocks } from "../../src/engine/task-blocks.ts";
import { ThreadBoard } from "../../src/engine/thread-board.ts";
import { yearsOf } from "../../src/engine/year-table.ts";
import { randomNumbers } from "../../src/testing/index.ts";

describe("task blocks", () => {
  it("give neighbours to a thread, by weight", () => {
    const blocks = new TaskBlocks(TaskBlocks.memory(2));
    blocks.deal([1, 1, 1, 1, 4]);
    expect([blocks.take(0), blocks.take(1), blocks.take(0)]).toEqual([0, 4, 1]);
  });

  it.each([1, 2, 3, 8])("give each task once to one of %d threads, whoever is slow", (threads) => {
    const random = randomNumbers(threads);
    for (const count of [0, 1, 7, 100]) {
      const blocks = new TaskBlocks(TaskBlocks.memory(threads));
      blocks.deal(Array.from({ length: count }, () => random() * 10));
      const taken: number[] = [];
      let idle = new Set<number>();
      while (idle.size < threads) {
        const thread = Math.floor(random() * random() * threads);
        const task = idle.has(thread) ? blocks.take((thread + 1) % threads) : blocks.take(thread);
        if (task === undefined) idle = new Set(Array.from({ length: threads }, (_, at) => at));
        else taken.push(task);
      }
      expect(taken.sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, at) => at));
    }
  });

  it("take the last task of who has most left", () => {
    const blocks = new TaskBlocks(TaskBlocks.memory(2));
    blocks.deal([1, 1, 1, 1]);
    expect([blocks.take(1), blocks.take(1), blocks.take(1), blocks.take(1), blocks.take(1)]).toEqual([
      2,
      3,
      1,
      0,
      undefined,
    ]);
  });
});

describe("the board", () => {
  it("sums what all threads have read", () => {
    const memory = ThreadBoard.memory(2);
    new ThreadBoard(memory).count(0, 10, 1);
    new ThreadBoard(memory).count(1, 2 ** 40, 2);
    expect(new ThreadBoard(memory).sum()).toEqual({ bytes: 10 + 2 ** 40, lines: 3 });
  });

  it("lets in who comes in time", () => {
    const board = new ThreadBoard(ThreadBoard.memory(3));
    board.invite(1, 1);
    board.invite(2, 1);
    expect([board.join(1, 1), board.hasJoined(1), board.hasJoined(2)]).toEqual([true, true, false]);
    expect([board.dismiss(1, 1), board.dismiss(2, 1)]).toEqual([false, true]);
    expect([board.join(2, 1), board.hasJoined(2)]).toEqual([false, false]);
  });

  it("does not take an old invitation for a new one", () => {
    const board = new ThreadBoard(ThreadBoard.memory(2));
    board.invite(1, 1);
    board.dismiss(1, 1);
    board.invite(1, 2);
    expect([board.join(1, 1), board.join(1, 2)]).toEqual([false, true]);
  });
});

describe("years as a table", () => {
  const years = yearsOf({ zero: 2025, offsets: [0, 100, 300], years: [0, 1, 0], end: 400, place: 0 });

  it.each([
    [0, 12, 31, 2025],
    [99, 12, 31, 2025],
    [100, 1, 1, 2026],
    [299, 1, 1, 2026],
    [300, 12, 1, 2025],
    [400, 12, 1, 2025],
    [500, 12, 1, 2025],
  ])("at %d, month %d, day %d: %d", (offset, month, day, year) => {
    expect(years.yearAt(offset, month, day)).toBe(year);
  });

  it("go on over New Year behind the last stamp that was seen", () => {
    const late = yearsOf({ zero: 2025, offsets: [0], years: [0], end: 400, place: 371 });
    expect([late.yearAt(400, 12, 31), late.yearAt(401, 12, 31), late.yearAt(401, 1, 1)]).toEqual([2025, 2025, 2026]);
  });
});

describe("shapes", () => {
  const words = Array.from(
    { length: 3000 },
    (_, at) =>
      `word ${"abcdefghij"[at % 10]}${"klmnopqrst"[Math.floor(at / 10) % 10]}${"uvwxyzabcd"[Math.floor(at / 100) % 10]}${"xyz"[at % 3]} tail`,
  );

  it("are the same in whatever order, and over however many threads, also when there are too many", () => {
    const random = randomNumbers(7);
    const expected = tableOf([words.concat(words.slice(0, 50))]);
    expect(expected.groups.length).toBe(1000);
    expect(expected.rest).not.toBeNull();
    for (const parts of [2, 5]) {
      const shuffled = words
        .concat(words.slice(0, 50))
        .map((word) => [random(), word] as const)
        .sort((a, b) => a[0] - b[0]);
      const cut = Array.from({ length: parts }, (_, part) =>
        shuffled.filter((_, at) => at % parts === part).map(([, word]) => word),
      );
      expect(tableOf(cut)).toEqual(expected);
    }
  });
});

function tableOf(parts: readonly (readonly string[])[]) {
  const all = new Shapes();
  for (const part of parts) {
    const shapes = new Shapes();
    for (const line of part) shapes.add(line);
    all.merge(shapes.table());
  }
  return all.table();
}

describe("accounts", () => {
  const part = (start: number, more: Partial<SourceAccount>): Account => ({
    sources: [
      {
        name: "mainlog",
        lines: 2,
        recognised: 2,
        continuation: 0,
        other: 0,
        unrecognised: 0,
        partial: 0,
        bytes: 90,
        leftOut: 10,
        text: 100,
        stored: 100,
        from: start,
        to: start + 1,
        cut: 0,
        zoned: false,
        zoneless: true,
        yearless: false,
        timeless: 0,
        inRepeatedHour: 0,
        inSkippedHour: 0,
        dialects: [{ names: ["exim"], lines: 2, first: start }],
        ranges: [{ start, lines: 2 }],
        notes: [{ how: "warn", text: "moved", at: start }],
        ...more,
      },
    ],
    shapes: tableOf([[`line ${start}`]]),
  });
  const parts = [
    part(0, { from: null, to: null }),
    part(100, { yearless: true, dialects: [{ names: ["dovecot"], lines: 2, first: 100 }] }),
    part(200, { notes: [{ how: "fail", text: "gone", at: 200 }] }),
    part(300, { name: "other" }),
  ];

  it("merge into the same in any order, and survive JSON", () => {
    const whole = mergeAccounts(...parts);
    expect(mergeAccounts(...[...parts].reverse())).toEqual(whole);
    const [a, b, c, d] = parts as [Account, Account, Account, Account];
    expect(mergeAccounts(mergeAccounts(d, b), mergeAccounts(c, a), noAccount)).toEqual(whole);
    expect(JSON.parse(JSON.stringify(whole))).toEqual(whole);
  });

  it("add up", () => {
    const [mainlog, other] = mergeAccounts(...parts).sources;
    expect(other?.lines).toBe(2);
    expect(mainlog).toMatchObject({ bytes: 270, leftOut: 30, text: 300, stored: 300 });
    expect(mainlog).toMatchObject({ lines: 6, from: 100, to: 201, yearless: true });
    expect(mainlog?.ranges.map(({ start }) => start)).toEqual([0, 100, 200]);
    expect(mainlog?.dialects).toEqual([
      { names: ["exim"], lines: 4, first: 0 },
      { names: ["dovecot"], lines: 2, first: 100 },
    ]);
    expect(mainlog?.notes).toEqual([
      { how: "warn", text: "moved", at: 0 },
      { how: "fail", text: "gone", at: 200 },
    ]);
  });
});
