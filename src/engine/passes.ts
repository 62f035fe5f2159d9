/** Reads the same inputs more than once: for questions whose answer tells what else to look for. */

import { ChunkReader } from "./chunks.ts";
import type { Input, Reading, ReadOptions, TimedEvent } from "./contract.ts";
import { datedFirst, openSources } from "./run.ts";
import { Session } from "./session.ts";
import type { Sink } from "./sink.ts";
import { rereadable } from "./source-spool.ts";

export type { CurrentLine } from "./lines.ts";
export type { Sink } from "./sink.ts";

/** The inputs of a run, opened once. */
export interface Passes<E extends TimedEvent> {
  /** Hands every line of every source to the sink, which must not wait. @throws the signal's reason when aborted */
  read(sink: Sink<E>): Promise<Reading>;
  /**
   * Whether a line holds one of the texts, other than the lines that are known by their source and offset. Reads bytes,
   * not lines: some ten times as fast as `read`, as long as the texts are few.
   */
  isElsewhere(texts: readonly string[], isKnown: (source: string, offset: number) => boolean): Promise<boolean>;
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
    async isElsewhere(texts, isKnown) {
      for (const source of sources) {
        const open = source.open({ warn: () => {}, fail: () => {} }, options.signal);
        try {
          const reader = new ChunkReader(open);
          for (let chunk = await reader.next(); chunk !== undefined; chunk = await reader.next()) {
            options.signal?.throwIfAborted();
            const { text, offset } = chunk;
            if (lineStarts(text, texts).some((start) => !isKnown(source.name, offset + start))) return true;
          }
        } finally {
          open.close();
        }
      }
      return false;
    },
    close: () => {
      for (const source of sources) source.discard();
    },
  };
}

/** Where the lines of a chunk begin that hold one of the texts. */
function lineStarts(chunk: string, texts: readonly string[]): readonly number[] {
  const starts: number[] = [];
  for (const text of texts) {
    for (let at = chunk.indexOf(text); at >= 0; at = chunk.indexOf(text, at + 1))
      starts.push(at === 0 ? 0 : chunk.lastIndexOf("\n", at - 1) + 1);
  }
  return starts;
}
