import { ToolError } from "../error.ts";
import { actionOf } from "./actions.ts";
import { bytesOf } from "./bytes.ts";
import { type Alternative, type Grammar, type Node, NodeTable, type Rule } from "./ir.ts";
import type { LoadedGrammar, LoadedRule, LoadedSymbol } from "./load.ts";
import { automatonOf } from "./until.ts";

/**
 * Turns nearley's compiled rules into the {@link Grammar} that is proven and emitted.
 * @throws ToolError for recursion other than `:*` and `:+`, and for actions outside the vocabulary
 */
export function buildGrammar(name: string, loaded: LoadedGrammar): Grammar {
  return new Builder(name, loaded).build();
}

class Builder {
  readonly #loaded: LoadedGrammar;
  readonly #byName = new Map<string, LoadedRule[]>();
  readonly #rules = new Map<string, Rule>();
  readonly #nodes = new NodeTable();
  /** Groups that say the same are one rule, so that both halves of `(…):+` are the same symbol. */
  readonly #groups = new Map<string, string>();
  readonly #open: string[] = [];
  readonly #name: string;

  constructor(name: string, loaded: LoadedGrammar) {
    this.#name = name;
    this.#loaded = loaded;
    for (const rule of loaded.rules) {
      const same = this.#byName.get(rule.name);
      if (same === undefined) this.#byName.set(rule.name, [rule]);
      else same.push(rule);
    }
  }

  build(): Grammar {
    for (const name of this.#byName.keys()) if (!name.includes("$")) this.#rule(name);
    return { name: this.#name, rules: this.#rules, nodes: this.#nodes };
  }

  #rule(name: string): Rule {
    const known = this.#rules.get(name);
    if (known !== undefined) return known;
    const loaded = this.#byName.get(name) ?? [];
    const at = loaded[0]?.at ?? { file: this.#name };
    if (this.#open.includes(name)) {
      const circle = [...this.#open.slice(this.#open.indexOf(name)), name].join(" -> ");
      throw new ToolError("grammar", `a rule may not use itself (${circle}); repeat with :* or :+`, at);
    }
    this.#open.push(name);
    const alternatives = loaded.map((rule): Alternative => {
      const symbols = rule.symbols.map((symbol) => this.#node(symbol));
      const action = actionOf(rule.action, symbols.length, rule.at);
      return { symbols, action };
    });
    this.#open.pop();
    const rule: Rule = { name, alternatives, at };
    this.#rules.set(name, rule);
    return rule;
  }

  #node(symbol: LoadedSymbol): Node {
    if (symbol instanceof RegExp) return this.#nodes.node({ kind: "bytes", bytes: bytesOf(symbol) });
    if (typeof symbol !== "string") return this.#nodes.node({ kind: "literal", text: symbol.literal });
    const spec = this.#loaded.untils.get(symbol);
    if (spec !== undefined) return this.#nodes.node({ kind: "until", spec, automaton: automatonOf(spec) });
    if (/\$string\$\d+$/.test(symbol)) return this.#nodes.node({ kind: "literal", text: this.#literal(symbol) });
    if (/\$ebnf\$\d+$/.test(symbol)) return this.#ebnf(symbol);
    if (/\$subexpression\$\d+$/.test(symbol)) return this.#group(symbol);
    this.#rule(symbol);
    return this.#nodes.node({ kind: "rule", name: symbol });
  }

  #literal(name: string): string {
    const symbols = this.#byName.get(name)?.[0]?.symbols ?? [];
    return symbols.map((symbol) => (typeof symbol === "object" && "literal" in symbol ? symbol.literal : "")).join("");
  }

  /** nearley writes `x:?` as `x | nothing`, `x:*` as `nothing | self x` and `x:+` as `x | self x`. */
  #ebnf(name: string): Node {
    const [one, two] = this.#byName.get(name) ?? [];
    const first = one?.symbols[0];
    if (one === undefined || two === undefined) throw new Error(`unknown encoding ${name}`);
    if (two.symbols.length === 0 && first !== undefined)
      return this.#nodes.node({ kind: "optional", of: this.#node(first) });
    const again = two.symbols[1];
    if (two.symbols[0] !== name || again === undefined) throw new Error(`unknown encoding ${name}`);
    const of = this.#node(again);
    if (first !== undefined && this.#node(first) !== of) throw new Error(`${name} repeats two different symbols`);
    return this.#nodes.node({ kind: "repeat", of, min: first === undefined ? 0 : 1 });
  }

  #group(name: string): Node {
    const rule = this.#rule(name);
    const key = rule.alternatives
      .map(({ symbols, action }) => `${symbols.map(({ id }) => id)} ${JSON.stringify(action)}`)
      .join("|");
    const same = this.#groups.get(key) ?? name;
    this.#groups.set(key, same);
    if (same !== name) this.#rules.delete(name);
    return this.#nodes.node({ kind: "rule", name: same });
  }
}
