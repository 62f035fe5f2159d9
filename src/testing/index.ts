/**
 * For tests of analyzers, this package's and others': the laws that a fold must obey, what a finding must be, and golden
 * files. Needs no test framework: what is not as expected is an AssertionError of node:assert.
 */
export { type AnalyzerLawOptions, expectAnalyzerLaws } from "./analyzer.ts";
export type { PlacedEvent } from "./cutting.ts";
export { placedEvents } from "./events.ts";
export { expectWellFormed } from "./findings.ts";
export { expectGolden, type GoldenOptions } from "./golden.ts";
export { expectFoldLaws, type LawOptions } from "./laws.ts";
export { randomNumbers } from "./random.ts";
