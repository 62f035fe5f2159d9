import { expect, it } from "vitest";
import { largest, percentile, smallest } from "../../src/analyzers/numbers.ts";

it.each([
  [[5, 1, 3], 0.5, 3],
  [[1, 2, 3, 4], 0.5, 2],
  [[1, 2, 3, 4], 0.95, 4],
  [[7], 0.95, 7],
  [[], 0.5, 0],
])("percentile of %j at %d is %d", (values, share, expected) => {
  expect(percentile(values, share)).toBe(expected);
});
it("takes more values than a call can have arguments", () => {
  const many = Array.from({ length: 300_000 }, (_, at) => at);
  expect([smallest(many), largest(many), smallest([]), largest([])]).toEqual([0, 299_999, 0, 0]);
});
