import { type ByteSet, byteOf, listBytes } from "./bytes.ts";
import { type Alternative, type Grammar, type Node, ruleOf, type UntilNode } from "./ir.ts";
import type { NearleyRule } from "./oracle.ts";
import type { Random } from "./random.ts";

/** Characters that grammars of log lines are made of: where a class holds some, they are preferred. */
const NASTY = " :=\"<>[]()*.,;-/|'\\ADHPRTKLdrs01\u00e9";
/** Beyond this length optional parts are left out and repeats are kept short. */
const LONG = 140;

/** A text, and the value that its grammar gives it: put together while it was made, by no parser. */
export interface Derivation {
  readonly text: string;
  readonly value: unknown;
}

/** Texts of a start symbol, made from the grammar itself: what no recorded line contains comes up here. */
export class Sentences {
  readonly #grammar: Grammar;
  readonly #random: Random;
  readonly #rules: ReadonlyMap<string, readonly NearleyRule[]> | undefined;
  readonly #choices = new Map<ByteSet, { readonly all: readonly string[]; readonly nasty: readonly string[] }>();
  #length = 0;

  /** @param rules the emitted module's own: they hold the structural actions; without them {@link derive} cannot say values */
  constructor(grammar: Grammar, random: Random, rules?: readonly NearleyRule[]) {
    this.#grammar = grammar;
    this.#random = random;
    this.#rules = rules && byName(rules);
  }

  sentence(start: string): string {
    return this.derive(start).text;
  }

  /** A sentence with the value it was made from; undefined where no action says one, or no rules were given. */
  derive(start: string): Derivation {
    this.#length = 0;
    return this.#node(this.#grammar.nodes.node({ kind: "rule", name: start }));
  }

  #node(node: Node): Derivation {
    switch (node.kind) {
      case "bytes":
        return this.#write(this.#byte(node.bytes));
      case "literal":
        return this.#write(node.text);
      case "optional":
        return this.#random.chance(this.#isLong() ? 2 : 30) ? this.#node(node.of) : { text: "", value: null };
      case "repeat": {
        const items = node.min === 1 ? [this.#node(node.of)] : [];
        for (let rounds = this.#random.below(this.#isLong() ? 2 : 8); rounds > 0; rounds--)
          items.push(this.#node(node.of));
        return { text: items.map(({ text }) => text).join(""), value: items.map(({ value }) => value) };
      }
      case "until":
        return this.#write(this.#freeText(node));
      case "rule": {
        const { alternatives } = ruleOf(this.#grammar, node.name);
        const index = this.#random.below(alternatives.length);
        const alternative = alternatives[index] as Alternative;
        const children = alternative.symbols.map((symbol) => this.#node(symbol));
        const text = children.map((child) => child.text).join("");
        const action = this.#rules?.get(node.name)?.[index]?.postprocess as ((d: unknown[]) => unknown) | undefined;
        return { text, value: valueFrom(alternative, text, children, action) };
      }
    }
  }

  #freeText({ spec, automaton }: UntilNode): string {
    const letters = [...spec.marks, ...spec.notAtStart].join("").split("").map(byteOf);
    let text = "";
    let state = automaton.states[0];
    for (let left = this.#random.below(10) + spec.min; state !== undefined && (left > 0 || !state.accepts); left--) {
      if (state.moves.length === 0) break;
      const letter = this.#random.pick(letters);
      const wanted = this.#random.chance(50) ? state.moves.find(({ bytes }) => (bytes & letter) !== 0n) : undefined;
      const move = wanted ?? this.#random.pick(state.moves);
      text += this.#byte(wanted === undefined ? move.bytes : letter);
      state = automaton.states[move.to];
    }
    return text;
  }

  #byte(set: ByteSet): string {
    let choice = this.#choices.get(set);
    if (choice === undefined) {
      const all = listBytes(set).map((byte) => String.fromCharCode(byte));
      choice = { all, nasty: all.filter((character) => NASTY.includes(character)) };
      this.#choices.set(set, choice);
    }
    return this.#random.pick(choice.nasty.length > 0 && this.#random.chance(75) ? choice.nasty : choice.all);
  }

  #write(text: string): Derivation {
    this.#length += text.length;
    return { text, value: text };
  }

  #isLong(): boolean {
    return this.#length > LONG;
  }
}

/** Lexical values and picks are what architecture section 3 says they are; `action` is the structural one as a function. */
function valueFrom(
  { action }: Alternative,
  text: string,
  children: readonly Derivation[],
  structural: ((d: unknown[]) => unknown) | undefined,
): unknown {
  switch (action.kind) {
    case "none":
      return undefined;
    case "pick":
      return children[action.index]?.value;
    case "structural":
      return structural?.(children.map(({ value }) => value));
    case "lexical":
      if (action.name === "text") return text;
      if (action.name === "int") return Number(text);
      return action.name === "flag" ? true : null;
  }
}

function byName(rules: readonly NearleyRule[]): ReadonlyMap<string, readonly NearleyRule[]> {
  const found = new Map<string, NearleyRule[]>();
  for (const rule of rules) {
    const same = found.get(rule.name);
    if (same === undefined) found.set(rule.name, [rule]);
    else same.push(rule);
  }
  return found;
}
