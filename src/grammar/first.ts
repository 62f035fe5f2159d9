import { type ByteSet, byteOf } from "./bytes.ts";
import { type Grammar, type Node, ruleOf } from "./ir.ts";

/** The bytes that a sequence can begin with, and whether it can be empty. */
export interface First {
  readonly bytes: ByteSet;
  readonly empty: boolean;
}

export function firstOf(grammar: Grammar, symbols: readonly Node[]): First {
  let bytes: ByteSet = 0n;
  for (const symbol of symbols) {
    const one = firstOfNode(grammar, symbol);
    bytes |= one.bytes;
    if (!one.empty) return { bytes, empty: false };
  }
  return { bytes, empty: true };
}

function firstOfNode(grammar: Grammar, node: Node): First {
  switch (node.kind) {
    case "bytes":
      return { bytes: node.bytes, empty: false };
    case "literal":
      return { bytes: byteOf(node.text), empty: false };
    case "optional":
      return { bytes: firstOfNode(grammar, node.of).bytes, empty: true };
    case "repeat": {
      const first = firstOfNode(grammar, node.of);
      return { bytes: first.bytes, empty: node.min === 0 || first.empty };
    }
    case "until": {
      const start = node.automaton.states[0];
      return {
        bytes: (start?.moves ?? []).reduce((all, { bytes }) => all | bytes, 0n),
        empty: start?.accepts ?? false,
      };
    }
    case "rule": {
      const firsts = ruleOf(grammar, node.name).alternatives.map(({ symbols }) => firstOf(grammar, symbols));
      return { bytes: firsts.reduce((all, { bytes }) => all | bytes, 0n), empty: firsts.some(({ empty }) => empty) };
    }
  }
}
