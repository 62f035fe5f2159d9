/** What every fold must obey, so that threads, machines and incremental runs are one mechanism. */
import { expect } from "vitest";
import type { Fold, LineNumbers, LineRef } from "../src/engine/fold.ts";
import { lineNumbers, type Range } from "../src/engine/lines.ts";

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

export interface LawOptions {
  /** Random cuttings that are tried; 30 unless told. */
  readonly rounds?: number;
  readonly seed?: number;
}

/**
 * Expects the laws of a commutative monoid of a fold: unit, associativity, commutativity, split invariance over random
 * cuts and permuted file order, JSON round trip.
 *
 * @param view what a state comes to, as a plain value that two equal states have in common: the findings, say. It gets
 *   the line numbers of the cutting at hand, as `finish` does. A state whose own form may differ is fine.
 */
export function expectFoldLaws<S, E extends { readonly kind: string }>(
  fold: Fold<S, E>,
  events: readonly PlacedEvent<E>[],
  view: (state: S, lines: LineNumbers) => unknown,
  { rounds = 30, seed = 1 }: LawOptions = {},
): void {
  const lines = place(events);
  const taken = lines.filter(({ event }) => fold.kinds.includes(event.kind));
  expect(taken.length, `${fold.id}: none of the events is of a kind that the fold takes`).toBeGreaterThan(0);
  const random = randomNumbers(seed);
  const whole = foldOf(fold, [lines]);
  const expected = whole.view(view);
  const same = (law: string, cutting: Cutting<S>) => expect(cutting.view(view), `${fold.id}: ${law}`).toEqual(expected);

  same("deterministic", foldOf(fold, [lines]));
  same("left unit", foldOf(fold, [[], lines]));
  same("right unit", foldOf(fold, [lines, []]));
  same("JSON round trip", foldOf(fold, [lines], { json: true }));
  expect(whole.view(view), `${fold.id}: a view changes the state`).toEqual(expected);

  for (let round = 0; round < rounds; round++) {
    const told = `(round ${round}, seed ${seed})`;
    const parts = cut(lines, 1 + Math.floor(random() * 6), random);
    same(`split invariance ${told}`, foldOf(fold, parts));
    same(`associativity ${told}`, foldOf(fold, parts, { fromTheRight: true }));
    same(`commutativity ${told}`, foldOf(fold, shuffled(parts, random)));
    same(`JSON round trip of parts ${told}`, foldOf(fold, shuffled(parts, random), { json: true }));
    same(`order of files ${told}`, foldOf(fold, [shuffled(bySource(lines), random).flat()]));
    same(`files apart, in any order ${told}`, foldOf(fold, shuffled(bySource(lines), random)));
  }
}

interface PlacedLine<E> {
  readonly event: E;
  readonly source: string;
  readonly log: string;
  readonly text: string;
  readonly offset: number;
  /** From 1. */
  readonly line: number;
}

/** What a cutting of the lines was folded into. */
interface Cutting<S> {
  view(view: (state: S, lines: LineNumbers) => unknown): unknown;
}

function place<E extends { readonly kind: string }>(events: readonly PlacedEvent<E>[]): PlacedLine<E>[] {
  const ends = new Map<string, { offset: number; line: number }>();
  return events.map(({ event, source = "mainlog", log = source, text = `a line of ${event.kind}` }) => {
    const end = ends.get(source) ?? { offset: 0, line: 0 };
    const placed = { event, source, log, text, offset: end.offset, line: end.line + 1 };
    ends.set(source, { offset: end.offset + text.length + 1, line: end.line + 1 });
    return placed;
  });
}

/** Folds every part into a state of its own and merges them. */
function foldOf<S, E extends { readonly kind: string }>(
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

function bySource<E>(lines: readonly PlacedLine<E>[]): PlacedLine<E>[][] {
  const sources = new Map<string, PlacedLine<E>[]>();
  for (const line of lines) {
    const known = sources.get(line.source);
    if (known === undefined) sources.set(line.source, [line]);
    else known.push(line);
  }
  return [...sources.values()];
}

function cut<T>(lines: readonly T[], cuts: number, random: () => number): T[][] {
  const places = Array.from({ length: cuts }, () => Math.floor(random() * (lines.length + 1))).sort((a, b) => a - b);
  return [...places, lines.length].map((to, at) => lines.slice(at === 0 ? 0 : places[at - 1], to));
}

function shuffled<T>(things: readonly T[], random: () => number): T[] {
  const order = [...things];
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] as T, order[at] as T];
  }
  return order;
}

/** mulberry32: the same numbers on every machine. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
