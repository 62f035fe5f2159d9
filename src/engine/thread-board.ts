/** What the threads of a run tell each other without messages: how far each has come, and whether it takes part. */

/** Each thread has a cell for every one of these. */
const cells = 3;
const bytesCell = 0;
const linesCell = 1;
const roundCell = 2;

/** A board in shared memory. */
export class ThreadBoard {
  readonly #cells: BigInt64Array;

  /** @param memory of {@link ThreadBoard.memory} */
  constructor(memory: SharedArrayBuffer) {
    this.#cells = new BigInt64Array(memory);
  }

  static memory(threads: number): SharedArrayBuffer {
    return new SharedArrayBuffer(8 * cells * threads);
  }

  /** Counts what a thread has read. */
  count(thread: number, bytes: number, lines: number): void {
    Atomics.add(this.#cells, thread * cells + bytesCell, BigInt(bytes));
    Atomics.add(this.#cells, thread * cells + linesCell, BigInt(lines));
  }

  /** What all threads have read. */
  sum(): { readonly bytes: number; readonly lines: number } {
    let bytes = 0;
    let lines = 0;
    for (let at = 0; at < this.#cells.length; at += cells) {
      bytes += Number(Atomics.load(this.#cells, at + bytesCell));
      lines += Number(Atomics.load(this.#cells, at + linesCell));
    }
    return { bytes, lines };
  }

  /** Invites a thread to a round (from 1). */
  invite(thread: number, round: number): void {
    Atomics.store(this.#cells, thread * cells + roundCell, open(round));
  }

  /** Takes part in a round; false when it is too late for that. */
  join(thread: number, round: number): boolean {
    return Atomics.compareExchange(this.#cells, thread * cells + roundCell, open(round), joined(round)) === open(round);
  }

  /** Whether a thread took part in the round that it was last invited to. */
  hasJoined(thread: number): boolean {
    return Atomics.load(this.#cells, thread * cells + roundCell) % 2n === 1n;
  }

  /** Ends an invitation. False: the thread takes part, and will say when it is done. */
  dismiss(thread: number, round: number): boolean {
    const cell = thread * cells + roundCell;
    return Atomics.compareExchange(this.#cells, cell, open(round), 0n) !== joined(round);
  }
}

const open = (round: number): bigint => BigInt(2 * round);
const joined = (round: number): bigint => BigInt(2 * round + 1);
