/** SIGINT, SIGTERM and SIGHUP: the first one ends a command in order, a second one ends the process. */
import { exit } from "./exit.ts";

const codes = { SIGINT: exit.interrupted, SIGTERM: exit.terminated, SIGHUP: exit.hungUp } as const;
/** Milliseconds for a command to end in order: a read that waits for somebody's input does not notice. */
const patience = 500;

/**
 * Aborted by the first of these signals; the process then ends with 128 and the signal's number, whatever the command
 * came to. It never ends in the middle of a write: what stands half-written beside its target is removed
 * (half-written.ts). A command that listens itself (`watch`) ends itself.
 */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(name, () => {
      if (process.listenerCount(name) > 1) return;
      if (controller.signal.aborted) process.exit(codes[name]);
      process.exitCode = codes[name];
      controller.abort();
      setTimeout(() => process.exit(codes[name]), patience).unref();
    });
  return controller.signal;
}
