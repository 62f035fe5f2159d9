/** What all threads of a run hold together: a limit is for the run, however many threads it has. */
import type { AnyFold, Limited } from "./fold.ts";
import type { States } from "./states.ts";

/** Entries in the upper bits of a cell, halvings in these. */
const halvingBits = 8n;
const halvingMask = (1n << halvingBits) - 1n;

/**
 * Entries that may be counted twice, by two threads that each have lines of a message, or that a thread holds only until
 * it has read on. Beyond the limit and these, the limit is passed for certain, and a smaller share would be kept in the
 * end whoever had read what.
 */
const slack = (limit: number): number => limit / 4 + 1000;

interface Seen {
  readonly entries: number;
  readonly halvings: number;
}

/** One thread's view of the memory in which each says what it holds. */
export class JointLimits {
  readonly #cells: BigInt64Array;
  readonly #thread: number;
  readonly #folds: readonly AnyFold[];

  /**
   * @param memory of {@link JointLimits.memory}
   * @param folds of the run, in an order that all threads have
   */
  constructor(memory: SharedArrayBuffer, thread: number, folds: readonly AnyFold[]) {
    this.#cells = new BigInt64Array(memory);
    this.#thread = thread;
    this.#folds = limitedOf(folds);
  }

  static memory(threads: number, folds: readonly AnyFold[]): SharedArrayBuffer {
    return new SharedArrayBuffer(8 * threads * Math.max(1, limitedOf(folds).length));
  }

  /** Says what this thread holds, and drops what the others, or all together, make too much. */
  keep(states: States): void {
    this.#folds.forEach((fold, index) => {
      const { limited } = fold;
      if (limited !== undefined) this.#keepOne(limited, states.allOf(fold), index);
    });
  }

  #keepOne(limited: Limited<unknown>, held: readonly unknown[], index: number): void {
    const before = sumOf(held.map((state) => limited.held(state)));
    this.#say(index, before);
    const { entries, halvings } = sumOf(this.#all(index));
    const limit = Math.min(...held.map((state) => limited.held(state).limit));
    const wanted = entries > limit + slack(limit) ? halvings + 1 : halvings;
    if (wanted === before.halvings) return;
    for (const state of held) limited.halve(state, wanted);
    this.#say(index, sumOf(held.map((state) => limited.held(state))));
  }

  #say(index: number, { entries, halvings }: Seen): void {
    const at = this.#thread * this.#folds.length + index;
    Atomics.store(this.#cells, at, (BigInt(entries) << halvingBits) | BigInt(halvings));
  }

  /** What each thread said last, this one too. */
  #all(index: number): readonly Seen[] {
    const all: Seen[] = [];
    for (let at = index; at < this.#cells.length; at += this.#folds.length) {
      const cell = Atomics.load(this.#cells, at);
      all.push({ entries: Number(cell >> halvingBits), halvings: Number(cell & halvingMask) });
    }
    return all;
  }
}

const limitedOf = (folds: readonly AnyFold[]): readonly AnyFold[] =>
  folds.filter(({ limited }) => limited !== undefined);

/** As many as there will be when all have the smallest of their shares. */
function sumOf(all: readonly Seen[]): Seen {
  const halvings = Math.max(...all.map((one) => one.halvings));
  return {
    entries: all.reduce((sum, one) => sum + Math.round(one.entries / 2 ** (halvings - one.halvings)), 0),
    halvings,
  };
}
