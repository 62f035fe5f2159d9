import { type ByteSet, byteOf, listBytes } from "./bytes.ts";
import { type Grammar, type Node, ruleOf, type UntilNode } from "./ir.ts";
import type { Random } from "./random.ts";

/** Characters that grammars of log lines are made of: where a class holds some, they are preferred. */
const NASTY = " :=\"<>[]()*.,;-/|'\\ADHPRTKLdrs01\u00e9";
/** Beyond this length optional parts are left out and repeats are kept short. */
const LONG = 140;

/** Texts of a start symbol, made from the grammar itself: what no recorded line contains comes up here. */
export class Sentences {
  readonly #grammar: Grammar;
  readonly #random: Random;
  readonly #choices = new Map<ByteSet, { readonly all: readonly string[]; readonly nasty: readonly string[] }>();
  #length = 0;

  constructor(grammar: Grammar, random: Random) {
    this.#grammar = grammar;
    this.#random = random;
  }

  sentence(start: string): string {
    this.#length = 0;
    return this.#node(this.#grammar.nodes.node({ kind: "rule", name: start }));
  }

  #node(node: Node): string {
    switch (node.kind) {
      case "bytes":
        return this.#write(this.#byte(node.bytes));
      case "literal":
        return this.#write(node.text);
      case "optional":
        return this.#random.chance(this.#isLong() ? 2 : 30) ? this.#node(node.of) : "";
      case "repeat": {
        let text = node.min === 1 ? this.#node(node.of) : "";
        for (let rounds = this.#random.below(this.#isLong() ? 2 : 8); rounds > 0; rounds--) text += this.#node(node.of);
        return text;
      }
      case "until":
        return this.#write(this.#freeText(node));
      case "rule":
        return this.#random
          .pick(ruleOf(this.#grammar, node.name).alternatives)
          .symbols.map((symbol) => this.#node(symbol))
          .join("");
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

  #write(text: string): string {
    this.#length += text.length;
    return text;
  }

  #isLong(): boolean {
    return this.#length > LONG;
  }
}
