import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import { describe, expect, test } from "vitest";
import { analyze } from "../../src/api/analyze.ts";
import { readLocatedEvents } from "../../src/api/read.ts";
import { eventJson } from "../../src/cli/event-json.ts";
import { kinds } from "../../src/parsers/kinds.ts";
import { caseNames, logsOfCase, readingOfCase } from "../../tools/cases.ts";
import { staleSchemas } from "../../tools/schemas.ts";

const schemas = readdirSync("schemas").map((name) => JSON.parse(readFileSync(join("schemas", name), "utf8")));
const schemaOf = (name: string) => JSON.parse(readFileSync(join("schemas", `${name}.schema.json`), "utf8"));
const compiled = (name: string) => new Ajv({ allowUnionTypes: true }).compile(schemaOf(name));
const isEvent = compiled("event");
const isAnalysis = compiled("analysis");

/** Single lines of every version and form, and those that were written to harm. */
const loose = ["lines", "hostile"].flatMap((folder) =>
  readdirSync(join("fixtures", folder))
    .filter((name) => /\.(?:txt|log)$/.test(name))
    .map((name) => join("fixtures", folder, name)),
);

function expectValid(validate: ValidateFunction, value: unknown): void {
  if (!validate(value)) expect({ value, errors: validate.errors }).toEqual({ value, errors: null });
}

test("the schemas are what the program checks and prints by (npm run schemas)", () => {
  expect(staleSchemas()).toEqual([]);
});

test("each schema has an id of its own with its major version", () => {
  const ids: readonly string[] = schemas.map(({ $id }) => $id);
  for (const id of ids) expect(id).toMatch(/^urn:mailmortem:schema:[a-z]+:\d+$/);
  expect(new Set(ids).size).toBe(schemas.length);
});

describe("every event of", () => {
  test("the lines of fixtures, as events prints it", { timeout: 120_000 }, async () => {
    const met = new Set<string>();
    const cases = caseNames().map((name) => [logsOfCase(name), readingOfCase(name)] as const);
    for (const [inputs, options] of [...cases, [loose, { tz: "UTC", year: 2026 }] as const])
      for await (const located of readLocatedEvents(inputs, options)) {
        met.add(located.event.kind);
        expectValid(isEvent, JSON.parse(JSON.stringify(eventJson(located))));
      }
    // a kind that no fixture has is not shown to be described
    expect(kinds.filter((kind) => !met.has(kind)).length).toBeLessThan(kinds.length / 10);
  });
});

test.each(caseNames())("the analysis of %s", async (name) => {
  expectValid(isAnalysis, JSON.parse(JSON.stringify(await analyze(logsOfCase(name), readingOfCase(name)))));
});

test.each([
  ["a field that no event has", { kind: "exim.completed", at: "2026-01-08T14:18:54Z", source: "m", line: 1, x: 1 }],
  ["a kind that there is not", { kind: "exim.complete", at: "2026-01-08T14:18:54Z", source: "m", line: 1 }],
  ["no place", { kind: "exim.completed", at: "2026-01-08T14:18:54Z" }],
  ["an instant as a number", { kind: "exim.completed", at: 1767878334000, source: "m", line: 1 }],
])("%s is refused", (_, event) => {
  expect(isEvent(event)).toBe(false);
});
