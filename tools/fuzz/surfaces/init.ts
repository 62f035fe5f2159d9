/** `init`: the YAML that is made of changed logs is plain, is read back, and names every finding. */
import { buildReport, interventionYaml, readIntervention } from "../../../src/index.ts";
import { plainFaults } from "../../../test/hostile/judges.ts";
import { analysisOf, makeLogs, readingOf } from "../log-material.ts";
import type { Surface } from "../surface.ts";

export const surface: Surface = {
  make: makeLogs,
  async judge(material) {
    const analysis = await analysisOf(material);
    if (analysis === null) return [];
    const report = buildReport(analysis, { now: readingOf(material).now });
    const yaml = interventionYaml(report);
    const { references } = readIntervention(yaml, "i.yaml");
    const named = new Set(references.map(({ name }) => name));
    const missing = report.issues.filter(({ cause }) => !named.has(cause.key));
    return [...plainFaults(yaml), ...missing.map(({ cause }) => `finding that the YAML does not name: ${cause.key}`)];
  },
};
