/** The JSON Schemas of what `events`, `analyze --format json` and `report -o FILE.json` print, from their types. */
import { createGenerator, type Schema } from "ts-json-schema-generator";

/** The file, the type, and what its `$id` and title call it. */
interface Described {
  readonly path: string;
  readonly type: string;
  readonly name: string;
}

/** Where a type is that a command prints as JSON. */
export const describedTypes = {
  analysis: { path: "src/analyzers/analysis.ts", type: "Analysis", name: "analysis" },
  event: { path: "src/parsers/events.ts", type: "MailEvent", name: "event" },
  report: { path: "src/report/model.ts", type: "Report", name: "report" },
} as const satisfies Readonly<Record<string, Described>>;

/** The major version that is part of a schema's `$id`. It changes when a reader of the last one could break. */
export const schemaVersion = 1;

/** Draft 7; descriptions are the type's own comments. */
export function typeSchema({ path, type, name }: Described): Schema {
  const schema = createGenerator({
    path,
    tsconfig: "tsconfig.json",
    type,
    expose: "export",
    jsDoc: "extended",
    // the build and the tests check types
    skipTypeCheck: true,
  }).createSchema(type);
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    $id: `urn:mailmortem:schema:${name}:${schemaVersion}`,
    title: `mailmortem ${name}`,
    ...schema,
  };
}

/**
 * An event as `events` prints it: the instant as ISO 8601 (left out where no line gave one: null), its place, and without
 * what the line does not say.
 */
export function eventSchema(): Schema {
  const schema = typeSchema(describedTypes.event);
  const definitions = Object.fromEntries(
    Object.entries(schema.definitions ?? {}).map(([name, one]) => [name, printed(one as Schema)]),
  );
  return { ...schema, description: EVENT, definitions };
}

const EVENT =
  "One line of what `mailmortem events` prints. What the log line does not say is left out. Texts are UTF-8 where the log is. Sizes are bytes.";

/** Fields that are null are left out, at every depth; an event has its place and its instant as text. */
function printed(schema: unknown): Schema {
  if (Array.isArray(schema)) return schema.map(printed) as unknown as Schema;
  if (typeof schema !== "object" || schema === null) return schema as unknown as Schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, held]) => [key, printed(held)])) as Schema;
  const { properties } = inner;
  if (properties === undefined || typeof properties !== "object") return inner;
  const isEvent = "kind" in properties && "at" in properties;
  const required = (inner.required ?? []).filter((name) => !isNullable((schema as Schema).properties?.[name]));
  return {
    ...inner,
    properties: isEvent ? { ...properties, ...place, at: instant } : properties,
    required: isEvent ? [...required, "source", "line"] : required,
  } as Schema;
}

const instant = {
  type: ["string", "null"],
  description: "ISO 8601 UTC; null when no line gave it",
};
const place = {
  source: { type: "string", description: "The input as named: a path, `-`, a stream's name" },
  line: { type: "integer", minimum: 1, description: "Of the source, from 1" },
};

function isNullable(schema: unknown): boolean {
  if (typeof schema !== "object" || schema === null) return false;
  const { type, anyOf } = schema as { readonly type?: unknown; readonly anyOf?: readonly unknown[] };
  if ("const" in schema) return schema.const === null;
  return type === "null" || (Array.isArray(type) && type.includes("null")) || (anyOf ?? []).some(isNullable);
}
