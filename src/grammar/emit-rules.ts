import { classSource } from "./bytes.ts";
import type { LoadedGrammar, LoadedRule, LoadedSymbol } from "./load.ts";
import { automatonOf } from "./until.ts";

/** nearley's actions by what stands between `{%` and `%}`; all else is an expression over `d`. */
const NAMED: Readonly<Record<string, string>> = {
  "builtin:id": "first",
  "builtin:nuller": "skip",
  "builtin:joiner": "text",
  "builtin:arrpush": "push",
  id: "first",
};
const VOCABULARY = new Set(["text", "int", "flag", "skip", "first", "second", "third"]);

interface RuleText {
  readonly name: string;
  readonly symbols: readonly LoadedSymbol[];
  readonly action: string | undefined;
}

/**
 * The loaded rules as TypeScript for nearley, with what nearley does not know written out: the automaton of every free
 * text as left-recursive rules, and below `text` and `int` copies of the rules without their actions, because a
 * lexical value is what the bytes say, whatever the rules below would make of them.
 */
export function emitRules(loaded: LoadedGrammar): string[] {
  const byName = new Map<string, LoadedRule[]>();
  for (const rule of loaded.rules) byName.set(rule.name, [...(byName.get(rule.name) ?? []), rule]);
  const out: RuleText[] = [];
  const copied = new Set<string>();

  const isPlain = (symbol: LoadedSymbol): boolean =>
    typeof symbol !== "string" ||
    (byName.get(symbol) ?? []).every(
      ({ action, symbols }) =>
        (action === undefined || action === "text" || action.startsWith("builtin:")) &&
        symbols.every((below) => below === symbol || isPlain(below)),
    );
  const bare = (symbol: LoadedSymbol): LoadedSymbol => {
    if (typeof symbol !== "string" || isPlain(symbol)) return symbol;
    const name = `${symbol}$bare`;
    if (!copied.has(name)) {
      copied.add(name);
      for (const { symbols, action } of byName.get(symbol) ?? []) {
        const kept = action?.startsWith("builtin:") ? action : undefined;
        out.push({ name, symbols: symbols.map(bare), action: kept });
      }
    }
    return name;
  };
  for (const { name, symbols, action } of loaded.rules) {
    const spans = action === "text" || action === "int";
    out.push({ name, symbols: spans ? symbols.map(bare) : symbols, action });
  }
  return [...out.map(showRule), ...untilRules(loaded)];
}

function untilRules(loaded: LoadedGrammar): string[] {
  const lines: string[] = [];
  for (const [name, spec] of loaded.untils) {
    const state = (number: number) => JSON.stringify(`${name}$${number}`);
    const add = (rule: string, symbols: readonly string[], action: string) =>
      lines.push(`{ name: ${rule}, symbols: [${symbols.join(", ")}], postprocess: ${action} },`);
    add(state(0), [], "() => null");
    automatonOf(spec).states.forEach(({ accepts, moves }, from) => {
      if (accepts) add(JSON.stringify(name), [state(from)], '(d: any) => d[0] ?? ""');
      for (const { bytes, to } of moves) add(state(to), [state(from), `/${classSource(bytes)}/`], "append");
    });
  }
  return lines;
}

function showRule({ name, symbols, action }: RuleText): string {
  const list = symbols.map(showSymbol).join(", ");
  return `{ name: ${JSON.stringify(name)}, symbols: [${list}]${action === undefined ? "" : `, postprocess: ${showAction(action)}`} },`;
}

function showSymbol(symbol: LoadedSymbol): string {
  return symbol instanceof RegExp ? String(symbol) : JSON.stringify(symbol);
}

function showAction(action: string): string {
  if (VOCABULARY.has(action)) return action;
  return NAMED[action] ?? action.replace(/^\(?\s*d\s*\)?\s*=>/, "(d: any): any =>");
}
