/** Who reads what: tasks in memory that all threads share, taken without a message. */

/** Tasks left of a thread's block: the first one in the lower half, the one behind the last in the upper. */
const half = 32n;
const lower = 0xffff_ffffn;

/**
 * Every thread has a block of neighbouring tasks, which it takes from the front: the lines of one message are seldom
 * far apart. Who is done takes the last task of whoever has most left.
 */
export class TaskBlocks {
  readonly #blocks: BigInt64Array;

  /** @param memory of {@link TaskBlocks.memory} */
  constructor(memory: SharedArrayBuffer) {
    this.#blocks = new BigInt64Array(memory);
  }

  static memory(threads: number): SharedArrayBuffer {
    return new SharedArrayBuffer(8 * threads);
  }

  /** Deals tasks anew, by weight; when all threads are done with those before. */
  deal(weights: readonly number[]): void {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const threads = this.#blocks.length;
    let task = 0;
    let dealt = 0;
    for (let thread = 0; thread < threads; thread++) {
      const first = task;
      const share = (total * (thread + 1)) / threads;
      const isLast = thread === threads - 1;
      while (task < weights.length && (isLast || dealt + (weights[task] ?? 0) / 2 <= share))
        dealt += weights[task++] ?? 0;
      Atomics.store(this.#blocks, thread, (BigInt(task) << half) | BigInt(first));
    }
  }

  /** The next task of a thread; undefined when none is left for anybody. */
  take(thread: number): number | undefined {
    for (;;) {
      const own = Atomics.load(this.#blocks, thread);
      const { first, end } = bounds(own);
      if (first < end) {
        if (this.#swap(thread, own, first + 1, end)) return first;
        continue;
      }
      const other = this.#longest();
      if (other === undefined) return undefined;
      const { first: theirs, end: last } = bounds(other.block);
      if (this.#swap(other.thread, other.block, theirs, last - 1)) return last - 1;
    }
  }

  #longest(): { readonly thread: number; readonly block: bigint } | undefined {
    let found: { readonly thread: number; readonly block: bigint } | undefined;
    let most = 0;
    for (let thread = 0; thread < this.#blocks.length; thread++) {
      const block = Atomics.load(this.#blocks, thread);
      const { first, end } = bounds(block);
      if (end - first <= most) continue;
      most = end - first;
      found = { thread, block };
    }
    return found;
  }

  #swap(thread: number, known: bigint, first: number, end: number): boolean {
    return Atomics.compareExchange(this.#blocks, thread, known, (BigInt(end) << half) | BigInt(first)) === known;
  }
}

function bounds(block: bigint): { readonly first: number; readonly end: number } {
  return { first: Number(block & lower), end: Number(block >> half) };
}
