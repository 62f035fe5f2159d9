import { describe, expect, it } from "vitest";
import { hashOf, hashWithNumber } from "../../src/analyzers/hash.ts";

describe("the hash of a head and a number", () => {
  it("is that of their text", () => {
    const numbers = [
      0,
      1,
      9,
      10,
      11,
      99,
      100,
      12_345,
      1_395_104_500,
      2 ** 32,
      10 ** 15 - 1,
      10 ** 15,
      2 ** 53 - 1,
      2 ** 53,
    ];
    for (const head of ["mainlog:", "", "/var/log/exim4/mainlog:", "mainlog:"])
      for (const number of numbers)
        expect(hashWithNumber(hashOf(head), number), `${head}${number}`).toBe(hashOf(`${head}${number}`));
  });
});
