import { ANY_BYTE, type ByteSet, byteOf } from "./bytes.ts";
import { type Grammar, type Node, ruleOf, type UntilNode } from "./ir.ts";

/**
 * The grammar as an automaton. A cell is what is still to be read: a first item and the cell behind it. Cells are
 * interned, and without recursion there are finitely many, so that two texts can be walked in step to the end.
 */
export interface Cell {
  readonly id: number;
  readonly item: Item;
  readonly rest: Cell | null;
}

type Item =
  | Node
  /** A free text, begun: the state of its automaton. */
  | { readonly kind: "inside"; readonly until: UntilNode; readonly state: number }
  /** The line's end. */
  | { readonly kind: "end" }
  /** The branch under examination is complete. */
  | { readonly kind: "done" };

/** What may come next: bytes, or that a cell ends here without a byte. */
export interface Step {
  readonly moves: readonly Move[];
  readonly ends: boolean;
  readonly done: boolean;
}

/** More than there are sets in a grammar. */
const SETS = 0x10000;

export interface Move {
  readonly bytes: ByteSet;
  /** Number of the set, for {@link Walk.meet}. */
  readonly set: number;
  readonly to: Cell;
}

export class Walk {
  readonly grammar: Grammar;
  readonly end: Cell;
  readonly done: Cell;
  /** Any text up to the line's end: what may stand behind a start that reads only the beginning of a line. */
  readonly anything: Cell;
  readonly #cells = new Map<string, Cell>();
  readonly #steps = new Map<Cell, Step>();
  readonly #sets = new Map<string, number>();
  readonly #meets = new Map<number, boolean>();

  constructor(grammar: Grammar) {
    this.grammar = grammar;
    this.end = this.#cell("end", { kind: "end" }, null);
    this.done = this.#cell("done", { kind: "done" }, null);
    const any = grammar.nodes.node({ kind: "bytes", bytes: ANY_BYTE });
    this.anything = this.before(grammar.nodes.node({ kind: "repeat", of: any, min: 0 }), this.end);
  }

  /** `node`, then what `rest` reads. */
  before(node: Node, rest: Cell): Cell {
    return this.#cell(`${node.id} ${rest.id}`, node, rest);
  }

  sequence(nodes: readonly Node[], rest: Cell): Cell {
    return nodes.reduceRight((behind, node) => this.before(node, behind), rest);
  }

  /** The state of a free text in front of `rest`; for a walk that asks where it could end. */
  inside(until: UntilNode, state: number, rest: Cell): Cell {
    return this.#cell(`u${until.id}.${state} ${rest.id}`, { kind: "inside", until, state }, rest);
  }

  step(cell: Cell): Step {
    const known = this.#steps.get(cell);
    if (known !== undefined) return known;
    const moves = new Map<number, Move>();
    const step = { moves: [] as Move[], ends: false, done: false };
    this.#steps.set(cell, step); // an empty loop meets itself here and adds nothing; the proof refuses it anyway
    const add = (move: Move) => moves.set(move.to.id * SETS + move.set, move);
    const into = (other: Cell): void => {
      const inner = this.step(other);
      inner.moves.forEach(add);
      step.ends ||= inner.ends;
      step.done ||= inner.done;
    };
    const move = (bytes: ByteSet, to: Cell): void => {
      add({ bytes, set: this.#setNumber(bytes), to });
    };
    this.#open(cell, move, into, step);
    step.moves.push(...moves.values());
    return step;
  }

  #open(
    cell: Cell,
    move: (bytes: ByteSet, to: Cell) => void,
    into: (cell: Cell) => void,
    step: { ends: boolean; done: boolean },
  ) {
    const { item } = cell;
    const rest = cell.rest ?? this.end;
    switch (item.kind) {
      case "end":
        step.ends = true;
        return;
      case "done":
        step.done = true;
        return;
      case "bytes":
        return move(item.bytes, rest);
      case "literal": {
        const tail = item.text.slice(1);
        return move(
          byteOf(item.text),
          tail === "" ? rest : this.before(this.grammar.nodes.node({ kind: "literal", text: tail }), rest),
        );
      }
      case "optional":
        into(rest);
        return into(this.before(item.of, rest));
      case "repeat": {
        const again = this.before(this.grammar.nodes.node({ kind: "repeat", of: item.of, min: 0 }), rest);
        if (item.min === 0) into(rest);
        return into(this.before(item.of, again));
      }
      case "until":
        return into(this.inside(item, 0, rest));
      case "inside": {
        const state = item.until.automaton.states[item.state];
        if (state?.accepts === true) into(rest);
        for (const { bytes, to } of state?.moves ?? []) move(bytes, this.inside(item.until, to, rest));
        return;
      }
      case "rule":
        for (const { symbols } of ruleOf(this.grammar, item.name).alternatives) into(this.sequence(symbols, rest));
    }
  }

  #setNumber(bytes: ByteSet): number {
    const key = bytes.toString(36);
    const known = this.#sets.get(key) ?? this.#sets.size;
    if (known === this.#sets.size) this.#sets.set(key, known);
    return known;
  }

  /** Do two moves share a byte? Asked millions of times for a few hundred sets. */
  meet(a: Move, b: Move): boolean {
    const key = a.set * SETS + b.set;
    let met = this.#meets.get(key);
    if (met === undefined) {
      met = (a.bytes & b.bytes) !== 0n;
      this.#meets.set(key, met);
    }
    return met;
  }

  #cell(key: string, item: Item, rest: Cell | null): Cell {
    const known = this.#cells.get(key);
    if (known !== undefined) return known;
    const made = { id: this.#cells.size, item, rest };
    this.#cells.set(key, made);
    return made;
  }
}
