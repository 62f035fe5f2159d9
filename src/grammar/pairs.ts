import { type ByteSet, sampleByte } from "./bytes.ts";
import type { Cell, Walk } from "./walk.ts";

/** Two texts read in step: all pairs of cells that the same bytes lead to, breadth first. */
export interface Pair {
  readonly a: Cell;
  readonly b: Cell;
  readonly from: Pair | null;
  readonly bytes: ByteSet;
}

const MOST_PAIRS = 300_000;

export interface PairWalk {
  /** The first pair that `stop` accepted. */
  readonly found: Pair | undefined;
  /** Set when there were too many pairs to walk: the last one seen. */
  readonly gaveUp: Pair | undefined;
  /** Bytes that both texts can share; Infinity when there is no bound. */
  readonly depth: number;
  /** For an unbounded walk: a pair on or behind a circle. */
  readonly endless: Pair | undefined;
}

export function walkPairs(walk: Walk, a: Cell, b: Cell, stop: (a: Cell, b: Cell) => boolean): PairWalk {
  const first: Pair = { a, b, from: null, bytes: 0n };
  const seen = new Map<number, Pair>([[keyOf(a, b), first]]);
  const edges = new Map<Pair, Pair[]>();
  const queue: Pair[] = [first];
  for (let at = 0; at < queue.length; at++) {
    const pair = queue[at] as Pair;
    if (stop(pair.a, pair.b)) return { found: pair, gaveUp: undefined, depth: 0, endless: undefined };
    if (seen.size > MOST_PAIRS) return { found: undefined, gaveUp: pair, depth: Infinity, endless: undefined };
    const to: Pair[] = [];
    edges.set(pair, to);
    for (const left of walk.step(pair.a).moves) {
      for (const right of walk.step(pair.b).moves) {
        if (!walk.meet(left, right)) continue;
        const key = keyOf(left.to, right.to);
        let next = seen.get(key);
        if (next === undefined) {
          next = { a: left.to, b: right.to, from: pair, bytes: left.bytes & right.bytes };
          seen.set(key, next);
          queue.push(next);
        }
        to.push(next);
      }
    }
  }
  return { found: undefined, gaveUp: undefined, ...longestPath(edges, queue) };
}

function keyOf(a: Cell, b: Cell): number {
  return a.id * 0x4000000 + b.id;
}

/** Longest path in bytes, by removing pairs that nothing leads to; what is left then lies on or behind a circle. */
function longestPath(
  edges: ReadonlyMap<Pair, readonly Pair[]>,
  pairs: readonly Pair[],
): { depth: number; endless: Pair | undefined } {
  const entries = new Map<Pair, number>();
  for (const targets of edges.values()) for (const to of targets) entries.set(to, (entries.get(to) ?? 0) + 1);
  const free = pairs.filter((pair) => !entries.has(pair));
  const distance = new Map<Pair, number>();
  const removed = new Set<Pair>();
  let depth = 0;
  for (let pair = free.pop(); pair !== undefined; pair = free.pop()) {
    removed.add(pair);
    const here = distance.get(pair) ?? 0;
    depth = Math.max(depth, here);
    for (const to of edges.get(pair) ?? []) {
      distance.set(to, Math.max(distance.get(to) ?? 0, here + 1));
      const left = (entries.get(to) ?? 0) - 1;
      entries.set(to, left);
      if (left === 0) free.push(to);
    }
  }
  const endless = pairs.findLast((pair) => !removed.has(pair));
  return endless === undefined ? { depth: depth + 1, endless } : { depth: Infinity, endless };
}

/** A text that leads to the pair. */
export function textTo(pair: Pair): string {
  let text = "";
  for (let at: Pair | null = pair; at !== null && at.from !== null; at = at.from) text = sampleByte(at.bytes) + text;
  return text;
}

/** A short text that leads from the cell to the line's end; undefined when there is none. */
export function textToEnd(walk: Walk, from: Cell): string | undefined {
  const texts = new Map<Cell, string>([[from, ""]]);
  for (const [cell, text] of texts) {
    const step = walk.step(cell);
    if (step.ends) return text;
    for (const { bytes, to } of step.moves) if (!texts.has(to)) texts.set(to, text + sampleByte(bytes));
  }
  return undefined;
}
