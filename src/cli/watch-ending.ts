/** How a watch is told to end. */

/** SIGINT, SIGTERM and SIGHUP, once: a second one ends the process. */
export interface Ending {
  /** Aborts what is being read. */
  readonly signal: AbortSignal;
  /** Resolves after so many ms, or when it is to end. */
  sleep(ms: number): Promise<void>;
  isOver(): boolean;
}

/** From now on signals end the watch in order, with its state saved, and not the process. */
export function endingBySignals(): Ending {
  const controller = new AbortController();
  const { signal } = controller;
  // The program (signals.ts) leaves the first one to who listens: a state may take longer than what it gives a command.
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(name, () => controller.abort());
  return {
    signal,
    isOver: () => signal.aborted,
    sleep: (ms) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve();
        const wake = () => {
          clearTimeout(timer);
          signal.removeEventListener("abort", wake);
          resolve();
        };
        const timer = setTimeout(wake, ms);
        signal.addEventListener("abort", wake);
      }),
  };
}
