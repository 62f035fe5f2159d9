/** Whether events are built or lines only glimpsed at, the analysis and the report are the same. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { writeInvented } from "../../bench/invented/write.ts";
import { type AnalyzeTuning, analyzeReadable } from "../../src/api/analyze.ts";
import type { AnalyzeOptions } from "../../src/api/options.ts";
import type { Input } from "../../src/engine/run.ts";
import { buildReport } from "../../src/report/build.ts";
import { renderMarkdown } from "../../src/report/index.ts";
import { caseNames, logsOfCase, readingOfCase } from "../../tools/cases.ts";
import { pieces, scratch } from "./inputs.ts";

const folder = scratch();

async function told(inputs: readonly Input[], options: AnalyzeOptions & AnalyzeTuning): Promise<string> {
  const { analysis } = await analyzeReadable(inputs, options);
  const report = buildReport(analysis, { now: options.now ?? 0 });
  return `${JSON.stringify(analysis, null, 1)}\n${renderMarkdown(report)}`;
}

async function expectSame(inputs: readonly string[], options: AnalyzeOptions & AnalyzeTuning): Promise<void> {
  const expected = await told(inputs, { ...options, isEager: true });
  expect(await told(inputs, { ...options, isEager: false })).toBe(expected);
}

describe("demand", () => {
  it.each(caseNames())("%s is the same with and without", async (name) => {
    await expectSame(logsOfCase(name), readingOfCase(name));
    await expectSame(logsOfCase(name), { ...readingOfCase(name), jobs: 1, rangeSize: 2000, threadSize: 1 });
  });

  it("a busy log is the same, in one piece and in ranges", async () => {
    const path = folder.file("mainlog", "", "2026-01-12T08:00:00Z");
    writeInvented("exim", 30_000, path);
    const reading = { tz: "UTC", year: 2026, now: Date.UTC(2026, 0, 12) };
    await expectSame([path], reading);
    await expectSame([path], { ...reading, jobs: 1, rangeSize: 200_000, threadSize: 1 });
    await expectSame([path], { ...reading, maxOpen: 100 });
  });

  const recorded = new URL("../../../shared/recorded/", import.meta.url).pathname;
  const others = existsSync(recorded) ? readdirSync(recorded, { recursive: true, encoding: "utf8" }) : [];
  const mainlogs = others.filter((name) => name.endsWith("mainlog")).map((name) => join(recorded, name));

  it.skipIf(mainlogs.length === 0)(
    "recorded logs of other hosts are the same (without ../shared: skipped)",
    async () => {
      for (const path of mainlogs) await expectSame([path], { tz: "UTC", year: 2026, now: Date.UTC(2026, 5, 1) });
    },
    120_000,
  );

  it.skipIf(mainlogs.length === 0)(
    "all of them in one stream are the same (without ../shared: skipped)",
    async () => {
      const all = Buffer.concat(mainlogs.flatMap((path) => [readFileSync(path), Buffer.from("\n")]));
      const options = { tz: "Europe/Berlin", year: 2026, now: Date.UTC(2026, 5, 1) };
      const stream = () => [{ name: "-", stream: pieces(all, 50_000) }];
      expect(await told(stream(), { ...options, isEager: false })).toBe(
        await told(stream(), { ...options, isEager: true }),
      );
    },
    120_000,
  );
});
