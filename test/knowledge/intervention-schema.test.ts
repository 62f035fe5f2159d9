import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { bindFindings } from "../../src/knowledge/bind-findings.ts";
import { keyMeanings } from "../../src/knowledge/intervention-keys.ts";
import { readIntervention } from "../../src/knowledge/load-intervention.ts";
import { schemaTexts, staleSchemas } from "../../tools/schemas.ts";

const schema = JSON.parse(schemaTexts()["schemas/intervention.schema.json"] ?? "");
const isValid = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);
const accepts = (text: string) => {
  const valid = isValid(parse(text));
  return valid
    ? true
    : JSON.stringify(isValid.errors?.map(({ instancePath, message }) => `${instancePath} ${message}`));
};
const reads = (text: string): boolean => {
  try {
    readIntervention(text, "i.yaml");
    return true;
  } catch {
    return false;
  }
};

describe("schemas/intervention.schema.json", () => {
  it("is what the program checks with (npx tsx tools/schemas.ts)", () => expect(staleSchemas()).toEqual([]));

  it("explains every key", () => {
    const said = new Set<string>();
    const visit = (node: unknown): void => {
      if (typeof node !== "object" || node === null) return;
      const { properties } = node as { readonly properties?: Record<string, { readonly description?: string }> };
      for (const [key, value] of Object.entries(properties ?? {})) {
        expect(value.description, key).toBeTypeOf("string");
        said.add(value.description ?? "");
      }
      for (const part of Object.values(node)) visit(part);
    };
    visit(schema);
    expect([...said].sort()).toEqual([...new Set(Object.values<string>(keyMeanings))].sort());
  });

  it("leads to nobody's host", () => {
    expect(schema).toMatchObject({
      $schema: "https://json-schema.org/draft/2020-12/schema",
      $id: "urn:mailmortem:schema:intervention:1",
    });
    expect(JSON.stringify(schema).match(/https?:\/\/[^"]*/g)).toEqual([schema.$schema]);
  });

  const good = [
    "title: a\nsystem: 42\nsummary:\n",
    "issues: { finding: mmap-failure, stuck: 4, delivered: all, logins: failed }",
    "issues: [TODO, { findings: [a, TODO b], stuck: TODO, delivered: 3, logins: TODO, contributing: one }]",
    "actions: [{ at: TODO, does: TODO, kind: TODO, resolves: a, files: [a, { path: TODO, is: created, content: x }] }]",
    "actions: { at: 2026-01-08 14:18, does: x, file: { path: a, diff: '-a', language: TODO } }",
    "actions: TODO\nqueue: TODO\ndowntime: TODO\ndetection: TODO\nlessons: TODO what\ntimezone: TODO",
    "document: { version: 1.0, nextReview: 2026-02-08 }\nsignOff: Eva\nnextSteps: [a, { task: b, status: open }]",
    "cacheFiles: [{ path: a, size: 1395104500 }, { path: b, size: 173 MB }, c]\nverification: { what: a, output: '' }",
    "preventive: [{ title: a, file: { path: b, after: c } }]\nqueue: { active: 0, frozen: 2 }",
  ];
  for (const text of good) {
    it(`accepts, as the program does: ${text.split("\n")[0]}`, () => {
      expect(accepts(text)).toBe(true);
      expect(reads(text)).toBe(true);
    });
  }

  const bad = [
    "titel: a",
    "issues: { finding: a, stuck: many }",
    "issues: { finding: a, logins: maybe }",
    "issues: [{ finding: a, colour: red }]",
    "actions: [{ does: x }]",
    "actions: [{ at: 2026-01-08 14:18 }]",
    "actions: [{ at: 2026-01-08 14:18, does: }]",
    "actions: [{ at: 2026-01-08 14:18, does: x, files: { purpose: a } }]",
    "title: [a]",
    "queue: { active: -1 }",
    "nextSteps: [{ task: a, status: waiting }]",
    "[]",
  ];
  for (const text of bad) {
    it(`refuses, as the program does: ${text}`, () => {
      expect(accepts(text)).not.toBe(true);
      expect(reads(text)).toBe(false);
    });
  }
});

describe("docs/intervention.md", () => {
  const page = readFileSync("docs/intervention.md", "utf8");

  it("explains every key in its words", () => {
    const missing = Object.entries(keyMeanings).filter(
      ([key, meaning]) => !page.includes(`| \`${key}\` | ${meaning} |`) && !page.includes(`### ${key}\n\n${meaning}\n`),
    );
    expect(missing).toEqual([]);
  });

  it("has an example that is valid", () => {
    const example = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? "";
    expect(accepts(example)).toBe(true);
    const keys = ["tainted-filename:/etc/exim4/domains/*/ip", "mmap-failure:marie@acme.example:/a"];
    const read = bindFindings(readIntervention(example, "docs/intervention.md"), keys);
    expect(read).toMatchObject({
      issues: [
        { findings: [keys[0]], fixedAt: "2026-01-08T14:18:00Z", delivered: "all" },
        { findings: [keys[1]], impact: null, logins: "worked" },
      ],
      actions: [{ at: "2026-01-08T14:18:22Z", resolves: [keys[0]], files: [{ is: "changed", language: "conf" }] }],
      preventive: [{ file: { is: "created", language: "bash" } }],
      document: { version: "1.0" },
    });
    expect(read.todos.map(({ path }) => path)).toEqual(["issues.1.impact"]);
  });
});
