/**
 * Writes the published JSON Schemas anew from what the program checks with, or compares them.
 *
 *   npx tsx tools/schemas.ts [--check | --release]
 *
 * `--release` also makes them the ones that later versions are held against (test/schemas/released/): part of a release.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { describedTypes, eventSchema, typeSchema } from "./data-json-schemas.ts";
import { interventionJsonSchema } from "./intervention-json-schema.ts";

/** The schemas' texts, by path. */
export function schemaTexts(): Readonly<Record<string, string>> {
  return {
    "schemas/intervention.schema.json": formatted(interventionJsonSchema()),
    "schemas/report.schema.json": plain(typeSchema(describedTypes.report)),
    "schemas/analysis.schema.json": plain(typeSchema(describedTypes.analysis)),
    "schemas/event.schema.json": plain(eventSchema()),
  };
}

const plain = (schema: unknown): string => `${JSON.stringify(schema, null, 2)}\n`;

/** Where the schemas of the last release are kept. */
export const releasedFolder = "test/schemas/released";

/** As the formatter leaves it: a list of words that fits stands in one line. */
function formatted(value: unknown): string {
  const text = JSON.stringify(value, null, 2).replace(
    /^( *)(.*)\[\n((?:\s+"[^"\n]*",?\n)+)\s*\]/gm,
    (whole, indent: string, before: string, items: string) => {
      const line = `${indent}${before}[${items.trim().replace(/\s*\n\s*/g, " ")}]`;
      return line.length < 120 ? line : whole;
    },
  );
  return `${text}\n`;
}

/** Paths whose file is not what it should be. */
export function staleSchemas(): readonly string[] {
  return Object.entries(schemaTexts())
    .filter(([path, text]) => read(path) !== text)
    .map(([path]) => path);
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function main(args: readonly string[]): void {
  if (args.includes("--check")) {
    const stale = staleSchemas();
    for (const path of stale) console.error(`${path}: not as the program checks; run npx tsx tools/schemas.ts`);
    process.exitCode = stale.length > 0 ? 1 : 0;
    return;
  }
  for (const [path, text] of Object.entries(schemaTexts())) {
    const released = path.replace("schemas", releasedFolder);
    for (const target of args.includes("--release") ? [path, released] : [path]) {
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text);
      console.log(target);
    }
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) main(process.argv.slice(2));
