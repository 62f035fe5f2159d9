import type { Stored } from "../analyzers/codec.ts";
import type { AnyFold, States } from "../analyzers/index.ts";

/**
 * Forgets what is over, when everything was read: what is kept, and judged, is then the same whatever the order of the
 * files was, over how many threads and in how many runs they were read. (While a sample is kept, `--max-open`, counts of
 * short mail and proofs are of those messages that were not left out before they ended: they are close, not equal.)
 */
export function tidyStates(folds: readonly AnyFold[], states: States): void {
  for (const fold of folds) {
    const { tidy } = fold as Partial<Stored<unknown>>;
    tidy?.(states.get(fold));
  }
}
