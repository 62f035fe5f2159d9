import { describe, expect, it } from "vitest";
import { anyBetween, bursts, count, mergeTally, newTally, total } from "../../src/analyzers/tally.ts";

describe("tally", () => {
  it("counts a line that two logs hold once, and one that a log repeats twice", () => {
    const tally = newTally();
    for (const log of ["mainlog", "mainlog", "paniclog"]) count(tally, log, 1_000);
    count(tally, "paniclog", 2_000);
    expect(total(tally)).toBe(3);
  });
  it("counts only seconds between", () => {
    const tally = newTally();
    for (const at of [1_000, 2_000, 3_000]) count(tally, "mainlog", at);
    expect(total(tally, 2_000, 3_000)).toBe(1);
    expect(anyBetween(tally, 2_500, 2_900)).toBe(true);
    expect(anyBetween(tally, 4_000, 9_000)).toBe(false);
  });
  it("takes lines of one attempt together", () => {
    const tally = newTally();
    for (const at of [1_000, 2_000, 4_000, 9_000, 9_500]) count(tally, "mainlog", at);
    expect(bursts(tally)).toBe(2);
  });
  it("merges in any order", () => {
    const make = (ats: readonly number[]) => {
      const tally = newTally();
      for (const at of ats) count(tally, "mainlog", at);
      return tally;
    };
    const left = make([1_000, 1_000]);
    mergeTally(left, make([1_000, 5_000]));
    const right = make([1_000, 5_000]);
    mergeTally(right, make([1_000, 1_000]));
    expect([total(left), total(right)]).toEqual([4, 4]);
  });
});
