/** What is written on a tape and read from it is equal, whatever it is made of. */
import { describe, expect, it, test } from "vitest";
import { Few } from "../../src/analyzers/few.ts";
import { type Tape, taped } from "../../src/analyzers/tape.ts";
import { untaped } from "../../src/analyzers/untape.ts";
import { randomNumbers } from "../../src/testing/index.ts";

const empty = new Map();

/** As it comes out in another thread. */
function sent(value: unknown): unknown {
  const { parts, buffers } = taped(value, [empty]);
  return untaped(structuredClone(parts, { transfer: [...buffers] }), [empty]);
}

const few = (...entries: readonly (readonly [unknown, unknown])[]) =>
  entries.reduce((map, [key, value]) => map.set(key, value), new Few<unknown, unknown>());

describe("what comes from a tape is what was written", () => {
  test.each<readonly [string, unknown]>([
    ["null", null],
    ["undefined", undefined],
    ["booleans", [true, false]],
    ["numbers", [0, -0, 1.5, -1, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]],
    ["texts", ["", "a", "é\u00ff", "\ud800", "ü€😀", "x".repeat(5000), "\0\n", "__proto__"]],
    ["an object", { a: 1, b: null, c: undefined, d: { e: [] }, f: false, g: {} }],
    ["objects whose keys begin alike", [{ a: 1 }, { a: 1, b: 2 }, { a: 1, c: 2 }, { b: 2, a: 1 }, { a: 2 }]],
    ["an object of many keys", Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`key${at}`, at]))],
    [
      "maps",
      new Map<unknown, unknown>([
        ["__proto__", new Map([[1, { a: 1 }]])],
        [2, new Map()],
        ["", null],
      ]),
    ],
    ["few", [few(), few(["a", 1]), few(["a", few([1, 2])], ["b", null], ["c", { d: few() }])]],
    ["sets", [new Set(), new Set(["a", 1, null])]],
    ["typed arrays", { a: new Uint8Array([1, 2]), b: new Float64Array([Number.NaN]), c: new Int32Array(0) }],
    ["a part of a typed array", new Uint8Array([1, 2, 3, 4]).subarray(1, 3)],
    ["more than there is room for at first", Array.from({ length: 30_000 }, (_, at) => [at, `text ${at}`, { at }])],
    ["a row longer than all before", Array.from({ length: 200_000 }, (_, at) => at)],
    ["texts that fall into one slot", Array.from({ length: 4 }, (_, at) => [`a${at}b`, `a${at}b`]).flat()],
  ])("%s", (_, value) => {
    const copy = structuredClone(plain(value));
    expect(plain(sent(value))).toStrictEqual(copy);
  });

  it("for values of all kinds in any order", () => {
    const random = randomNumbers(11);
    const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
    const made = (depth: number): unknown => {
      const some = () => Array.from({ length: Math.floor(random() * 5) }, () => made(depth - 1));
      const pairs = () => some().map((value, at) => [pick(["a", "bc", `k${at}`, at]), value] as const);
      const leaf = () => pick([null, undefined, true, false, random(), Math.floor(random() * 9), "a", `t${random()}`]);
      if (depth === 0) return leaf();
      return pick([
        leaf,
        some,
        leaf,
        () => new Map(pairs()),
        () => few(...pairs()),
        () => new Set(some()),
        () => empty,
      ])();
    };
    for (let round = 0; round < 300; round++) {
      const value = [made(5), Object.fromEntries(["x", "y", "z"].map((key) => [key, made(4)]))];
      expect(plain(sent(value))).toStrictEqual(plain(value));
    }
  });

  it("with Few as Few and Map as Map", () => {
    const [one, two] = sent([few(["a", 1]), new Map([["a", 1]])]) as readonly unknown[];
    expect(one).toBeInstanceOf(Few);
    expect(two).toBeInstanceOf(Map);
  });

  it("with each constant as the reader's own", () => {
    const [first, { second }, third] = sent([empty, { second: empty }, new Map()]) as [
      unknown,
      { second: unknown },
      unknown,
    ];
    expect(first).toBe(empty);
    expect(second).toBe(empty);
    expect(third).not.toBe(empty);
  });

  it("with an object that is met twice as one, when it is met soon", () => {
    const line = { text: "a" };
    const read = sent({ first: line, last: line, sample: few(["k", line]), other: { text: "a" } }) as Record<
      string,
      unknown
    >;
    expect(read.last).toBe(read.first);
    expect((read.sample as Few<string, unknown>).get("k")).toBe(read.first);
    expect(read.other).not.toBe(read.first);
    expect(read.other).toEqual(read.first);
  });

  it("with views of the same memory as such", () => {
    const words = new Int32Array([1, 2, 3, 4]);
    const [one, other] = sent([words, new Float64Array(words.buffer)]) as [Int32Array, Float64Array];
    expect(other.buffer).toBe(one.buffer);
    expect([...one]).toEqual([1, 2, 3, 4]);
  });

  it("with no copy of a typed array", () => {
    const bytes = new Uint8Array([1, 2, 3]);
    expect(sent(bytes)).toEqual(new Uint8Array([1, 2, 3]));
    expect(bytes.length).toBe(0);
  });
});

describe("a tape refuses", () => {
  test.each<readonly [string, unknown]>([
    ["a date", new Date(0)],
    ["a function", { a: () => 0 }],
    ["a bigint", [1n]],
    ["an object of a class", new (class Thing {})()],
    ["a key that would not be one", JSON.parse('{"__proto__":1}')],
  ])("%s", (_, value) => {
    expect(() => taped(value)).toThrow(TypeError);
  });

  it("to be read where it is torn", () => {
    const { parts } = taped([{ a: 1 }, [2]]);
    const torn: Tape = { ...parts, kinds: new Uint8Array([kindOfNothing]) };
    expect(() => untaped(torn)).toThrow("the tape is torn");
  });
});

const kindOfNothing = 0;

/** Few as something that is compared and cloned by what is in it. */
function plain(value: unknown): unknown {
  if (value === null || typeof value !== "object" || ArrayBuffer.isView(value)) return value;
  if (value instanceof Few) return { few: [...value].map(([key, held]) => [plain(key), plain(held)]) };
  if (value instanceof Map) return new Map([...value].map(([key, held]) => [plain(key), plain(held)]));
  if (value instanceof Set) return new Set([...value].map(plain));
  if (Array.isArray(value)) return value.map(plain);
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, plain(held)]));
}
