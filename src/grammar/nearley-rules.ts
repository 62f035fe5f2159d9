import { classSource } from "./bytes.ts";
import { text } from "./lexical.ts";
import type { NearleyRule } from "./oracle.ts";
import { automatonOf, type UntilSpec } from "./until.ts";

/** nearley's rule for a string of several characters. */
export function literalRule(name: string, literal: string): NearleyRule {
  return { name, symbols: [...literal].map((character) => ({ literal: character })), postprocess: text };
}

/**
 * The rules of a long choice of literals for nearley: a tree by their letters, as nearley keeps a state for each rule that
 * may begin. The value is nested arrays of characters, as that of a choice without actions.
 */
export function choiceRules(name: string, literals: readonly string[]): NearleyRule[] {
  const rules: NearleyRule[] = [];
  const grow = (from: string, tails: readonly string[]): void => {
    for (const letter of new Set(tails.map((tail) => tail.charAt(0)))) {
      if (letter === "") {
        rules.push({ name: from, symbols: [] });
        continue;
      }
      const same = tails.filter((tail) => tail.startsWith(letter));
      const shared = same.length === 1 ? (same[0] ?? "") : sharedStart(same);
      const symbols: (string | { literal: string })[] = [...shared].map((character) => ({ literal: character }));
      if (same.length > 1) {
        const to = `${name}$choice$${rules.length}`;
        rules.push({ name: from, symbols: [...symbols, to] });
        grow(
          to,
          same.map((tail) => tail.slice(shared.length)),
        );
      } else rules.push({ name: from, symbols });
    }
  };
  grow(name, [...new Set(literals)]);
  return rules;
}

function sharedStart([first = "", ...others]: readonly string[]): string {
  let length = first.length;
  for (const other of others) while (!other.startsWith(first.slice(0, length))) length--;
  return first.slice(0, length);
}

/** The rules of a free text for nearley: its automaton, left-recursive, one rule a move. The value is the text. */
export function untilRules(name: string, spec: UntilSpec): NearleyRule[] {
  const state = (number: number) => `${name}$${number}`;
  const rules: NearleyRule[] = [{ name: state(0), symbols: [], postprocess: () => "" }];
  automatonOf(spec).states.forEach(({ accepts, moves }, from) => {
    if (accepts) rules.push({ name, symbols: [state(from)], postprocess: ([read]: readonly [string]) => read });
    for (const { bytes, to } of moves) {
      const pattern = new RegExp(classSource(bytes));
      const postprocess = ([before, character]: readonly [string, string]) => before + character;
      rules.push({ name: state(to), symbols: [state(from), pattern], postprocess });
    }
  });
  return rules;
}
