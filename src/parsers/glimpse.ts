/** What those who take glimpses (engine/fold.ts) need to know of Exim's lines. */
import { LineBytes } from "../grammar/runtime.ts";
import type { Clock } from "./dialect.ts";
import type { EximArrival, EximDelivery, EximEvent, Instant } from "./events.ts";
import { eximDialect } from "./exim.ts";

export { glimpseHead, hashOfText, hashOfWords, keyWords, settling } from "./dialect.ts";
export { codes, slots } from "./generated/exim-mainlog-glimpses.ts";

let known: Instant = 0;
/** The instant of a line that was glimpsed is known. */
const clock: Clock = { instant: () => known };

/** Its own: what a line says may be read by a second scanner. */
const lineBytes = new LineBytes();

/**
 * The event of a line that was glimpsed.
 *
 * @param text a copy of the line, without its LF
 */
export function readGlimpsed(text: string, at: Instant): EximEvent {
  known = at;
  const line = `${text}\n`;
  const event = eximDialect.read(line, lineBytes.of(line), 0, clock, 0);
  if (event === undefined) throw new Error("a line was glimpsed that nobody reads");
  return event;
}

export function readArrival(text: string, at: Instant): EximArrival {
  const event = readGlimpsed(text, at);
  if (event.kind !== "exim.arrival") throw new Error(`an arrival was glimpsed that is ${event.kind}`);
  return event;
}

export function readDelivery(text: string, at: Instant): EximDelivery {
  const event = readGlimpsed(text, at);
  if (event.kind !== "exim.delivery") throw new Error(`a delivery was glimpsed that is ${event.kind}`);
  return event;
}
