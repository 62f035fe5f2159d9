/** Log text as events with their places: what the laws are tried on. */

import type { ReadOptions } from "../api/options.ts";
import { readLocatedEvents } from "../api/read.ts";
import type { MailEvent } from "../parsers/events.ts";
import type { PlacedEvent } from "./cutting.ts";

/**
 * The events of logs that are given as text, by the logs' names, as a run reads them; with the text of each line.
 *
 * @param logs lines joined with LF: `{ mainlog: "2026-01-08 14:18:54 1vdqk6-0003Yx-1R Completed" }`
 * @throws ToolError `usage` for a zone that does not exist
 */
export async function placedEvents(
  logs: Readonly<Record<string, string>>,
  options: ReadOptions = { tz: "UTC" },
): Promise<readonly PlacedEvent<MailEvent>[]> {
  const placed: PlacedEvent<MailEvent>[] = [];
  for (const [name, text] of Object.entries(logs)) {
    const lines = text.split("\n");
    const stream = (async function* () {
      yield text.endsWith("\n") ? text : `${text}\n`;
    })();
    for await (const { event, line } of readLocatedEvents([{ name, stream }], options))
      placed.push({ event, source: name, text: lines[line - 1] ?? "" });
  }
  return placed;
}
