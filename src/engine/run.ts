/** Drives a run: inputs become lines, lines become events, events fold into states. One thread. */

import type {
  FoldStates,
  Input,
  LocatedEvent,
  RawLine,
  Reading,
  ReadOptions,
  ReadStream,
  RunRequest,
  RunResult,
  TimedEvent,
} from "./contract.ts";
import { dialectNames } from "./dialects.ts";
import type { Fold, LineRef } from "./fold.ts";
import type { Sink } from "./scan.ts";
import { Session } from "./session.ts";
import { type Opened, openInputs, type Source } from "./source.ts";
import { beginsDated } from "./year-finder.ts";

export type * from "./contract.ts";

/**
 * Reads all inputs and folds their events.
 *
 * Data is never exceptional: what cannot be read is under `problems` and `coverage`.
 *
 * @throws ToolError `usage` for a zone that does not exist; the signal's reason when aborted.
 */
export async function run<E extends TimedEvent>(request: RunRequest<E>): Promise<RunResult> {
  const opened = await openSources(request.inputs, request);
  const session = new Session(opened, request);
  const states = new States(request.folds);
  const sink: Sink<E> = { event: (event, line) => states.observe(event, line), unrecognised: () => {} };
  for (const source of datedFirst(opened.sources, request)) {
    for await (const _ of session.read(source, sink));
  }
  return { ...session.reading(), states };
}

/** Every event of the inputs, in the order given. The events' texts may be kept. */
export function readEvents<E extends TimedEvent>(
  inputs: readonly Input[],
  options: ReadOptions<E>,
): ReadStream<LocatedEvent<E>> {
  return readInto(inputs, options, (found) => ({
    event: (event, { source, lineInRange, offset }, share) => {
      found.push({ event, source, line: lineInRange, offset, share });
    },
    unrecognised: () => {},
  }));
}

/** Every line that counts as unrecognised: nobody's lines, unknown texts and partial events. The bytes may be kept. */
export function readUnrecognised<E extends TimedEvent>(
  inputs: readonly Input[],
  options: ReadOptions<E>,
): ReadStream<RawLine> {
  return readInto(inputs, options, (found) => ({
    event: () => {},
    unrecognised: (line) => {
      found.push({ bytes: line.raw(), source: line.source, line: line.lineInRange, offset: line.offset });
    },
  }));
}

/** Reads source by source and gives what the sink found, chunk by chunk. */
function readInto<E extends TimedEvent, T>(
  inputs: readonly Input[],
  options: ReadOptions<E>,
  sinkFor: (found: T[]) => Sink<E>,
): ReadStream<T> {
  let session = new Session<E>({ sources: [], problems: [], warnings: [] }, options);
  async function* read(): AsyncGenerator<T> {
    const opened = await openSources(inputs, options);
    session = new Session(opened, options);
    const found: T[] = [];
    const sink = sinkFor(found);
    for (const source of opened.sources) {
      for await (const _ of session.read(source, sink)) {
        yield* found;
        found.length = 0;
      }
    }
  }
  const things = read();
  return { [Symbol.asyncIterator]: () => things, reading: (): Reading => session.reading() };
}

/** The inputs as sources; names of dialects may stand before them. */
export function openSources<E extends TimedEvent>(inputs: readonly Input[], options: ReadOptions<E>): Promise<Opened> {
  return openInputs(inputs, dialectNames(options.dialects, options.aliases));
}

/** The order makes no difference to folds, but logs without years are dated by those that have them; streams wait. */
export function datedFirst<E extends TimedEvent>(
  sources: readonly Source[],
  options: ReadOptions<E>,
): readonly Source[] {
  const rank = new Map(
    sources.map((source) => [source, source.head === null ? 2 : beginsDated(source, options.dialects) ? 0 : 1]),
  );
  return [...sources].sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0));
}

// biome-ignore lint/suspicious/noExplicitAny: folds of one run hold states of any shape
type AnyFold = Fold<any, any>;

/** The states of a run, and which of them an event concerns. */
class States implements FoldStates {
  readonly #states = new Map<string, unknown>();
  readonly #byKind = new Map<string, { readonly fold: AnyFold; readonly state: unknown }[]>();

  constructor(folds: readonly AnyFold[]) {
    for (const fold of folds) {
      if (this.#states.has(fold.id)) continue;
      const state: unknown = fold.create();
      this.#states.set(fold.id, state);
      for (const kind of fold.kinds) {
        const takers = this.#byKind.get(kind) ?? [];
        takers.push({ fold, state });
        this.#byKind.set(kind, takers);
      }
    }
  }

  observe(event: TimedEvent, line: LineRef): void {
    const takers = this.#byKind.get(event.kind);
    if (takers === undefined) return;
    for (const { fold, state } of takers) fold.observe(state, event, line);
  }

  get<S, E extends { readonly kind: string }>(fold: Fold<S, E>): S {
    if (!this.#states.has(fold.id)) throw new Error(`the fold ${fold.id} was not part of the run`);
    return this.#states.get(fold.id) as S;
  }
}
