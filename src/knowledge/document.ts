import { LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { type Place, ToolError } from "../error.ts";
import { closest } from "./closest.ts";
import { placeAt, placeOf, placeOfKey } from "./positions.ts";

/**
 * Reads YAML that a person wrote and checks it against `schema`.
 *
 * @throws ToolError `document` with every mistake at once, one line each: `file:line:column: what was expected`.
 */
export function readDocument<T>(text: string, file: string, schema: z.ZodType<T>): T {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    refuse(document.errors.map((error) => ({ at: placeAt(lines, file, error.pos[0]), message: error.message })));
  }
  const result = schema.safeParse(document.toJS());
  if (result.success) return result.data;
  refuse(
    result.error.issues.flatMap((issue): Mistake[] => {
      if (issue.code !== "unrecognized_keys") {
        const name = issue.path.join(".");
        return [
          {
            at: placeOf(document, lines, file, issue.path),
            message: name === "" ? issue.message : `${name}: ${issue.message}`,
          },
        ];
      }
      return issue.keys.map((key) => ({
        at: placeOfKey(document, lines, file, issue.path, key),
        message: `unknown key "${key}"${suggestion(key, knownKeys(schema, issue.path))}`,
      }));
    }),
  );
}

interface Mistake {
  readonly at: Place;
  readonly message: string;
}

function refuse(mistakes: readonly Mistake[]): never {
  const sorted = [...mistakes].sort(
    (a, b) => (a.at.line ?? 0) - (b.at.line ?? 0) || (a.at.column ?? 0) - (b.at.column ?? 0),
  );
  const [first, ...rest] = sorted;
  const more = rest.map(
    ({ at, message }) =>
      `\n${[at.file, at.line, at.column].filter((part) => part !== undefined).join(":")}: ${message}`,
  );
  throw new ToolError("document", `${first?.message ?? "not valid"}${more.join("")}`, first?.at);
}

function suggestion(key: string, known: readonly string[]): string {
  const guess = closest(key, known);
  return guess === undefined ? "" : `; did you mean "${guess}"?`;
}

/** The keys of the object schema at `path`, as far as the schema is made of objects, arrays and optionals. */
function knownKeys(schema: unknown, path: readonly PropertyKey[]): readonly string[] {
  let at = unwrapped(schema);
  for (const step of path) {
    at = unwrapped(typeof step === "number" ? at?.element : at?.shape?.[step]);
  }
  return Object.keys(at?.shape ?? {});
}

interface SchemaNode {
  readonly shape?: Record<PropertyKey, unknown>;
  readonly element?: unknown;
  readonly unwrap?: () => unknown;
}

function unwrapped(schema: unknown): SchemaNode | undefined {
  let node = schema as SchemaNode | undefined;
  while (
    node !== undefined &&
    node.shape === undefined &&
    node.element === undefined &&
    typeof node.unwrap === "function"
  ) {
    node = node.unwrap() as SchemaNode;
  }
  return node;
}
