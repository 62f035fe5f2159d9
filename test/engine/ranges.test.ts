/** However a file is cut and however many threads read it, the analysis is the same. */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type AnalyzeTuning, analyzeReadable } from "../../src/api/analyze.ts";
import type { AnalyzeOptions } from "../../src/api/options.ts";
import { buildReport } from "../../src/report/build.ts";
import { caseNames, logsOfCase, readingOfCase } from "../../tools/cases.ts";
import { scratch } from "./inputs.ts";

const folder = scratch();
const whole: AnalyzeTuning = { rangeSize: Number.POSITIVE_INFINITY, threadSize: Number.POSITIVE_INFINITY };
const sizes = [300, 1000, 4000, 1e9];

async function judged(inputs: readonly string[], options: AnalyzeOptions & AnalyzeTuning) {
  const { analysis, threads } = await analyzeReadable(inputs, options);
  const { lines, recognised, continuation, other, unrecognised } = analysis.coverage;
  expect(lines).toBe(recognised + continuation + other + unrecognised);
  const now = options.now ?? 0;
  return { json: JSON.stringify({ analysis, report: buildReport(analysis, { now }) }, null, 1), threads };
}

/** Expects the same of files read from their beginnings and by ranges of every size. */
async function expectSame(inputs: readonly string[], options: AnalyzeOptions): Promise<void> {
  const expected = (await judged(inputs, { ...options, ...whole })).json;
  for (const rangeSize of sizes) {
    const { json } = await judged(inputs, { ...options, jobs: 1, rangeSize, threadSize: 1 });
    expect(json, `ranges of ${rangeSize}`).toBe(expected);
  }
}

describe("ranges", () => {
  it.each(caseNames())("%s is the same however it is cut", async (name) => {
    await expectSame(logsOfCase(name), readingOfCase(name));
  });

  it.each(caseNames())("%s is the same as gzip, with CR LF and without the last LF", async (name) => {
    const texts = logsOfCase(name).map((path) => [basename(path), readFileSync(path)] as const);
    const write = (as: string, content: (text: Buffer) => Uint8Array) =>
      texts.map(([file, text], at) =>
        folder.file(`${name}-${as}-${at}-${file}`, content(text), "2026-01-12T08:00:00Z"),
      );
    const reading = readingOfCase(name);
    await expectSame(
      write("crlf", (text) => Buffer.from(text.toString("latin1").replaceAll("\n", "\r\n"), "latin1")),
      reading,
    );
    await expectSame(
      write("open", (text) => text.subarray(0, text.length - 1)),
      reading,
    );
    await expectSame(
      write("gz", (text) => gzipSync(text)),
      reading,
    );
  });
});
