// biome-ignore-all lint/suspicious/noExplicitAny: schemas are changed at any place
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { breakages, type Direction } from "../../tools/schema-compatibility.ts";
import { releasedFolder } from "../../tools/schemas.ts";

const names = readdirSync(releasedFolder);
const read = (folder: string, name: string) => JSON.parse(readFileSync(join(folder, name), "utf8"));
const directionOf = (name: string): Direction => (name.startsWith("intervention") ? "input" : "output");

const howTo =
  "readers of the last release would break: undo it, or raise the major version (schemaVersion in tools/data-json-schemas.ts, `schema` in the document), say so in CHANGELOG.md, then npx tsx tools/schemas.ts --release";

describe("nobody who relied on the last release's", () => {
  test.each(names)("%s breaks", (name) => {
    const [released, present] = [read(releasedFolder, name), read("schemas", name)];
    // another major version may be another thing altogether
    if (released.$id !== present.$id) return;
    expect(breakages(released, present, directionOf(name)), howTo).toEqual([]);
  });

  test("there are four", () => {
    expect(names).toEqual(readdirSync("schemas"));
    expect(names.length).toBe(4);
  });
});

/** A deep copy with one change. */
function changed(name: string, change: (schema: any) => void): unknown {
  const schema = read(releasedFolder, name);
  change(schema);
  return schema;
}

describe("planted breakages are found", () => {
  test.each<[string, string, (schema: any) => void, string]>([
    [
      "a field that is removed",
      "analysis.schema.json",
      ({ definitions: { Analysis } }) => delete Analysis.properties.findings,
      "findings: is gone",
    ],
    [
      "a field that is renamed",
      "report.schema.json",
      ({ definitions: { Issue } }) => {
        Issue.properties.nr = Issue.properties.number;
        delete Issue.properties.number;
      },
      "issues[].number: is gone",
    ],
    [
      "a type that is another one",
      "analysis.schema.json",
      ({ definitions: { SourceSummary } }) => {
        SourceSummary.properties.lines = { type: "string" };
      },
      "sources[].lines: was number, is string",
    ],
    [
      "a number that may be null",
      "analysis.schema.json",
      ({ definitions: { SourceSummary } }) => {
        SourceSummary.properties.lines = { type: ["number", "null"] };
      },
      "sources[].lines: may now be null, which readers do not expect",
    ],
    [
      "a field that may be missing",
      "analysis.schema.json",
      ({ definitions: { Analysis } }) => {
        Analysis.required = Analysis.required.filter((name: string) => name !== "mail");
      },
      "mail: was always there, and now may be missing",
    ],
    [
      "a word that is gone",
      "analysis.schema.json",
      ({ definitions: { Severity } }) => {
        Severity.enum = Severity.enum.filter((word: string) => word !== "notice");
      },
      'findings[].severity: the value "notice" is gone',
    ],
    [
      "any text becomes one of some words",
      "analysis.schema.json",
      ({ definitions: { SourceSummary } }) => {
        SourceSummary.properties.name = { type: "string", enum: ["mainlog"] };
      },
      'sources[].name: was any string, now only ["mainlog"]',
    ],
    [
      "a field of one kind of event",
      "event.schema.json",
      ({ definitions: { EximArrival } }) => delete EximArrival.properties.sender,
      "sender: is gone",
    ],
    [
      "a key that has to be there",
      "intervention.schema.json",
      (schema) => {
        schema.required = [...(schema.required ?? []), "author"];
      },
      "author: must now be there",
    ],
    [
      "a key that is refused",
      "intervention.schema.json",
      (schema) => delete schema.properties.author,
      "author: is gone",
    ],
  ])("%s", (_, name, change, said) => {
    expect(breakages(read(releasedFolder, name), changed(name, change), directionOf(name))).toContain(said);
  });
});

test.each<[string, string, (schema: any) => void]>([
  [
    "a new field of what is printed",
    "analysis.schema.json",
    ({ definitions: { Analysis } }) => {
      Analysis.properties.news = { type: "string" };
      Analysis.required.push("news");
    },
  ],
  [
    "a new key that may be left out",
    "intervention.schema.json",
    (schema) => {
      schema.properties.news = { type: "string" };
    },
  ],
])("%s breaks nobody", (_, name, change) => {
  expect(breakages(read(releasedFolder, name), changed(name, change), directionOf(name))).toEqual([]);
});
