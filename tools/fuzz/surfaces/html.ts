/** `report -o FILE.html`: the page of changed logs has no tag but ours: no script, handler, picture or foreign address. */
import { buildReport, renderHtml } from "../../../src/index.ts";
import { modes } from "../../../src/report/index.ts";
import { pageFaults } from "../../../test/hostile/judges.ts";
import { analysisOf, makeLogs, readingOf } from "../log-material.ts";
import type { Surface } from "../surface.ts";

export const surface: Surface = {
  make: (random) => ({ ...makeLogs(random), mode: random.pick(modes) }),
  async judge(material) {
    const analysis = await analysisOf(material);
    if (analysis === null) return [];
    const mode = modes.find((one) => one === material.mode) ?? "intervention";
    return pageFaults(await renderHtml(buildReport(analysis, { now: readingOf(material).now }), { mode }));
  },
};
