/** No run leaves half of a file behind, however the process ends: short of SIGKILL and a power cut, Node says so first. */
import { closeSync, openSync, rmSync } from "node:fs";

const standing = new Set<string>();
let isListening = false;

/**
 * Makes an empty file that is to be written and then renamed. It is removed when the process ends before {@link settled}
 * is told.
 *
 * @param mode its permissions, of which the umask takes its share
 * @throws what the system says, also when there is such a file
 */
export function makeHalfWritten(path: string, mode = 0o666): void {
  if (!isListening) process.on("exit", removeAll);
  isListening = true;
  // Not `open` of a promise: between a file and its name here, no signal may come.
  closeSync(openSync(path, "wx", mode));
  standing.add(path);
}

/** The file was renamed, or removed. */
export function settled(path: string): void {
  standing.delete(path);
}

function removeAll(): void {
  for (const path of standing) {
    try {
      rmSync(path, { force: true });
    } catch {
      // The process ends: there is nobody to tell.
    }
  }
}
