import type { LexicalName } from "./actions.ts";
import type { Recogniser } from "./emit-recognise.ts";
import { type Settled, settle, settlingOf, variableOf } from "./emit-settle.ts";
import { byteTest, fixedTest, identifier, type Names, opening } from "./emit-tests.ts";
import { type Alternative, type Grammar, type Node, type Rule, ruleOf } from "./ir.ts";

/** Code that leaves the value of a node in a variable; on failure it runs `fail`, as in {@link Recogniser}. */
export class ValueWriter {
  readonly #grammar: Grammar;
  readonly #names: Names;
  readonly #recognise: Recogniser;
  readonly #functions = new Map<string, string>();
  readonly #actions = new Map<string, string>();
  readonly #settled = new Set<string>();

  constructor(recognise: Recogniser) {
    this.#recognise = recognise;
    this.#grammar = recognise.grammar;
    this.#names = recognise.names;
  }

  functions(): string[] {
    return [...this.#functions.values()];
  }

  /** Actions as functions of the children that they read. */
  actions(): string[] {
    return [...this.#actions].map(([code, name]) => `const ${name} = ${code};`);
  }

  /** Variables for the fields of objects whose values are read before the object: see emit-settle.ts. */
  settled(): string[] {
    return [...this.#settled].map((field) => `let ${variableOf(field)}: any = null;`);
  }

  /** The function that reads a rule at `i`: gives its value and leaves the end in `$E`, -1 when the rule is not there. */
  call(rule: Rule, settled?: Settled): string {
    const name = `$read_${identifier(rule.name)}${settled === undefined ? "" : `$with_${[...settled].join("_")}`}`;
    if (this.#functions.has(name)) return name;
    this.#functions.set(name, "");
    const one = (alternative: Alternative): string => {
      const label = this.#names.fresh("A");
      const read = this.#alternative(alternative, "v", `{ i = a; break ${label}; }`, settled);
      return `${label}: {\nlet v: any;\n${read}$E = i;\nreturn v;\n}\n`;
    };
    const apart = (alternative: Alternative): string => {
      const inner = `${name}$alt${rule.alternatives.indexOf(alternative)}`;
      if (!this.#functions.has(inner)) this.#functions.set(inner, reader(inner, one(alternative)));
      return `{\nconst v = ${inner}(i);\nif ($E >= 0) return v;\n}\n`;
    };
    this.#functions.set(name, reader(name, this.#recognise.choose(rule.alternatives, one, apart)));
    return name;
  }

  #node(node: Node, into: string, fail: string, settled?: Settled): string {
    switch (node.kind) {
      case "bytes":
        return `if (!(${byteTest(this.#names, node.bytes, "b[i]")})) ${fail}\n${into} = s[i];\ni++;\n`;
      case "literal": {
        const condition = fixedTest(this.#grammar, this.#names, [node])?.condition;
        return `if (!(${condition})) ${fail}\n${into} = ${JSON.stringify(node.text)};\ni += ${node.text.length};\n`;
      }
      case "until": {
        const start = this.#names.fresh("p");
        return `const ${start} = i;\n${this.#recognise.until(node, fail)}${into} = s.slice(${start}, i);\n`;
      }
      case "optional":
        return this.#optional(node.of, into);
      case "repeat":
        return this.#repeat(node.of, node.min, into, fail);
      case "rule":
        return this.#rule(ruleOf(this.#grammar, node.name), node, into, fail, settled);
    }
  }

  #optional(of: Node, into: string): string {
    const [label, start] = [this.#names.fresh("L"), this.#names.fresh("p")];
    const guard = opening(this.#grammar, this.#names, of);
    const code = this.#node(of, into, `{ i = ${start}; ${into} = null; break ${label}; }`);
    const body = `const ${start} = i;\n${label}: {\n${code}}\n`;
    return `${into} = null;\n${guard === undefined ? "" : `if (${guard}) `}{\n${body}}\n`;
  }

  #repeat(of: Node, min: 0 | 1, into: string, fail: string): string {
    const [label, start, item] = [this.#names.fresh("L"), this.#names.fresh("p"), this.#names.fresh("e")];
    const code = this.#node(of, item, `{ i = ${start}; break ${label}; }`);
    const enough = min === 1 ? `if (${into}.length === 0) ${fail}\n` : "";
    const loop = `${label}: for (;;) {\nconst ${start} = i;\nlet ${item}: any;\n${code}if (i === ${start}) break;\n`;
    return `${into} = [];\n${loop}${into}.push(${item});\n}\n${enough}`;
  }

  #rule(rule: Rule, node: Node, into: string, fail: string, settled: Settled | undefined): string {
    const [only, ...others] = rule.alternatives;
    const simple = only?.action.kind === "lexical" || only?.action.kind === "pick";
    if (only !== undefined && others.length === 0 && simple && this.#recognise.isSmall(node))
      return this.#alternative(only, into, fail, settled);
    return `${into} = ${this.call(rule, settled)}(i);\nif ($E < 0) ${fail}\ni = $E;\n`;
  }

  #alternative({ symbols, action }: Alternative, into: string, fail: string, settled?: Settled): string {
    switch (action.kind) {
      case "none":
        throw new Error("a value was read where there is none"); // check.ts refuses it
      case "lexical": {
        const start = this.#names.fresh("p");
        const code = this.#recognise.sequence(symbols, fail);
        return `const ${start} = i;\n${code}${into} = ${lexicalValue(action.name, start)};\n`;
      }
      case "pick":
        return this.#children(symbols, new Map([[action.index, into]]), fail, { settled });
      case "structural": {
        const settling = settlingOf(this.#grammar, symbols, action);
        const variables = new Map(action.reads.map((index) => [index, this.#names.fresh("v")]));
        const declare =
          variables.size > 0 ? `let ${[...variables.values()].map((name) => `${name}: any`).join(", ")};\n` : "";
        if (settling !== undefined) {
          const known = [...settling.fields].map(
            ([field, index]) => `${variableOf(field)} = ${variables.get(index)};\n`,
          );
          for (const field of settling.fields.keys()) this.#settled.add(field);
          const how = { settled: new Set(settling.fields.keys()), before: known.join(""), child: settling.child };
          return `${declare}${this.#children(symbols, variables, fail, how)}${into} = ${variables.get(settling.child)};\n`;
        }
        const body = settled === undefined ? action.body : settle(action.body, settled);
        if (body === undefined) throw new Error("an object does not have the fields that it is to be built with");
        const call = `${this.#action(action.reads, body)}(${[...variables.values()].join(", ")})`;
        return `${declare}${this.#children(symbols, variables, fail)}${into} = ${call};\n`;
      }
    }
  }

  /**
   * Children that nobody reads are recognised only.
   * @param how `settled` goes for the `child`, with code `before` it; without a `child`, for every one that is read
   */
  #children(
    symbols: readonly Node[],
    variables: ReadonlyMap<number, string>,
    fail: string,
    how: { readonly settled?: Settled | undefined; readonly before?: string; readonly child?: number } = {},
  ): string {
    let code = "";
    let run: Node[] = [];
    for (const [index, symbol] of symbols.entries()) {
      const variable = variables.get(index);
      if (variable === undefined) run.push(symbol);
      else {
        const concerned = how.child === undefined || how.child === index;
        code += this.#recognise.sequence(run, fail) + (concerned ? (how.before ?? "") : "");
        code += this.#node(symbol, variable, fail, concerned ? how.settled : undefined);
        run = [];
      }
    }
    return code + this.#recognise.sequence(run, fail);
  }

  #action(reads: readonly number[], body: string): string {
    const code = `(${reads.map((index) => `d${index}: any`).join(", ")}): any => ${body}`;
    const name = this.#actions.get(code) ?? `$P${this.#actions.size}`;
    this.#actions.set(code, name);
    return name;
  }
}

function reader(name: string, body: string): string {
  return `function ${name}(i: number): any {\nconst b = $B, s = $S, a = i;\n${body}$E = -1;\nreturn undefined;\n}\n`;
}

function lexicalValue(name: LexicalName, start: string): string {
  if (name === "text") return `s.slice(${start}, i)`;
  if (name === "int") return `integer(b, ${start}, i)`;
  return name === "flag" ? "true" : "null";
}
