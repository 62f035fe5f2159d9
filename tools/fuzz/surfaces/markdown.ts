/** `report`: the Markdown of changed logs, in each mode, redacted or not, has our tokens and our words outside of code. */
import { buildReport, redactReport, renderMarkdown } from "../../../src/index.ts";
import { modes } from "../../../src/report/index.ts";
import { markupFaults } from "../../../test/hostile/judges.ts";
import { analysisOf, makeLogs, readingOf } from "../log-material.ts";
import { looseWords } from "../loose-words.ts";
import type { Surface } from "../surface.ts";

export const surface: Surface = {
  make: (random) => ({ ...makeLogs(random), mode: random.pick([...modes, "redacted"]) }),
  async judge(material) {
    const analysis = await analysisOf(material);
    if (analysis === null) return [];
    const report = buildReport(analysis, { now: readingOf(material).now });
    const mode = modes.find((one) => one === material.mode) ?? "intervention";
    const shown =
      material.mode === "redacted" ? redactReport(report, { level: "full", key: "a key of the fuzzer" }) : report;
    const markdown = renderMarkdown(shown, { mode });
    return [...markupFaults(markdown), ...looseWords(markdown).map((word) => `word outside of code: ${word}`)];
  },
};
