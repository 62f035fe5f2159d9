/** `report --intervention`: a changed intervention.yaml is refused with its place, or its text stays text. */
import { buildReport, renderHtml, renderMarkdown } from "../../../src/index.ts";
import { readIntervention } from "../../../src/knowledge/load-intervention.ts";
import { renderText } from "../../../src/report/text.ts";
import { markupFaults, pageFaults, plainFaults } from "../../../test/hostile/judges.ts";
import { sampleAnalysis } from "../../../test/report/sample-analysis.ts";
import { textOf } from "../corpus.ts";
import { mutateDocument } from "../document-mutate.ts";
import { mistakeFaults } from "../mistakes.ts";
import type { Surface } from "../surface.ts";

const now = Date.parse("2026-01-09T08:00:00Z");

export const surface: Surface = {
  make: (random) => ({ yaml: mutateDocument(textOf("fixtures/logs/incident-night/intervention.yaml"), random) }),
  async judge({ yaml = "" }) {
    let draft: ReturnType<typeof readIntervention>;
    try {
      draft = readIntervention(yaml, "i.yaml", { zone: "UTC" });
    } catch (error) {
      return mistakeFaults(error, "i.yaml");
    }
    const report = buildReport(sampleAnalysis, { now, intervention: draft.stated });
    const page = await renderHtml(report);
    return [...markupFaults(renderMarkdown(report)), ...pageFaults(page), ...plainFaults(renderText(report))];
  },
};
