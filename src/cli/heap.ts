/** How much room V8 takes for what it has not collected yet (docs/adr/0022). */
import { setFlagsFromString } from "node:v8";

/**
 * By how much, in percent of what was alive, the heap may grow before it is collected again. V8 itself lets it grow to four
 * times: of a log in which no message ever ends that is hundreds of megabytes of nothing.
 */
const GROWTH = 30;

/** From here on room is dearer than time; bytes of the whole process. */
const LARGE = 256 * 1024 * 1024;
/** The same then. */
const GROWTH_LARGE = 15;
/** Milliseconds. */
const INTERVAL = 200;

/** For the whole process with its threads, from the next collection on; and more so once it is large. */
export function growHeapSlowly(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH}`);
  const watching = setInterval(() => {
    if (process.memoryUsage.rss() < LARGE) return;
    clearInterval(watching);
    // What was dropped leaves holes in the heap, which V8 then closes at every collection.
    setFlagsFromString("--optimize-for-size");
    setFlagsFromString(`--heap-growing-percent=${GROWTH_LARGE}`);
  }, INTERVAL);
  watching.unref();
}
