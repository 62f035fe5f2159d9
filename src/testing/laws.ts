/** What every fold must obey, so that threads, machines and incremental runs are one mechanism. */
import type { Fold, LineNumbers } from "../engine/fold.ts";
import { bySource, type Cutting, foldOf, type PlacedEvent, place } from "./cutting.ts";
import { same as expectSame, fail } from "./expect.ts";
import { cut, randomNumbers, shuffled } from "./random.ts";

/** How much is tried. */
export interface LawOptions {
  /** Random cuttings that are tried; 30 unless told. */
  readonly rounds?: number;
  /** Of the random cuttings; 1 unless told. */
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
  if (taken.length === 0) fail(`${fold.id}: none of the events is of a kind that the fold takes`);
  const random = randomNumbers(seed);
  const whole = foldOf(fold, [lines]);
  const expected = whole.view(view);
  const same = (law: string, cutting: Cutting<S>) => expectSame(cutting.view(view), expected, `${fold.id}: ${law}`);

  same("deterministic", foldOf(fold, [lines]));
  same("left unit", foldOf(fold, [[], lines]));
  same("right unit", foldOf(fold, [lines, []]));
  same("JSON round trip", foldOf(fold, [lines], { json: true }));
  expectSame(whole.view(view), expected, `${fold.id}: a view changes the state`);

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
