import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Analysis } from "../../src/analyzers/analysis.ts";
import { buildReport, renderMarkdown, renderText } from "../../src/report/index.ts";
import { cleanAnalysis, openAnalysis, sampleAnalysis } from "./sample-analysis.ts";

const now = Date.parse("2026-01-09T08:00:00Z");
const CASES: Readonly<Record<string, Analysis>> = { sample: sampleAnalysis, open: openAnalysis, clean: cleanAnalysis };

/** `UPDATE_GOLDEN=1 npx vitest run test/report/golden.test.ts` rewrites the files; then read the difference. */
describe("golden reports", () => {
  for (const [name, analysis] of Object.entries(CASES)) {
    const report = buildReport(analysis, { now });
    it(`${name}.md`, () => compare(`${name}.md`, renderMarkdown(report)));
    it(`${name}.txt`, () => compare(`${name}.txt`, renderText(report, { width: 100 })));
  }
});

function compare(name: string, text: string): void {
  const file = new URL(`golden/${name}`, import.meta.url);
  if (process.env.UPDATE_GOLDEN !== undefined) writeFileSync(file, text);
  expect(text).toBe(readFileSync(file, "utf8"));
}
