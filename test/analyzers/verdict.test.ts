import { describe, expect, it } from "vitest";
import { type Case, verdict } from "../../src/analyzers/verdict.ts";

const base: Case = { firstError: 1000, lastError: 5000, victimSuccesses: [], victimsWaiting: 0, proofs: [] };

describe("verdict", () => {
  const table: readonly (readonly [string, Partial<Case>, ReturnType<typeof verdict>])[] = [
    ["no proof at all is open", {}, { status: "open", basis: null, resolvedAt: null, proofAt: null }],
    [
      "a proof in the second of the last error is none",
      { proofs: [5000] },
      { status: "open", basis: null, resolvedAt: null, proofAt: null },
    ],
    [
      "a proof between two errors is a recurrence",
      { proofs: [3000] },
      { status: "recurred", basis: null, resolvedAt: null, proofAt: null },
    ],
    [
      "a proof before the first error is nothing",
      { proofs: [500] },
      { status: "open", basis: null, resolvedAt: null, proofAt: null },
    ],
    [
      "a proof after the last error, nobody to ask, is quiet",
      { proofs: [3000, 6000, 9000] },
      { status: "resolved", basis: "quiet", resolvedAt: 6000, proofAt: 6000 },
    ],
    [
      "victims that succeeded confirm it, at the last of them",
      { victimSuccesses: [7000, 8000], proofs: [6000] },
      { status: "resolved", basis: "confirmed", resolvedAt: 8000, proofAt: 6000 },
    ],
    [
      "a victim that still waits keeps it open",
      { victimSuccesses: [7000], victimsWaiting: 1 },
      { status: "open", basis: null, resolvedAt: null, proofAt: 7000 },
    ],
  ];
  it.each(table)("%s", (_, of, expected) => {
    expect(verdict({ ...base, ...of })).toEqual(expected);
  });
});
