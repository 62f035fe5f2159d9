/** Log lines become events. */
import { ToolError } from "../error.ts";
import type { Clock, Dialect } from "./dialect.ts";
import { dovecotDialect } from "./dovecot.ts";
import { exportOpener } from "./envelope-export.ts";
import { jsonOpener } from "./envelope-json.ts";
import { EnvelopeReader } from "./envelope-reader.ts";
import { textOpener } from "./envelope-text.ts";
import type { MailEvent } from "./events.ts";
import { eximDialect } from "./exim.ts";
import { lineClock } from "./line-clock.ts";

export type { Clock, Dialect } from "./dialect.ts";
export type * from "./events.ts";
export { maskSecrets } from "./secrets.ts";
export { unescaped, utf8 } from "./text.ts";

/**
 * Every dialect, in the order of trial for a line whose dialect is not known yet. Dovecot first: Exim keeps any line
 * that begins with its stamp, and Dovecot may be told to write the same stamp. Then the envelopes, which hand what they
 * carry to these two: `syslog`, `json`, `export`.
 */
export const dialects: readonly Dialect<MailEvent>[] = [
  widened(dovecotDialect),
  widened(eximDialect),
  new EnvelopeReader(textOpener),
  new EnvelopeReader(jsonOpener),
  new EnvelopeReader(exportOpener),
];

/** How {@link parseLine} reads. */
export interface ParseOptions {
  /** Name of the only dialect to try; default: the one that understands most of the line. */
  readonly dialect?: string | undefined;
  /** Turns the stamp into an instant; default: one made of `tz` and `year`. */
  readonly clock?: Clock | undefined;
  /** Zone of a stamp that names none: an IANA name, `UTC` or an offset; default: this machine's. */
  readonly tz?: string | undefined;
  /** Year of a stamp that names none; default: the latest one in which the stamp is not in the future. */
  readonly year?: number | undefined;
}

/**
 * Reads one log line.
 *
 *     parseLine("2026-01-08 13:18:54 1vdpup-000CfU-1V Completed", { tz: "UTC" })
 *     // { kind: "exim.completed", at: 1767878334000, pid: null, messageId: "1vdpup-000CfU-1V", queueTime: null }
 *
 * @param text one character a byte (latin1), as `readFileSync(file, "latin1")` gives it; text with other characters is
 *   encoded as UTF-8 first. What follows a line end is left out.
 * @returns undefined when no dialect knows the line; an `….other` event when only its stamp is known
 * @throws ToolError `usage` for a dialect that does not exist
 */
export function parseLine(text: string, options: ParseOptions = {}): MailEvent | undefined {
  const { dialect: name, clock = lineClock(options.tz, options.year) } = options;
  const tried = name === undefined ? dialects : dialects.filter((one) => one.name === name);
  if (tried.length === 0) {
    const known = dialects.map((one) => one.name).join(", ");
    throw new ToolError("usage", `there is no dialect ${JSON.stringify(name)}; known are ${known}`);
  }
  const [first = ""] = text.split(/\r?\n/, 1);
  const bytes = Buffer.from(`${first}\n`, isLatin1(first) ? "latin1" : "utf8");
  const line = bytes.toString("latin1");
  let best: MailEvent | undefined;
  let most = -1;
  for (const one of tried) {
    // What another line told of its source is not true of this one.
    const dialect = one.forSource?.() ?? one;
    const event = dialect.read(line, bytes, 0, clock, 0);
    const understood = event === undefined ? -1 : SHARES.indexOf(dialect.share(event));
    if (understood > most) [best, most] = [event, understood];
  }
  return best;
}

/** From the least to the most that is understood of a line. */
const SHARES = ["unknown", "partial", "recognised"] as const;

function isLatin1(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0xff) return false;
  return true;
}

/** A dialect is asked to share only events that it has read itself. */
function widened<E extends MailEvent>(dialect: Dialect<E>): Dialect<MailEvent> {
  return dialect as unknown as Dialect<MailEvent>;
}
