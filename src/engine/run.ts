/** Drives a run: inputs become lines, lines become events, events fold into states. */

import { mergeAccounts } from "./account.ts";
import type { Input, LocatedEvent, RawLine, Reading, ReadOptions, ReadStream, TimedEvent } from "./contract.ts";
import { dialectNames } from "./dialects.ts";
import { isSmall, isTiny } from "./plan.ts";
import { readingOf } from "./reading.ts";
import { readFiles } from "./run-files.ts";
import type { RunRequest, RunResult } from "./run-request.ts";
import { Session, zoneOf } from "./session.ts";
import type { Sink } from "./sink.ts";
import { type Opened, openInputs, type Source } from "./source.ts";
import { States } from "./states.ts";
import { beginsDated } from "./year-finder.ts";

export type * from "./contract.ts";
export type * from "./run-request.ts";

/**
 * Reads all inputs and folds their events: files by ranges over as many threads as asked for, then streams.
 *
 * Data is never exceptional: what cannot be read is under `problems` and `coverage`.
 *
 * @throws ToolError `usage` for a zone that does not exist; the signal's reason when aborted; what a thread died of.
 */
export async function run<E extends TimedEvent>(request: RunRequest<E>): Promise<RunResult> {
  const opened = await openSources(request.inputs, request);
  return isSmall(opened.sources, request) ? runOver(opened, request) : runByRanges(opened, request);
}

/** Reads source by source, each from its beginning. */
async function runOver<E extends TimedEvent>(opened: Opened, request: RunRequest<E>): Promise<RunResult> {
  const session = new Session(opened, request);
  const states = new States(request.folds);
  const sink = states.sink<E>(request.isEager ?? isTiny(opened.sources));
  for (const source of datedFirst(opened.sources, request)) for await (const _ of session.read(source, sink));
  const sources = session.accounted().map(({ account }) => account);
  const account = mergeAccounts({ sources, shapes: session.shapes.table() });
  return { ...session.reading(), states, account, threads: 1 };
}

/** Reads files by ranges, then what is none. */
async function runByRanges<E extends TimedEvent>(opened: Opened, request: RunRequest<E>): Promise<RunResult> {
  const zone = zoneOf(request);
  const { years, thread, bytes, lines, threads } = await readFiles(opened.sources, request, zone);
  const session = new Session(opened, request, { years, shapes: thread.shapes, bytes, lines });
  for (const source of opened.sources) {
    if (source.file !== null) continue;
    for await (const _ of session.read(source, thread.sink));
  }
  const streams = new Map(session.accounted().map(({ source, account }) => [source, account]));
  const accounts = thread.accounts();
  const accounted = opened.sources.flatMap((source, index) => {
    const account = accounts.get(index) ?? streams.get(source);
    return account === undefined ? [] : [{ source, account }];
  });
  const shapes = thread.shapes.table();
  const asking = new Set(accounted.flatMap(({ source, account }) => (account.yearless ? [source] : [])));
  const reading = readingOf(accounted, {
    opened,
    shapes,
    dialects: request.dialects.map(({ name }) => name),
    zone: { name: zone.name, given: request.zone !== undefined },
    year: years.assumption((source) => asking.has(source)),
  });
  const account = mergeAccounts({ sources: accounted.map((one) => one.account), shapes });
  return { ...reading, states: thread.states, account, threads };
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
