/** Several runs with a state come to what one run over everything comes to, byte for byte. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type AnalyzeTuning, analyzeReadable } from "../../src/api/analyze.ts";
import type { AnalyzeOptions } from "../../src/api/options.ts";
import { buildReport } from "../../src/report/build.ts";
import { renderMarkdown } from "../../src/report/render.ts";
import { randomNumbers } from "../../src/testing/index.ts";
import { caseNames, readingOfCase } from "../../tools/cases.ts";
import { Host } from "./host.ts";

const rounds = Number(process.env.STATE_ROUNDS ?? 1);

async function texts(inputs: readonly string[], options: AnalyzeOptions & AnalyzeTuning) {
  const { analysis } = await analyzeReadable(inputs, options);
  const report = await buildReport(analysis, {
    now: options.now ?? 0,
    ...(options.tz === undefined ? {} : { tz: options.tz }),
  });
  return { analysis: JSON.stringify(analysis, null, 2), report: renderMarkdown(report, {}) };
}

describe.each(caseNames())("%s, in several runs", (name) => {
  it.each(Array.from({ length: 2 * rounds }, (_, at) => [at]))("is one run over everything (%i)", async (round) => {
    const random = randomNumbers(round * 1000 + name.length);
    const folder = mkdtempSync(join(tmpdir(), "mailmortem-state-"));
    try {
      const { tz, now, ...reading } = readingOfCase(name);
      const year = random() < 0.5 ? reading.year : undefined;
      const host = new Host(join(folder, "log"), name, now);
      const state = join(folder, "state");
      const ranges = { jobs: 1 + (round % 2), rangeSize: 20_000, threadSize: 20_000 };
      // Of so little, events are built unless told.
      const options = { tz, year, now, ...ranges, isEager: round % 4 < 2 ? false : undefined };
      const runs = 2 + Math.floor(random() * 4);
      let observed = { analysis: "", report: "" };
      for (let run = 1; run <= runs; run++) {
        host.write(run === runs ? 1 : random());
        const dice = random();
        if (run > 1 && run < runs && dice < 0.6) {
          host.rotate(dice < 0.3 ? "rename" : "copytruncate", random() < 0.5);
          host.write(random());
        }
        observed = await texts(random() < 0.5 ? host.live : host.files, { ...options, state });
      }
      const expected = await texts(host.files, { tz, year, now, jobs: 1 });
      expect(observed.analysis).toBe(expected.analysis);
      expect(observed.report).toBe(expected.report);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
