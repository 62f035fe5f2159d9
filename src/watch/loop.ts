/** Looks again and again, until it is told to end. */

/** What a loop needs of the world; tests have their own. */
export interface Course {
  /** Milliseconds of a clock that nobody sets. */
  now(): number;
  /** Resolves after so many ms, or when the loop is to end. */
  sleep(ms: number): Promise<void>;
  isOver(): boolean;
  /** Reads and judges what is new. */
  look(): Promise<void>;
  save(): Promise<void>;
}

export interface Pace {
  /** Milliseconds between two looks. */
  readonly interval: number;
  /** Milliseconds between two savings. */
  readonly saveEvery: number;
}

/** A look that took long is followed by a pause so many times as long: watching must not keep a machine busy. */
const rest = 9;
/** But no longer than this, unless the interval is: the first look may read for minutes, and alarms must not wait for hours. */
const longestRest = 60_000;

/** The state is saved now and then, and in the end. What a look throws ends the loop. */
export async function loop(course: Course, { interval, saveEvery }: Pace): Promise<void> {
  let saved = course.now();
  try {
    while (!course.isOver()) {
      const began = course.now();
      await course.look();
      if (course.now() - saved >= saveEvery) {
        await course.save();
        saved = course.now();
      }
      if (course.isOver()) break;
      await course.sleep(Math.max(interval, Math.min(longestRest, rest * (course.now() - began))));
    }
  } finally {
    await course.save();
  }
}
