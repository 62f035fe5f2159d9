/** Lines cut into pieces, each piece folded into a state of its own, the states merged: what a run over threads does. */
import type { Fold, LineNumbers, LineRef } from "../engine/fold.ts";
import { lineNumbers, type Range } from "../engine/lines.ts";

/** An event and where it stands. Lines follow each other in every source, in the order of the array. */
export interface PlacedEvent<E> {
  readonly event: E;
  /** Name of the source; `mainlog` unless told. */
  readonly source?: string;
  /** Identity of the log; the source's name unless told. */
  readonly log?: string;
  /** The line's text; made up unless told. */
  readonly text?: string;
}

/** An event with its place in the text of its source. */
export interface PlacedLine<E> {
  readonly event: E;
  readonly source: string;
  readonly log: string;
  readonly text: string;
  readonly offset: number;
  /** From 1. */
  readonly line: number;
}

/** What a cutting of the lines was folded into. */
export interface Cutting<S> {
  view(view: (state: S, lines: LineNumbers) => unknown): unknown;
}

/** Gives each event its place. */
export function place<E extends { readonly kind: string }>(events: readonly PlacedEvent<E>[]): PlacedLine<E>[] {
  const ends = new Map<string, { offset: number; line: number }>();
  return events.map(({ event, source = "mainlog", log = source, text = `a line of ${event.kind}` }) => {
    const end = ends.get(source) ?? { offset: 0, line: 0 };
    const placed = { event, source, log, text, offset: end.offset, line: end.line + 1 };
    ends.set(source, { offset: end.offset + text.length + 1, line: end.line + 1 });
    return placed;
  });
}

/** Folds every part into a state of its own and merges them. */
export function foldOf<S, E extends { readonly kind: string }>(
  fold: Fold<S, E>,
  parts: readonly (readonly PlacedLine<E>[])[],
  { json = false, fromTheRight = false } = {},
): Cutting<S> {
  const ranges = new Map<string, Range[]>();
  const states = parts.map((part) => {
    const state = fold.create();
    observeAll(fold, state, part, ranges);
    return json ? fold.revive(JSON.parse(JSON.stringify(fold.toJSON(state)))) : state;
  });
  const merge = (into: S, other: S) => {
    fold.merge(into, other);
    return into;
  };
  const state = fromTheRight
    ? states.reduceRight((right, left) => merge(left, right))
    : states.reduce((left, right) => merge(left, right));
  return { view: (view) => JSON.parse(JSON.stringify(view(state, lineNumbers(ranges)) ?? null)) };
}

/** Every source's share of a part is a byte range of its own, as for a thread. */
function observeAll<S, E extends { readonly kind: string }>(
  fold: Fold<S, E>,
  state: S,
  part: readonly PlacedLine<E>[],
  ranges: Map<string, Range[]>,
): void {
  for (const own of bySource(part)) {
    const [first] = own;
    const last = own.at(-1);
    if (first === undefined || last === undefined) continue;
    const known = ranges.get(first.source) ?? [];
    known.push({ start: first.offset, lines: last.line - first.line + 1 });
    ranges.set(first.source, known);
  }
  const starts = new Map(
    bySource(part).flatMap(([first]) => (first === undefined ? [] : [[first.source, first] as const])),
  );
  for (const line of part) {
    if (!fold.kinds.includes(line.event.kind)) continue;
    const start = starts.get(line.source) ?? line;
    const ref: LineRef = {
      source: line.source,
      log: line.log,
      offset: line.offset,
      rangeStart: start.offset,
      lineInRange: line.line - start.line + 1,
      text: (cap = 4096) => line.text.slice(0, cap),
    };
    fold.observe(state, line.event, ref);
  }
}

/** The lines of each source. */
export function bySource<E>(lines: readonly PlacedLine<E>[]): PlacedLine<E>[][] {
  const sources = new Map<string, PlacedLine<E>[]>();
  for (const line of lines) {
    const known = sources.get(line.source);
    if (known === undefined) sources.set(line.source, [line]);
    else known.push(line);
  }
  return [...sources.values()];
}
