import type { Grammar } from "./ir.ts";
import { textTo, textToEnd, walkPairs } from "./pairs.ts";
import type { Reach } from "./prove.ts";
import { Walk } from "./walk.ts";

/** A text that both start symbols accept, or undefined: then their order does not matter. */
export function overlap(grammar: Grammar, first: string, second: string, reach: Reach): string | undefined {
  const walk = new Walk(grammar);
  const rest = reach === "line" ? walk.end : walk.anything;
  const [a, b] = [first, second].map((name) => walk.before(grammar.nodes.node({ kind: "rule", name }), rest));
  if (a === undefined || b === undefined) return undefined;
  const { found } = walkPairs(walk, a, b, (x, y) => walk.step(x).ends && walk.step(y).ends);
  return found === undefined ? undefined : textTo(found) + (textToEnd(walk, found.a) ?? "");
}
