/** Which devices may be read as a log: a terminal, and the empty one. Others never end, or mind being opened. */
import { closeSync, constants, openSync, type Stats, statSync } from "node:fs";
import { isatty } from "node:tty";

/** What to do instead is the same for all of them. */
const refusal = "is a device and no log; name a file, or pipe its text in";

/**
 * Why this cannot be read as a log; undefined when it can be tried. Nothing is opened for it: to open a device may do
 * something (a tape winds back, a watchdog begins to wait).
 */
export function whyNoLog(stats: Stats): string | undefined {
  if (stats.isBlockDevice()) return refusal;
  if (!stats.isCharacterDevice()) return undefined;
  return stats.rdev === deviceOf("/dev/null") || isTerminal(stats) ? undefined : refusal;
}

function deviceOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.rdev;
}

/** The terminal that this runs at, under whatever name. */
function isTerminal({ rdev }: Stats): boolean {
  if (rdev === deviceOf("/dev/tty")) return true;
  return [0, 1, 2].some((fd) => isatty(fd) && deviceOf(`/dev/fd/${fd}`) === rdev);
}

/** Who waits for somebody to write to a named pipe waits in the kernel, where no abortion reaches: it finds an empty one. */
export function wakeReader(pipe: string): void {
  try {
    if (statSync(pipe).isFIFO()) closeSync(openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK));
  } catch {
    // Nobody waits.
  }
}
