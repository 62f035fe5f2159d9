import type { Place } from "../error.ts";
import type { Action } from "./actions.ts";
import type { ByteSet } from "./bytes.ts";
import type { Automaton, UntilSpec } from "./until.ts";

/**
 * A grammar as the proof and the emitter see it: nearley's encodings of literals, repeats and optionals recognised,
 * no recursion. Equal nodes are one object.
 */
export interface Grammar {
  readonly name: string;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly nodes: NodeTable;
}

export interface Rule {
  /** Groups are rules named `outer$subexpression$n`. */
  readonly name: string;
  readonly alternatives: readonly Alternative[];
  readonly at: Place;
}

export interface Alternative {
  readonly symbols: readonly Node[];
  readonly action: Action;
}

export type Node =
  /** One byte of a set. */
  | { readonly kind: "bytes"; readonly id: number; readonly bytes: ByteSet }
  | { readonly kind: "literal"; readonly id: number; readonly text: string }
  | { readonly kind: "repeat"; readonly id: number; readonly of: Node; readonly min: 0 | 1 }
  | { readonly kind: "optional"; readonly id: number; readonly of: Node }
  | UntilNode
  | { readonly kind: "rule"; readonly id: number; readonly name: string };
export interface UntilNode {
  readonly kind: "until";
  readonly id: number;
  readonly spec: UntilSpec;
  readonly automaton: Automaton;
}

/** A node without its number. */
export type NodeShape = Node extends infer N ? (N extends { readonly id: number } ? Omit<N, "id"> : never) : never;

/** Numbers nodes; equal ones are one object, so that continuations can be compared by identity. */
export class NodeTable {
  readonly #known = new Map<string, Node>();

  node(shape: NodeShape): Node {
    const key = keyOf(shape);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const made = { ...shape, id: this.#known.size } as Node;
    this.#known.set(key, made);
    return made;
  }
}

function keyOf(shape: NodeShape): string {
  switch (shape.kind) {
    case "bytes":
      return `bytes ${shape.bytes.toString(36)}`;
    case "literal":
      return `literal ${shape.text}`;
    case "repeat":
      return `repeat ${shape.min} ${shape.of.id}`;
    case "optional":
      return `optional ${shape.of.id}`;
    case "until":
      return `until ${JSON.stringify(shape.spec)}`;
    case "rule":
      return `rule ${shape.name}`;
  }
}

/** The rule that a node names. Every name is defined: build.ts has checked it. */
export function ruleOf(grammar: Grammar, name: string): Rule {
  const rule = grammar.rules.get(name);
  if (rule === undefined) throw new Error(`no rule ${name}`);
  return rule;
}

/** A node as a person would write it. */
export function showNode(node: Node): string {
  switch (node.kind) {
    case "bytes":
      return "a character class";
    case "literal":
      return JSON.stringify(node.text);
    case "repeat":
      return `${showNode(node.of)}${node.min === 0 ? ":*" : ":+"}`;
    case "optional":
      return `${showNode(node.of)}:?`;
    case "until":
      return showUntil(node.spec);
    case "rule":
      return node.name.includes("$") ? "a group" : node.name;
  }
}

function showUntil(spec: UntilSpec): string {
  const list = (literals: readonly string[]) => literals.map((literal) => JSON.stringify(literal)).join(", ");
  const not = spec.notAtStart.length > 0 ? `not(${list(spec.notAtStart)}) ` : "";
  return `${not}${spec.min === 0 ? "upto" : "until"}(${list(spec.marks)})`;
}
