import { ANY_BYTE, listBytes } from "./bytes.ts";
import { at, byteTest, fixedTest, identifier, markTest, type Names, opening, plainBytes } from "./emit-tests.ts";
import { firstOf } from "./first.ts";
import { type Alternative, type Grammar, type Node, type Rule, ruleOf, type UntilNode } from "./ir.ts";

/** Rules up to this many symbols are written where they are used instead of called. */
const INLINE = 60;
/** From here on alternatives are found by a switch on the first byte. */
const WIDE = 4;
/** Code of this many characters is not repeated in several cases of a switch. */
const LONG = 500;

/**
 * Code that recognises without building values. It moves `i` behind what it read, or runs `fail`: a statement that
 * leaves (return, break to a label). What `i` is then is the business of who wrote `fail`.
 */
export class Recogniser {
  readonly grammar: Grammar;
  readonly names: Names;
  readonly #functions = new Map<string, string>();
  readonly #alternativeFunctions = new Map<Alternative, string>();
  readonly #sizes = new Map<Node, number>();

  constructor(grammar: Grammar, names: Names) {
    this.grammar = grammar;
    this.names = names;
  }

  functions(): string[] {
    return [...this.#functions.values()];
  }

  isSmall(node: Node): boolean {
    return this.#size(node) <= INLINE;
  }

  sequence(symbols: readonly Node[], fail: string): string {
    let code = "";
    let run: Node[] = [];
    const flush = (): void => {
      if (run.length > 0) code += this.#fixed(run, fail);
      run = [];
    };
    for (const symbol of symbols) {
      if (fixedTest(this.grammar, this.names, [symbol]) !== undefined) run.push(symbol);
      else {
        flush();
        code += this.node(symbol, fail);
      }
    }
    flush();
    return code;
  }

  node(node: Node, fail: string): string {
    if (fixedTest(this.grammar, this.names, [node]) !== undefined) return this.#fixed([node], fail);
    switch (node.kind) {
      case "optional":
        return this.#optional(node.of);
      case "repeat":
        return this.#repeat(node.of, node.min, fail);
      case "until":
        return this.until(node, fail);
      case "rule":
        if (this.isSmall(node)) return this.#alternatives(ruleOf(this.grammar, node.name).alternatives, fail);
        return `i = ${this.#call(ruleOf(this.grammar, node.name))}(i);\nif (i < 0) ${fail}\n`;
      default:
        return this.#fixed([node], fail);
    }
  }

  #fixed(symbols: readonly Node[], fail: string): string {
    const test = fixedTest(this.grammar, this.names, symbols);
    if (test === undefined) throw new Error("not of fixed length");
    return test.length === 0 ? "" : `if (!(${test.condition})) ${fail}\ni += ${test.length};\n`;
  }

