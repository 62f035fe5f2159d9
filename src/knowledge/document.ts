import {
  type Document,
  isNode,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  Parser,
  parseDocument,
  visit,
  type YAMLError,
} from "yaml";
import type { z } from "zod";
import type { Place } from "../error.ts";
import { closest } from "./closest.ts";
import { type Mistake, refuse } from "./mistakes.ts";
import { placeAt, placeOf, placeOfKey } from "./positions.ts";
import { knownKeys } from "./schema-keys.ts";

/** Longest text that is read: nobody writes more by hand, and a parser should not be kept busy for it. Bytes. */
export const longestDocument = 1 << 20;
/** Lists and mappings within each other. The deepest of our documents has seven. */
const deepest = 64;
/** How often `*names` may repeat a part; more is a document made to grow. */
const mostAliases = 100;

/** A YAML document that is YAML at least, and where its parts stand. */
export interface OpenDocument {
  /** Plain values. */
  readonly value: unknown;
  /** Where the value at `path` stands; the nearest parent's place when there is none. */
  placeOf(path: readonly PropertyKey[]): Place;
  /** Where the key `name` of the mapping at `path` stands. */
  placeOfKey(path: readonly PropertyKey[], name: string): Place;
}

export interface DocumentOptions {
  /** `core`: numbers and booleans are such. `failsafe`: every scalar is text as it is written, `1.0` too. */
  readonly scalars?: "core" | "failsafe";
}

/**
 * Reads YAML that a person wrote and checks it against `schema`.
 *
 * @throws ToolError `document` with every mistake at once, one line each: `file:line:column: what was expected`.
 */
export function readDocument<T>(text: string, file: string, schema: z.ZodType<T>): T {
  const document = openDocument(text, file);
  return checkDocument(document, document.value, schema);
}

/**
 * Reads YAML that a person wrote.
 *
 * @throws ToolError `document` for what is not YAML, is longer than {@link longestDocument}, or is made to exhaust us.
 */
export function openDocument(text: string, file: string, { scalars = "core" }: DocumentOptions = {}): OpenDocument {
  if (Buffer.byteLength(text) > longestDocument) refuse([{ at: { file }, message: TOO_LONG }]);
  refuseDepth(text, file);
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    schema: scalars,
    logLevel: "error",
    // yaml compares every key with every other one
    uniqueKeys: false,
  });
  const keys = compoundKeys(document);
  const broken = [
    ...document.errors.map((error) => ({ offset: error.pos[0], message: told(error) })),
    ...keys.map((offset) => ({ offset, message: COMPOUND })),
    ...unknownNames(document),
    ...(keys.length > 0 ? [] : repeatedKeys(document)).map((offset) => ({ offset, message: REPEATED })),
  ];
  if (broken.length > 0) {
    refuse(broken.map(({ offset, message }) => ({ at: placeAt(lines, file, offset), message })));
  }
  return {
    value: plainValue(document, file),
    placeOf: (path) => placeOf(document, lines, file, asWritten(document, path)),
    placeOfKey: (path, name) => placeOfKey(document, lines, file, asWritten(document, path), name),
  };
}

/**
 * Checks `value`, which is what `document` holds or was made of it, against `schema`.
 *
 * @throws ToolError `document` with every mistake at once.
 */
export function checkDocument<T>(document: OpenDocument, value: unknown, schema: z.ZodType<T>): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  refuse(
    result.error.issues.flatMap((issue): Mistake[] => {
      if (issue.code !== "unrecognized_keys") {
        const name = issue.path.join(".");
        return [
          { at: document.placeOf(issue.path), message: name === "" ? issue.message : `${name}: ${issue.message}` },
        ];
      }
      return issue.keys.map((key) => ({
        at: document.placeOfKey(issue.path, key),
        message: `unknown key "${key}"${suggestion(key, knownKeys(schema, issue.path))}`,
      }));
    }),
  );
}

const TOO_LONG = "longer than 1 MiB; leave whole logs and dumps out, and name them under documents";
const TOO_DEEP = "too many lists and mappings within each other";
const REPEATED = "this key stands here twice; keys of a mapping must be unique";
const COMPOUND = "a key must be a word; here it is a list, a mapping or a *name";

/** Offsets of keys that are no scalars. Their names take twice the time for each level: nobody may ask for one. */
function compoundKeys(document: Document): readonly number[] {
  const offsets: number[] = [];
  visit(document, {
    Pair(_, { key }) {
      if (!isNode(key) || isScalar(key)) return undefined;
      offsets.push(key.range?.[0] ?? 0);
      return visit.SKIP;
    },
  });
  return offsets;
}

/** Each `*name` that no `&name` stands before. */
function unknownNames(document: Document): readonly { readonly offset: number; readonly message: string }[] {
  const names = new Set<string>();
  const unknown: { offset: number; message: string }[] = [];
  visit(document, {
    Value: (_, { anchor }) => void (anchor !== undefined && names.add(anchor)),
    Alias: (_, { source, range }) => {
      const message = `there is no &${source} before this *${source}; put the text in quotes if it is no name`;
      if (!names.has(source)) unknown.push({ offset: range?.[0] ?? 0, message });
    },
  });
  return unknown;
}

/** Offsets of keys that their mapping has already. */
function repeatedKeys(document: Document): readonly number[] {
  const offsets: number[] = [];
  visit(document, {
    Map(_, map) {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        const name = String(key);
        if (seen.has(name) && isNode(key)) offsets.push(key.range?.[0] ?? 0);
        seen.add(name);
      }
    },
  });
  return offsets;
}

/** A path without its steps into lists that were not written as such: what stands alone for a list of one. */
function asWritten(document: Document, path: readonly PropertyKey[]): readonly PropertyKey[] {
  const written: PropertyKey[] = [];
  for (const step of path) {
    const parent = written.length === 0 ? document.contents : document.getIn(written, true);
    if (typeof step !== "number" || isSeq(parent)) written.push(step);
  }
  return written;
}

function told(error: YAMLError): string {
  if (error.code === "TAB_AS_INDENT") return "a tab; indent with spaces";
  if (error.code === "BLOCK_AS_IMPLICIT_KEY") {
    return 'a second ": " in one line; put the value in quotes, as in title: "TODO: what happened"';
  }
  return error.message;
}

function plainValue(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: mostAliases });
  } catch (error) {
    // yaml throws ReferenceError for names that repeat too much
    if (!(error instanceof ReferenceError)) throw error;
    const message = /Excessive alias/.test(error.message)
      ? `its *names repeat more than ${mostAliases} parts; write them out`
      : error.message;
    refuse([{ at: { file }, message }]);
  }
}

/**
 * Refuses deep nesting before anything recurses: yaml's composer exhausts the stack on a line of brackets. A level takes
 * one or two places of the parser's stack.
 */
function refuseDepth(text: string, file: string): void {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    const { offset } = parser;
    // the parser works as its generator is drawn from
    for (const _ of parser.next(lexeme));
    if (parser.stack.length <= 2 * deepest) continue;
    const before = text.slice(0, offset).split("\n");
    refuse([{ at: { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }, message: TOO_DEEP }]);
  }
}

function suggestion(key: string, known: readonly string[]): string {
  const guess = closest(key, known);
  return guess === undefined ? "" : `; did you mean "${guess}"?`;
}
