/** How much room V8 takes for what it has not collected yet. */
import { setFlagsFromString } from "node:v8";

/**
 * By how much, in percent of what was alive, the heap may grow before it is collected again. V8 itself lets it grow to four
 * times: of a log in which no message ever ends that is hundreds of megabytes of nothing (docs/adr/0022).
 */
const GROWTH = 30;

/** For the whole process with its threads, from the next collection on. */
export function growHeapSlowly(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH}`);
}
