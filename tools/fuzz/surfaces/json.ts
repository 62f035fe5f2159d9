/** `analyze --format json`, `events`, `report --format json`: parses to what it was, and is what schemas/ say. */
import { Ajv } from "ajv";
import { readLocatedEvents } from "../../../src/api/read.ts";
import { eventJson } from "../../../src/cli/event-json.ts";
import { buildReport } from "../../../src/index.ts";
import { textOf } from "../corpus.ts";
import { jsonFaults } from "../json-faults.ts";
import { analysisOf, inputsOf, makeLogs, readingOf } from "../log-material.ts";
import type { Surface } from "../surface.ts";

const [event, analysis, report] = ["event", "analysis", "report"].map((name) =>
  new Ajv({ allowUnionTypes: true }).compile(JSON.parse(textOf(`schemas/${name}.schema.json`)) as object),
);

function faultsOf(value: object, validate: typeof event): readonly string[] {
  const faults = jsonFaults(value);
  if (validate === undefined || validate(JSON.parse(JSON.stringify(value)))) return faults;
  const [error] = validate.errors ?? [];
  return [...faults, `schema ${error?.schemaPath.replaceAll(":", "")}: ${error?.instancePath} ${error?.message}`];
}

export const surface: Surface = {
  make: makeLogs,
  async judge(material) {
    const found = await analysisOf(material);
    if (found === null) return [];
    const faults = [...faultsOf(found, analysis)];
    faults.push(...faultsOf(buildReport(found, { now: readingOf(material).now }), report));
    for await (const located of readLocatedEvents(inputsOf(material), readingOf(material)))
      faults.push(...faultsOf(eventJson(located), event));
    return faults;
  },
};
