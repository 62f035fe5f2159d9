/** Reading a file never waits by itself: now and then timers, signals and progress bars have their turn. */
export class Pace {
  #next = Number.NEGATIVE_INFINITY;

  /** Called after every chunk; waits for them when it is their turn, the first time at once. */
  turn(): Promise<void> | undefined {
    const now = performance.now();
    if (now < this.#next) return undefined;
    // A turn takes as long as reading some ten kilobytes.
    this.#next = now + milliseconds;
    return new Promise(setImmediate);
  }
}

const milliseconds = 10;
