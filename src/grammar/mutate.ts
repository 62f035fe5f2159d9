import type { Grammar } from "./ir.ts";
import type { Random } from "./random.ts";

const PUNCTUATION = [" ", ":", "=", '"', "<", ">", "[", "]", "(", ")", "\\", ": ", "] ", "0", "x", "\u00e9"];

/** The literals of a grammar and single marks: pieces that can make one line look like another. */
export function structuralTokens(grammar: Grammar): readonly string[] {
  const tokens = new Set(PUNCTUATION);
  for (const { alternatives } of grammar.rules.values()) {
    for (const { symbols } of alternatives) {
      for (const symbol of symbols) {
        if (symbol.kind === "literal") tokens.add(symbol.text);
        if (symbol.kind === "until") for (const mark of symbol.spec.marks) tokens.add(mark);
      }
    }
  }
  return [...tokens];
}

/** One to three small changes: a byte deleted, a token inserted or written over, a few bytes cut, two pieces swapped. */
export function mutate(line: string, tokens: readonly string[], random: Random): string {
  let text = line;
  for (let changes = 1 + random.below(3); changes > 0; changes--) {
    const at = random.below(text.length + 1);
    const token = random.pick(tokens);
    switch (random.below(5)) {
      case 0:
        text = text.slice(0, at) + text.slice(at + 1);
        break;
      case 1:
        text = text.slice(0, at) + token + text.slice(at);
        break;
      case 2:
        text = text.slice(0, at) + token + text.slice(at + token.length);
        break;
      case 3:
        text = text.slice(0, at) + text.slice(at + 1 + random.below(8));
        break;
      default: {
        const other = at + random.below(12);
        text = text.slice(0, at) + text.slice(other) + text.slice(at, other);
      }
    }
  }
  return text.replaceAll("\n", " ");
}
