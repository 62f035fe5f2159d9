import { describe, expect, it } from "vitest";
import { listOf, overflow, Shapes, shapeOf } from "../../src/engine/shapes.ts";

describe("the shape of a line", () => {
  it.each([
    ["2026-01-08 13:18:54 1vcABC-000abc-2X huh 17", "0-0-0 0:0:0 ID huh 0"],
    ["1vcABC-00000000abc-2XYZ huh", "ID huh"],
    ['said "anything at all" to <a@one.example>', 'said "" to <>'],
    ["from ann@one.example: no", "from @: no"],
    ["open(/var/mail/ann) failed", "open(/) failed"],
    // "à" is the bytes 0xc3 0xa0, and 0xa0 is a blank to \s.
    ["from voil\xc3\xa0@one.example: no", "from @: no"],
    ["open(/var/voil\xc3\xa0/ann) failed", "open(/) failed"],
    ["peer 2001:db8::17 left", "peer IP left"],
    ["session deadbeef01 over", "session 0 over"],
    ["a\0\0b\tc", "a?b?c"],
  ])("%j is %j", (line, shape) => {
    expect(shapeOf(line)).toBe(shape);
  });

  it("is short, whatever the line", () => {
    expect(shapeOf("x".repeat(1_000_000)).length).toBe(120);
  });
});

describe("shapes", () => {
  it("are counted, most frequent first, with the first sample", () => {
    const shapes = new Shapes();
    for (const line of ["b 1", "a 1", "a 2", "a 3"]) shapes.add(line);
    expect(listOf(shapes.table())).toEqual([
      { shape: "a 0", count: 3, sample: "a 1" },
      { shape: "b 0", count: 1, sample: "b 1" },
    ]);
  });

  it("are a bounded number, and no line is lost", () => {
    const shapes = new Shapes();
    const letters = "abcdefghijklmnopqrst";
    for (const a of letters) for (const b of letters) shapes.add(`word ${a}${b}x`);
    const list = listOf(shapes.table());
    expect(list.length).toBe(201);
    expect(list.reduce((sum, { count }) => sum + count, 0)).toBe(400);
    expect(list.find(({ shape }) => shape === overflow)?.count).toBe(200);
  });

  it("take the names of built-in properties as lines", () => {
    const shapes = new Shapes();
    for (const line of ["__proto__", "constructor", "__proto__"]) shapes.add(line);
    expect(listOf(shapes.table())).toEqual([
      { shape: "__proto__", count: 2, sample: "__proto__" },
      { shape: "constructor", count: 1, sample: "constructor" },
    ]);
  });

  it("show UTF-8 as what it is and other bytes as latin1", () => {
    const shapes = new Shapes();
    shapes.add(Buffer.from("Gr\u00fc\u00dfe").toString("latin1"));
    shapes.add("caf\xe9 noir");
    expect(listOf(shapes.table()).map(({ sample }) => sample)).toEqual(["Gr\u00fc\u00dfe", "caf\xe9 noir"]);
  });

  it("cap the sample", () => {
    const shapes = new Shapes();
    shapes.add("y".repeat(10_000));
    expect(listOf(shapes.table())[0]?.sample.length).toBe(400);
  });
});
