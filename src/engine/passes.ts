/** Reads the same inputs more than once: for questions whose answer tells what else to look for. */

import type { Input, Reading, ReadOptions, TimedEvent } from "./contract.ts";
import { datedFirst, openSources } from "./run.ts";
import type { Sink } from "./scan.ts";
import { Session } from "./session.ts";
import { rereadable } from "./source-spool.ts";

export type { CurrentLine } from "./lines.ts";
export type { Sink } from "./scan.ts";

/** The inputs of a run, opened once. */
export interface Passes<E extends TimedEvent> {
  /** Hands every line of every source to the sink, which must not wait. @throws the signal's reason when aborted */
  read(sink: Sink<E>): Promise<Reading>;
  /** Throws away what was kept of streams. */
  close(): void;
}

/**
 * Opens inputs to be read several times. What can be read only once (standard input, a named pipe, a stream) is copied
 * during its first reading into a file without a name in the folder for temporary files: it needs as much room there as
 * its text is long.
 *
 * @throws ToolError `usage` for a zone that does not exist; `input` (from `read`) when a stream cannot be kept.
 */
export async function openPasses<E extends TimedEvent>(
  inputs: readonly Input[],
  options: ReadOptions<E>,
): Promise<Passes<E>> {
  const opened = await openSources(inputs, options);
  const sources = opened.sources.map(rereadable);
  return {
    async read(sink) {
      const session = new Session<E>({ problems: opened.problems, warnings: opened.warnings, sources }, options);
      for (const source of datedFirst(sources, options)) for await (const _ of session.read(source, sink));
      return session.reading();
    },
    close: () => {
      for (const source of sources) source.discard();
    },
  };
}
