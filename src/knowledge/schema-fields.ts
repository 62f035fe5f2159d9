/**
 * The kinds of values in an intervention.yaml. Every scalar comes in as the text that was written; null is a TODO, and
 * undefined is a blank (todos.ts). `x-…` marks what the published JSON Schema has to say otherwise (schema-json.ts).
 */
import { z } from "zod";
import { readCount } from "./intervention-amounts.ts";
import { type InterventionKey, keyMeanings } from "./intervention-keys.ts";
import type { Read } from "./intervention-times.ts";

/** A value that may be left out. */
export function optional<T extends z.ZodType>(key: InterventionKey, value: T) {
  return value.nullish().describe(keyMeanings[key]);
}

/** A value that may not; `TODO` stands in for it. */
export function required<T extends z.ZodType>(key: InterventionKey, value: T) {
  return value.nullable().describe(keyMeanings[key]);
}

/** Text in one or more lines, without the blanks around it. */
export const text = z.string("expected text").trim().meta({ "x-scalar": true });

/** Text that is printed as it stands: a file, a diff, the output of a command. */
export const verbatim = z.string("expected text");

/** A list of what may also stand alone. */
export function list<T extends z.ZodType>(item: T, expected: string) {
  const many = z.array(item.nullable(), `expected ${expected}`);
  return z
    .preprocess((value) => (Array.isArray(value) || value === null || value === undefined ? value : [value]), many)
    .meta({ "x-single": true });
}

/** A mapping; text in its place is its `key` alone. `json`: more for the published schema. */
export function shorthand<S extends z.ZodRawShape>(key: keyof S & string, shape: S, json: object = {}) {
  const keys = Object.keys(shape).join(", ");
  return z
    .preprocess(
      (value) => (typeof value === "string" ? { [key]: value } : value),
      z.strictObject(shape, `expected text, or a mapping of ${keys}`),
    )
    .meta({ "x-short": true, ...json });
}

/** A mapping. */
export function mapping<S extends z.ZodRawShape>(shape: S) {
  return z.strictObject(shape, `expected a mapping of ${Object.keys(shape).join(", ")}`);
}

/** One of a few words, in any case. */
export function word<const W extends readonly [string, ...string[]]>(words: W) {
  const quoted = words.map((one) => `"${one}"`);
  const expected = `expected ${quoted.slice(0, -1).join(", ")} or ${quoted.at(-1)}`;
  return z.preprocess(
    (value) => (typeof value === "string" ? value.trim().toLowerCase() : value),
    z.enum(words, expected),
  );
}

/** Text that `read` makes a value of. */
export function reading<T>(read: (text: string) => Read<T>, expected: string, json: Readonly<Record<string, unknown>>) {
  return z
    .string(`expected ${expected}`)
    .meta(json)
    .transform((written, context): T => {
      const result = read(written.trim());
      if ("value" in result) return result.value;
      context.issues.push({ code: "custom", message: result.problem, input: written });
      return z.NEVER;
    });
}

/** A whole number. */
export const count = reading(readCount, "a whole number", { type: "integer", minimum: 0 });

/** Whether a mapping states this key: a TODO counts, a blank does not. */
export function states(value: unknown, key: string): boolean {
  return isMapping(value) && value[key] !== undefined;
}

/** Whether something is a mapping at all: a refinement that also looks at values which are wrong must ask. */
export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