  #optional(of: Node): string {
    const test = fixedTest(this.grammar, this.names, [of]);
    if (test !== undefined) return `if (${test.condition}) i += ${test.length};\n`;
    const [label, start] = [this.names.fresh("L"), this.names.fresh("p")];
    const guard = opening(this.grammar, this.names, of);
    const body = `const ${start} = i;\n${label}: {\n${this.node(of, `{ i = ${start}; break ${label}; }`)}}\n`;
    return guard === undefined ? `{\n${body}}\n` : `if (${guard}) {\n${body}}\n`;
  }

  #repeat(of: Node, min: 0 | 1, fail: string): string {
    const start = this.names.fresh("p");
    const open = min === 1 ? `const ${start} = i;\n` : "";
    const enough = min === 1 ? `if (i === ${start}) ${fail}\n` : "";
    if (of.kind === "bytes" && of.bytes === ANY_BYTE) return `${open}i = s.indexOf("\\n", i);\n${enough}`;
    const test = fixedTest(this.grammar, this.names, [of]);
    if (test !== undefined) return `${open}while (${test.condition}) i += ${test.length};\n${enough}`;
    const [label, round] = [this.names.fresh("L"), this.names.fresh("q")];
    const again = `if (i !== ${round}) continue ${label};\n`;
    let body: string;
    if (of.kind === "rule" && this.isSmall(of)) body = this.#rounds(ruleOf(this.grammar, of.name), label, round);
    else {
      const inner = this.names.fresh("M");
      body = `${inner}: {\n${this.node(of, `{ i = ${round}; break ${inner}; }`)}${again}}\n`;
    }
    return `${open}${label}: for (;;) {\nconst ${round} = i;\n${body}break;\n}\n${enough}`;
  }

  /** The alternatives of a repeated rule, each going on with the loop itself. */
  #rounds(rule: Rule, loop: string, round: string): string {
    return rule.alternatives
      .map(({ symbols }) => {
        const test = fixedTest(this.grammar, this.names, symbols);
        if (test !== undefined)
          return test.length === 0 ? "" : `if (${test.condition}) { i += ${test.length}; continue ${loop}; }\n`;
        const label = this.names.fresh("M");
        const fail = `{ i = ${round}; break ${label}; }`;
        return `${label}: {\n${this.sequence(symbols, fail)}if (i !== ${round}) continue ${loop};\n}\n`;
      })
      .join("");
  }

  /** A loop over the bytes that no mark begins with; at the others the marks are compared. See until.ts. */
  until({ spec }: UntilNode, fail: string): string {
    const start = this.names.fresh("p");
    const plain = byteTest(this.names, plainBytes(spec.marks), "b[i]");
    const single = spec.marks.every((mark) => mark.length === 1);
    const stop = `if (b[i] === 10 || ${markTest(this.names, spec.marks)}) break;\n`;
    const loop = single ? `while (${plain}) i++;\n` : `for (;;) {\nwhile (${plain}) i++;\n${stop}i++;\n}\n`;
    const enough = spec.min === 1 ? `if (i === ${start}) ${fail}\n` : "";
    const forbidden = spec.notAtStart.map((literal) => {
      const same = [...literal].map((one, k) => `b[${start} + ${k}] === ${one.charCodeAt(0)}`).join(" && ");
      return `if (i - ${start} >= ${literal.length} && ${same}) ${fail}\n`;
    });
    return `const ${start} = i;\n${loop}${enough}${forbidden.join("")}`;
  }

  #alternatives(alternatives: readonly Alternative[], fail: string): string {
    const [only, ...others] = alternatives;
    if (only !== undefined && others.length === 0) return this.sequence(only.symbols, fail);
    const [label, start] = [this.names.fresh("L"), this.names.fresh("p")];
    const one = ({ symbols }: Alternative): string => {
      const test = fixedTest(this.grammar, this.names, symbols);
      if (test !== undefined) return `if (${test.condition}) { i += ${test.length}; break ${label}; }\n`;
      const inner = this.names.fresh("M");
      return `${inner}: {\n${this.sequence(symbols, `{ i = ${start}; break ${inner}; }`)}break ${label};\n}\n`;
    };
    const apart = (alternative: Alternative): string =>
      `i = ${this.#alternativeFunction(alternative)}(i);\nif (i >= 0) break ${label};\ni = ${start};\n`;
    return `const ${start} = i;\n${label}: {\n${this.choose(alternatives, one, apart)}${fail}\n}\n`;
  }

  /**
   * Tries alternatives in order, wide choices behind a switch on the first byte.
   * @param one code of an alternative that leaves on success
   * @param apart the same by way of a function: for long code that several cases share
   */
  choose(
    alternatives: readonly Alternative[],
    one: (alternative: Alternative) => string,
    apart: (alternative: Alternative) => string,
  ): string {
    if (alternatives.length < WIDE) return alternatives.map(one).join("");
    const firsts = alternatives.map(({ symbols }) => firstOf(this.grammar, symbols));
    const groups = new Map<string, { bytes: number[]; members: Alternative[] }>();
    for (const byte of [...listBytes(ANY_BYTE), 10]) {
      const members = alternatives.filter(
        (_, k) => firsts[k]?.empty || ((firsts[k]?.bytes ?? 0n) >> BigInt(byte)) & 1n,
      );
      const key = members.map((member) => alternatives.indexOf(member)).join();
      const same = groups.get(key);
      if (same === undefined) groups.set(key, { bytes: [byte], members });
      else same.bytes.push(byte);
    }
    const ordered = [...groups.values()].sort((a, b) => a.bytes.length - b.bytes.length);
    const code = (member: Alternative): string => {
      const shared = ordered.filter(({ members }) => members.includes(member)).length > 1;
      const inline = one(member);
      return shared && inline.length > LONG ? apart(member) : inline;
    };
    const cases = ordered.map(({ bytes, members }, k) => {
      const labels = k === ordered.length - 1 ? "default:" : bytes.map((byte) => `case ${byte}:`).join(" ");
      return `${labels} {\n${members.map(code).join("")}break;\n}\n`;
    });
    return `switch (${at(0)}) {\n${cases.join("")}}\n`;
  }

  #alternativeFunction(alternative: Alternative): string {
    const known = this.#alternativeFunctions.get(alternative);
    if (known !== undefined) return known;
    const name = this.names.fresh("$skip$alt");
    this.#alternativeFunctions.set(alternative, name);
    const code = this.sequence(alternative.symbols, "return -1;");
    this.#functions.set(name, `function ${name}(i: number): number {\nconst b = $B, s = $S;\n${code}return i;\n}\n`);
    return name;
  }

  #call(rule: Rule): string {
    const name = `$skip_${identifier(rule.name)}`;
    if (this.#functions.has(name)) return name;
    this.#functions.set(name, "");
    const code = this.#alternatives(rule.alternatives, "return -1;");
    this.#functions.set(name, `function ${name}(i: number): number {\nconst b = $B, s = $S;\n${code}return i;\n}\n`);
    return name;
  }

  #size(node: Node): number {
    const known = this.#sizes.get(node);
    if (known !== undefined) return known;
    let size = 1;
    if (node.kind === "literal") size += node.text.length >> 3;
    if (node.kind === "optional" || node.kind === "repeat") size += this.#size(node.of);
    if (node.kind === "until") size += node.spec.marks.length;
    if (node.kind === "rule") {
      for (const { symbols } of ruleOf(this.grammar, node.name).alternatives)
        for (const symbol of symbols) size += this.#size(symbol);
    }
    this.#sizes.set(node, size);
    return size;
  }
}
