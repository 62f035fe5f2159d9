import { classSource } from "./bytes.ts";
import { text } from "./lexical.ts";
import type { NearleyRule } from "./oracle.ts";
import { automatonOf, type UntilSpec } from "./until.ts";

/** nearley's rule for a string of several characters. */
export function literalRule(name: string, literal: string): NearleyRule {
  return { name, symbols: [...literal].map((character) => ({ literal: character })), postprocess: text };
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
