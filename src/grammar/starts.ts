import { ToolError } from "../error.ts";
import type { Reach } from "./prove.ts";

/** The start symbols of one grammar, as grammars/starts.json has them. */
export interface Starts {
  readonly lists: readonly StartList[];
  /** Starts that are called by name only; each must reach the line's end. */
  readonly single: readonly string[];
}

/** Starts tried in order; emitted as a scanner with the list's name. */
export interface StartList {
  readonly name: string;
  readonly reach: Reach;
  readonly starts: readonly string[];
  /** Name of the module that it is emitted in, when that is not the grammar's. */
  readonly apart?: string;
}

/** Names that the emitted module exports itself. */
const TAKEN = ["scanners", "text", "int", "flag", "skip", "first", "second", "third", "push", "table", "integer"];

/**
 * Reads one entry of starts.json: `{"lines": {"body": ["typed", "note"]}, "prefixes": {"envelope": […]}, "single": […]}`,
 * and `"apart": {"dovecot-envelope": ["envelope"]}` for lists that can be loaded without the others.
 * @throws ToolError
 */
export function startsOf(grammar: string, entry: unknown, file: string): Starts {
  const fail = (message: string): never => {
    throw new ToolError("grammar", `${grammar}: ${message}`, { file });
  };
  const names = (value: unknown, where: string): readonly string[] =>
    Array.isArray(value) && value.every((name) => typeof name === "string" && /^\w+$/.test(name))
      ? value
      : fail(`${where} must be a list of rule names`);
  const { lines = {}, prefixes = {}, single = [], apart = {}, ...others } = (entry ?? {}) as Record<string, unknown>;
  for (const key of Object.keys(others)) fail(`unknown key ${key}; expected lines, prefixes, single, apart`);
  const modules = Object.entries(apart as Record<string, unknown>).map(([module, lists]) => {
    if (!module.startsWith(`${grammar}-`)) fail(`the name of the module ${module} must begin with ${grammar}-`);
    return { module, lists: names(lists, module) };
  });
  const listsOf = (value: unknown, reach: Reach): StartList[] =>
    Object.entries(value as Record<string, unknown>).map(([name, starts]) => {
      if (!/^[a-z]\w*$/.test(name) || TAKEN.includes(name)) fail(`${name} cannot be the name of a list`);
      const module = modules.find(({ lists }) => lists.includes(name))?.module;
      return { name, reach, starts: names(starts, name), ...(module === undefined ? {} : { apart: module }) };
    });
  const lists = [...listsOf(lines, "line"), ...listsOf(prefixes, "prefix")];
  for (const name of modules.flatMap(({ lists: named }) => named))
    if (!lists.some((list) => list.name === name)) fail(`there is no list ${name} to be apart`);
  const starts: Starts = { lists, single: names(single, "single") };
  const all = [...lists.flatMap((list) => list.starts), ...starts.single];
  const twice = [...all, ...lists.map(({ name }) => `list ${name}`)].find(
    (name, at, every) => every.indexOf(name) !== at,
  );
  if (twice !== undefined) fail(`${twice} is named twice`);
  if (all.length === 0) fail("there is no start symbol");
  return starts;
}

/** Every start symbol with how far it must reach. */
export function everyStart({ lists, single }: Starts): readonly { readonly name: string; readonly reach: Reach }[] {
  const listed = lists.flatMap(({ starts, reach }) => starts.map((name) => ({ name, reach })));
  return [...listed, ...single.map((name) => ({ name, reach: "line" as const }))];
}
