import {
  type ReadOptions as EngineOptions,
  type Input,
  type LocatedEvent,
  type RawLine,
  type ReadStream,
  readEvents as readLocated,
  readUnrecognised,
} from "../engine/run.ts";
import type { MailEvent } from "../parsers/events.ts";
import { dialects } from "../parsers/index.ts";
import type { ReadOptions } from "./options.ts";

/**
 * Every event of the logs, in the order given; lines that no dialect knows are left out. The events may be kept.
 *
 * Inputs are paths, patterns, folders, `-` for standard input, any of them behind `exim:` or `dovecot:` to force a
 * dialect, or streams of bytes or text.
 *
 * @throws ToolError `usage` for a zone that does not exist; the signal's reason when aborted. An input that cannot be
 *   read is passed over.
 * @example
 * for await (const event of readEvents(["mainlog"])) if (event.kind === "exim.failure") console.log(event.reason);
 */
export async function* readEvents(
  inputs: readonly Input[],
  options: ReadOptions = {},
): AsyncGenerator<MailEvent, void, void> {
  for await (const { event } of readLocatedEvents(inputs, options)) yield event;
}

/** {@link readEvents} with the place of each event, and in the end what the reading came to. */
export function readLocatedEvents(
  inputs: readonly Input[],
  options: ReadOptions = {},
): ReadStream<LocatedEvent<MailEvent>> {
  return readLocated(inputs, engineOptions(options));
}

/** The lines that count as unrecognised, byte for byte, and in the end what the reading came to. */
export function readUnrecognisedLines(inputs: readonly Input[], options: ReadOptions = {}): ReadStream<RawLine> {
  return readUnrecognised(inputs, engineOptions(options));
}

/** The engine's words for the library's options, with this program's dialects. */
export function engineOptions({ tz, localZone, year, now, signal, onProgress }: ReadOptions): EngineOptions<MailEvent> {
  return { dialects, aliases, zone: tz, localZone, year, now, signal, onProgress };
}

/** People name a log by its file: `exim-mainlog:FILE`. */
const aliases = { "exim-mainlog": "exim", "exim-paniclog": "exim", "exim-rejectlog": "exim" };
