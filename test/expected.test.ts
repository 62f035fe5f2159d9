import { describe, expect, test } from "vitest";
import { analyzeCase, differences, expectedCases } from "../tools/expected.ts";

const cases = expectedCases();

test.skipIf(cases !== undefined)("recorded logs: skipped, ../shared/recorded is not beside the repository", () => {
  expect(cases).toBeUndefined();
});

// The recorded logs lie beside the repository, not in it (their domains are not ours to publish).
describe.skipIf(cases === undefined)("recorded logs", () => {
  test.each((cases ?? []).map((one) => [one.name, one] as const))("%s", async (_name, one) => {
    expect(differences(one, await analyzeCase(one))).toEqual([]);
  });
});
