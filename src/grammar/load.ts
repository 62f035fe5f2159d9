import nearley from "nearley";
import compile from "nearley/lib/compile.js";
import language from "nearley/lib/nearley-language-bootstrapped.js";
import { type Place, ToolError } from "../error.ts";
import { expandMacros } from "./macros.ts";
import type { UntilSpec } from "./until.ts";

/** A symbol of a compiled rule: the name of a rule, one character, or a class of characters. */
export type LoadedSymbol = string | RegExp | { readonly literal: string };

/** One alternative as nearley's compiler gives it. */
export interface LoadedRule {
  readonly name: string;
  readonly symbols: readonly LoadedSymbol[];
  /** Source text between `{%` and `%}`; `builtin:x` for what nearley adds itself; undefined without action. */
  readonly action: string | undefined;
  readonly at: Place;
}

export interface LoadedGrammar {
  readonly rules: readonly LoadedRule[];
  /** Free texts by the name that stands for them in the rules. */
  readonly untils: ReadonlyMap<string, UntilSpec>;
}

/**
 * Reads a .ne text with nearley's own compiler, after expanding `until(…)`, `upto(…)`, `not(…)` and `@include "name"`.
 * @param include gives the text of an included file
 * @throws ToolError `grammar` with file and line
 */
export function loadGrammar(text: string, file: string, include: (name: string) => string): LoadedGrammar {
  const untils = new Map<string, UntilSpec>();
  const places = new Map<string, Place>();
  const done = new Set<string>([file]);
  const rules: LoadedRule[] = [];
  const load = (source: string, name: string): void => {
    const expanded = expandMacros(source, name, untils);
    for (const other of expanded.includes) {
      const path = file.replace(/[^/]*$/, other);
      if (!done.has(path)) {
        done.add(path);
        load(include(other), path);
      }
    }
    for (const [rule, line] of expanded.lines) {
      const earlier = places.get(rule);
      if (earlier !== undefined)
        throw new ToolError("grammar", `rule ${rule} is defined in ${earlier.file} already`, { file: name, line });
      places.set(rule, { file: name, line });
    }
    if (expanded.lines.size > 0) rules.push(...compiled(expanded.text, name, places));
  };
  load(text, file);
  for (const { name, symbols, at } of rules) {
    for (const symbol of symbols) {
      if (typeof symbol === "string" && !symbol.includes("$") && !places.has(symbol) && !untils.has(symbol))
        throw new ToolError("grammar", `rule ${name} uses ${symbol}, which is not defined`, at);
    }
  }
  return { rules, untils };
}

function compiled(text: string, file: string, places: ReadonlyMap<string, Place>): LoadedRule[] {
  const result = compile(parse(text, file), { args: [file] });
  if (Object.keys(result.macros).length + Object.keys(result.config).length + result.customTokens.length > 0)
    throw new ToolError("grammar", "nearley's macros, @config and %tokens are not supported", { file });
  return result.rules.map(({ name, symbols, postprocess }) => {
    const at = places.get(name.replace(/\$.*/s, "")) ?? { file };
    return { name, symbols: symbols.map((symbol) => checked(symbol, at)), action: actionSource(postprocess), at };
  });
}

function parse(text: string, file: string): unknown {
  const parser = new nearley.Parser(nearley.Grammar.fromCompiled(language));
  try {
    parser.feed(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [, line, column] = /at line (\d+) col (\d+)/.exec(message) ?? [];
    const found = /Unexpected (.*?)\./.exec(message)?.[1] ?? "input";
    const place = line === undefined ? { file } : { file, line: Number(line), column: Number(column) };
    throw new ToolError("grammar", `not a nearley grammar: unexpected ${found}`, place);
  }
  if (parser.results.length === 0) throw new ToolError("grammar", "the file ends within a rule", { file });
  return parser.results[0];
}

function checked(
  symbol: string | RegExp | { readonly literal?: string; readonly token?: string },
  at: Place,
): LoadedSymbol {
  if (typeof symbol === "string" || symbol instanceof RegExp) return symbol;
  const { literal } = symbol;
  if (literal === undefined) throw new ToolError("grammar", "%tokens are not supported", at);
  if (literal.charCodeAt(0) > 255 || literal === "\n")
    throw new ToolError("grammar", `a literal must hold bytes other than LF: ${JSON.stringify(literal)}`, at);
  return { literal };
}

/** nearley turns `"x"i` into classes with a function of its own that joins them. */
function actionSource(postprocess: string | { readonly builtin: string } | ((d: unknown[]) => unknown) | undefined) {
  if (typeof postprocess === "string") return postprocess.trim();
  if (typeof postprocess === "function") return "text";
  return postprocess === undefined || postprocess === null ? undefined : `builtin:${postprocess.builtin}`;
}
