import type { LoadedGrammar, LoadedRule, LoadedSymbol } from "./load.ts";

/** nearley's actions by what stands between `{%` and `%}`; all else is an expression over `d`. */
const NAMED: Readonly<Record<string, string>> = {
  "builtin:id": "first",
  "builtin:nuller": "skip",
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
 * TypeScript source of a module with the same grammar for nearley: `rules()`. Apart from the scanners, for only
 * `explain`, tools and tests ask for it.
 * @param runtime import path of src/grammar from where the module will stand
 */
export function emitRulesModule(name: string, loaded: LoadedGrammar, runtime: string): string {
  return [
    `// Generated from grammars/${name}.ne by tools/grammars.ts: change the grammar, not this file.`,
    `import { first, flag, int, push, second, skip, text, third } from "${runtime}/lexical.ts";`,
    `import { choiceRules, literalRule, untilRules } from "${runtime}/nearley-rules.ts";`,
    `import type { NearleyRule } from "${runtime}/oracle.ts";`,
    "",
    `/** The grammar for nearley. */\nexport function rules(): readonly NearleyRule[] {\n  return [`,
    ...emitRules(loaded),
    "  ];\n}",
    "",
  ].join("\n");
}

/**
 * The loaded rules as TypeScript for nearley, with what nearley does not know: the rules of every free text
 * (nearley-rules.ts), and below `text` and `int` copies of the rules without their actions, because a
 * lexical value is what the bytes say, whatever the rules below would make of them.
 */
function emitRules(loaded: LoadedGrammar): string[] {
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
  const choices = wideChoices(byName);
  for (const { name, symbols, action } of loaded.rules) {
    if (choices.has(name.replace(/\$string\$\d+$/, ""))) continue;
    const spans = action === "text" || action === "int";
    out.push({ name, symbols: spans ? symbols.map(bare) : symbols, action });
  }
  const untils = [...loaded.untils].map(([name, spec]) => `...untilRules("${name}", ${JSON.stringify(spec)}),`);
  const wide = [...choices].map(([name, literals]) => `...choiceRules("${name}", ${JSON.stringify(literals)}),`);
  return [...out.map(showRule), ...wide, ...untils];
}

/** From here on a choice of literals is written as a tree of letters: nearley keeps a state for each rule that may begin. */
const WIDE = 16;

/** The rules that are nothing but a long choice of literals, with the literals. */
function wideChoices(byName: ReadonlyMap<string, readonly LoadedRule[]>): Map<string, readonly string[]> {
  const wide = new Map<string, readonly string[]>();
  for (const [name, rules] of byName) {
    if (rules.length < WIDE || name.includes("$")) continue;
    const literals = rules.map(({ symbols: [symbol, ...others], action }) =>
      action === undefined && others.length === 0 && symbol !== undefined ? literalNamed(symbol, byName) : undefined,
    );
    if (literals.every((literal) => literal !== undefined)) wide.set(name, literals);
  }
  return wide;
}

function literalNamed(symbol: LoadedSymbol, byName: ReadonlyMap<string, readonly LoadedRule[]>): string | undefined {
  if (symbol instanceof RegExp) return undefined;
  if (typeof symbol !== "string") return symbol.literal;
  const [rule] = byName.get(symbol) ?? [];
  return symbol.includes("$string$") && rule?.action === "builtin:joiner" ? literalOf(rule.symbols) : undefined;
}

function showRule({ name, symbols, action }: RuleText): string {
  if (action === "builtin:joiner") return `literalRule("${name}", ${JSON.stringify(literalOf(symbols))}),`;
  const list = symbols.map(showSymbol).join(", ");
  return `{ name: ${JSON.stringify(name)}, symbols: [${list}]${action === undefined ? "" : `, postprocess: ${showAction(action)}`} },`;
}

function literalOf(symbols: readonly LoadedSymbol[]): string {
  return symbols.map((symbol) => (typeof symbol === "object" && "literal" in symbol ? symbol.literal : "")).join("");
}

function showSymbol(symbol: LoadedSymbol): string {
  return symbol instanceof RegExp ? String(symbol) : JSON.stringify(symbol);
}

function showAction(action: string): string {
  if (VOCABULARY.has(action)) return action;
  return NAMED[action] ?? action.replace(/^\(?\s*d\s*\)?\s*=>/, "(d: any): any =>");
}
