import { describe, expect, it } from "vitest";
import { Few } from "../../src/analyzers/few.ts";
import { randomNumbers } from "../../src/testing/index.ts";

describe("Few", () => {
  it("is what a Map is, whatever is done to it", () => {
    const random = randomNumbers(3);
    for (let round = 0; round < 200; round++) {
      const few = new Few<number, number>();
      const map = new Map<number, number>();
      for (let step = 0; step < 12; step++) {
        const key = Math.floor(random() * 4);
        const act = random();
        if (act < 0.6) {
          few.set(key, step);
          map.set(key, step);
        } else if (act < 0.95) expect(few.delete(key)).toBe(map.delete(key));
        else {
          few.clear();
          map.clear();
        }
        expect(few.size).toBe(map.size);
        for (let one = 0; one < 4; one++) expect([few.has(one), few.get(one)]).toEqual([map.has(one), map.get(one)]);
        const sorted = (entries: Iterable<[number, number]>) => [...entries].sort(([a], [b]) => a - b);
        expect(sorted(few)).toEqual(sorted(map));
        expect([...few.keys()].sort()).toEqual([...map.keys()].sort());
        expect([...few.values()].sort()).toEqual([...map.values()].sort());
        const walked: [number, number][] = [];
        few.forEach((value, held) => {
          walked.push([held, value]);
        });
        expect(sorted(walked)).toEqual(sorted(map));
      }
    }
  });

  it.each([
    [[1], []],
    [[1, 2, 3, 4], []],
    [
      [1, 2, 3, 4],
      [2, 4],
    ],
    [[2, 1], [2]],
  ])("may lose entries of %j while it is walked, all but %j", (keys, left) => {
    const few = new Few<number, number>();
    for (const key of keys) few.set(key, key);
    const met: number[] = [];
    for (const [key] of few) {
      met.push(key);
      if (!left.includes(key)) few.delete(key);
    }
    expect(met).toEqual(keys);
    expect([...few.keys()].sort()).toEqual(left);
  });
});
