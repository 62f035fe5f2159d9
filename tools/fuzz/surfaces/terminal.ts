/** What a terminal gets of changed logs: the report as text, lives of messages, findings of `watch`, lines as they are. */
import { painter, shownBytes } from "../../../src/cli/console.ts";
import { jsonText } from "../../../src/cli/json.ts";
import { traceJson, traceText } from "../../../src/cli/trace-text.ts";
import { buildReport, trace } from "../../../src/index.ts";
import { renderText } from "../../../src/report/text.ts";
import { visible } from "../../../src/report/visible.ts";
import { jsonOf, lineOf } from "../../../src/watch/lines.ts";
import { ownEscapes, plainFaults } from "../../../test/hostile/judges.ts";
import { analysisOf, inputsOf, makeLogs, readingOf } from "../log-material.ts";
import type { Surface } from "../surface.ts";

/** A message, an address and an IP of many of the logs. */
const queries = ["1vd1yz-000CYR-39", "eva@gallery.example", "198.51.100.66"];

export const surface: Surface = {
  make: makeLogs,
  async judge(material) {
    const analysis = await analysisOf(material);
    if (analysis === null) return [];
    const reading = readingOf(material);
    const report = buildReport(analysis, { now: reading.now });
    const found = await trace(inputsOf(material), queries, reading);
    const changes = [
      ...analysis.findings.map((finding) => ({ what: "finding", how: "opened", finding }) as const),
      ...analysis.coverage.warnings.map((text) => ({ what: "warning", text: String(text) }) as const),
    ];
    const lines = changes.flatMap((change) => [lineOf(change, 0, visible), jsonOf(change, 0, jsonText)]);
    const plain = [
      renderText(report),
      ownEscapes(renderText(report, { paint: painter(true) })),
      ...traceText(found, painter(false)),
      ...[...traceText(found, painter(true))].map(ownEscapes),
      ...traceJson(found),
      ...Object.values(material).map((text) => shownBytes(Buffer.from(text, "latin1"))),
      ...lines,
    ];
    return [
      ...plain.flatMap(plainFaults),
      ...lines.filter((line) => line.includes("\n")).map((line) => `two lines: ${line}`),
    ];
  },
};
