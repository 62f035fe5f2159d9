import { describe, expect, it } from "vitest";
import { mergeEvidence, newEvidence, quoteAll, witness } from "../../src/analyzers/evidence.ts";

const at = Date.parse("2026-03-10T10:30:00Z");
const text = "2026-03-10 10:30:00 1vzswb-00017y-0r Tainted filename for search: '/etc/exim4/domains/acme.example/ip'";
const numbers = { lineOf: ({ lineInRange }: { readonly lineInRange: number }) => lineInRange };

const line = (lineInRange: number, said: string) => ({
  source: "mainlog",
  log: "mainlog",
  offset: lineInRange * 100,
  rangeStart: 0,
  lineInRange,
  text: () => said,
});

/** Evidence of some lines of one log, each a minute after the one before, but for 3 and 4. */
function evidenceOf(...lines: readonly number[]) {
  const evidence = newEvidence();
  for (const n of lines) {
    const twice = n === 3 || n === 4;
    witness(evidence, line(n, twice ? text : `line ${n}`), twice ? at : at + (n - 3) * 60_000);
  }
  return evidence;
}

describe("evidence of a line that stands twice in one second", () => {
  it.each([
    ["read in one go", [evidenceOf(1, 3, 4, 5)]],
    ["the second kept first", [evidenceOf(4, 5), evidenceOf(1, 3)]],
    ["the first kept first", [evidenceOf(1, 3), evidenceOf(4, 5)]],
    ["each for itself, backwards", [evidenceOf(5), evidenceOf(4), evidenceOf(3), evidenceOf(1)]],
  ])("quotes the earlier line: %s", (_, parts) => {
    const evidence = newEvidence();
    for (const part of parts) mergeEvidence(evidence, part);
    expect(quoteAll(evidence, numbers).map((one) => one.line)).toEqual([1, 3, 5]);
  });
});
