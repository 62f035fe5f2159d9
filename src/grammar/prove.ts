import type { Place } from "../error.ts";
import { type Grammar, type Node, type Rule, ruleOf, showNode } from "./ir.ts";
import { textTo, textToEnd, walkPairs } from "./pairs.ts";
import { untilProblems } from "./prove-until.ts";
import { type Cell, Walk } from "./walk.ts";

/** A start reads the line to its end, or only the beginning of it with any text behind. */
export type Reach = "line" | "prefix";

/** Where greedy reading could go wrong. */
export interface Conflict {
  readonly rule: string;
  readonly at: Place;
  /** Which decision, such as `alternatives 1 and 3` or `optional " x" or what follows`. */
  readonly choice: string;
  /** What is wrong with it, in a sentence. */
  readonly problem: string;
  /** A text from the decision on; `⟨…⟩` encloses what is read after the point of no return. */
  readonly witness: string;
}

export interface Proof {
  readonly conflicts: readonly Conflict[];
  /** Bytes that decide, by rule and choice. */
  readonly lookahead: ReadonlyMap<string, number>;
  readonly maxLookahead: number;
}

/** A choice that needs more is refused: it bounds the work a byte, whatever the line. */
export const LOOKAHEAD_LIMIT = 32;

/**
 * Proves one start symbol: at every choice, repeat and optional, no complete match of a branch that is tried earlier
 * is the beginning of a text for which a later branch, in its context, is right; and every free text ends where the
 * scanner stops (until.ts). Then greedy reading without backtracking finds the one parse that there is.
 *
 * The grammar is regular, so both branches are walked in step over all their texts: exact, without a bound.
 */
export function prove(grammar: Grammar, start: string, reach: Reach): Proof {
  const prover = new Prover(grammar);
  prover.check(grammar.nodes.node({ kind: "rule", name: start }), prover.context(reach), ruleOf(grammar, start));
  return prover.proof();
}

class Prover {
  readonly #walk: Walk;
  readonly #grammar: Grammar;
  readonly #conflicts = new Map<string, Conflict>();
  readonly #lookahead = new Map<string, number>();
  readonly #visited = new Set<Cell>();

  constructor(grammar: Grammar) {
    this.#grammar = grammar;
    this.#walk = new Walk(grammar);
  }

  context(reach: Reach): Cell {
    return reach === "line" ? this.#walk.end : this.#walk.anything;
  }

  proof(): Proof {
    return {
      conflicts: [...this.#conflicts.values()],
      lookahead: this.#lookahead,
      maxLookahead: Math.max(0, ...this.#lookahead.values()),
    };
  }

  /** All decisions in `node` when `rest` follows; `within` is the rule to name. */
  check(node: Node, rest: Cell, within: Rule): void {
    if (node.kind === "bytes" || node.kind === "literal") return;
    const walk = this.#walk;
    const cell = walk.before(node, rest);
    if (this.#visited.has(cell)) return;
    this.#visited.add(cell);
    if (node.kind === "until") {
      const choice = `${showNode(node)} and what follows`;
      for (const { problem, witness } of untilProblems(walk, node, rest))
        this.#conflict(within, choice, problem, witness);
      this.#decides(within, choice, Math.max(...node.spec.marks.map((mark) => mark.length)));
    } else if (node.kind === "optional" || node.kind === "repeat") {
      const again = this.#grammar.nodes.node({ kind: "repeat", of: (node as { of: Node }).of, min: 0 });
      const choice = `${node.kind === "optional" ? "optional" : "repeated"} ${showNode(node.of)} or what follows`;
      this.#decide(within, choice, walk.before(node.of, walk.done), rest);
      this.check(node.of, node.kind === "optional" ? rest : walk.before(again, rest), within);
    } else {
      this.#checkRule(ruleOf(this.#grammar, node.name), rest, within);
    }
  }

  #checkRule(rule: Rule, rest: Cell, within: Rule): void {
    const walk = this.#walk;
    const named = rule.name.includes("$") ? within : rule;
    const group = rule.name.includes("$") ? " of a group" : "";
    rule.alternatives.forEach((later, j) => {
      rule.alternatives.slice(0, j).forEach((earlier, i) => {
        const choice = `alternatives ${i + 1} and ${j + 1}${group}`;
        const apart = divergence(earlier.symbols, later.symbols);
        if (apart !== undefined && apart <= LOOKAHEAD_LIMIT) this.#decides(named, choice, apart);
        else this.#decide(named, choice, walk.sequence(earlier.symbols, walk.done), walk.sequence(later.symbols, rest));
      });
    });
    for (const { symbols } of rule.alternatives) {
      symbols.reduceRight((behind, symbol) => {
        this.check(symbol, behind, named);
        return walk.before(symbol, behind);
      }, rest);
    }
  }

  /** `taken` ends in done, `other` at the line's end. */
  #decide(rule: Rule, choice: string, taken: Cell, other: Cell): void {
    const walk = this.#walk;
    const { found, gaveUp, endless, depth } = walkPairs(walk, taken, other, (a) => walk.step(a).done);
    const stuck = found ?? gaveUp ?? endless;
    const witness = stuck === undefined ? "" : `${textTo(stuck)}⟨${textToEnd(walk, stuck.b) ?? "…"}⟩`;
    let problem: string | undefined;
    if (found !== undefined) problem = "the first could be taken although the second is right";
    else if (gaveUp !== undefined) problem = "too large to prove";
    else if (endless !== undefined) problem = "no number of bytes decides";
    else if (depth > LOOKAHEAD_LIMIT) problem = `${depth} bytes are needed to decide, ${LOOKAHEAD_LIMIT} is the limit`;
    if (problem === undefined) this.#decides(rule, choice, depth);
    else this.#conflict(rule, choice, problem, witness);
  }

  #decides(rule: Rule, choice: string, bytes: number): void {
    const key = `${rule.name}: ${choice}`;
    this.#lookahead.set(key, Math.max(bytes, this.#lookahead.get(key) ?? 0));
  }

  #conflict(rule: Rule, choice: string, problem: string, witness: string): void {
    const key = `${rule.name}: ${choice}: ${problem}`;
    if (!this.#conflicts.has(key)) this.#conflicts.set(key, { rule: rule.name, at: rule.at, choice, problem, witness });
  }
}

/** Two alternatives that begin with literals: the byte, from 1, by which these differ. Saves walking long choices of literals. */
function divergence([a]: readonly Node[], [b]: readonly Node[]): number | undefined {
  if (a?.kind !== "literal" || b?.kind !== "literal") return undefined;
  const length = Math.min(a.text.length, b.text.length);
  for (let at = 0; at < length; at++) if (a.text[at] !== b.text[at]) return at + 1;
  return undefined;
}
