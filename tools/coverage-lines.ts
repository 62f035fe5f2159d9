/** What becomes of each line of a log: read by the program's own reader, told apart from what no program wrote. */
import { readFileSync } from "node:fs";
import { LineReader } from "../src/engine/dialects.ts";
import type { Clock } from "../src/parsers/dialect.ts";
import type { MailEvent } from "../src/parsers/events.ts";
import { dialects } from "../src/parsers/index.ts";
import { siteWritten } from "./site-written.ts";

/**
 * `recognised`, `partial`, `unknown` (only the stamp is known, or no dialect reads it): lines of Exim or Dovecot.
 * The others are nobody's business: `site` wrote it with a configuration (tools/site-written.json), `no-log` is a comment
 * or a column title in a file of log lines, `other` another program's line, `continuation` belongs to the line above.
 */
export type Outcome = "recognised" | "partial" | "unknown" | "site" | "no-log" | "other" | "continuation";

export interface MeasuredLine {
  readonly text: string;
  readonly outcome: Outcome;
  /** "exim" or "dovecot", when an event came of it. */
  readonly program: string | undefined;
  /** A flag or the life of a message: `=>`, `Completed`, `Frozen …`. */
  readonly vital: boolean;
}

const clock: Clock = { instant: () => 0 };
/** What stands in front of an Exim text: stamp, zone, pid, id. */
const ENVELOPE =
  /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?(?: [-+]\d{4})?(?: \[\d+\])?(?: \w{6}-\w{6}-\w{2}| \w{6}-\w{11}-\w{4})? /;
const VITAL =
  /^(?:(?:<=|\(=|=>|->|>>|\*>|==|\*\*) |Completed$|Completed QT=|Frozen|frozen by |Message is frozen$|[Uu]nfrozen by |removed by |Message removed |cancelled by |moved from )/;
/** What Exim's test suite writes for values that change: not turned back in all folders of the corpora. */
const PLACEHOLDERS: readonly (readonly [RegExp, string])[] = [
  [/V4NET\./g, "192."],
  [/ip4\.ip4\.ip4\.ip4/g, "192.0.2.1"],
  [/ip6:ip6[:ip6]*/g, "2001:db8::1"],
  [/PORT_[A-Z0-9]+/g, "1225"],
  [/\b(S|SIZE)=s{3,4}\b/g, "$1=1234"],
  [/defer \((?:dd|EEE)\)/g, "defer (111)"],
];

/** Reads a file; `source` is its folder, as the list of site-written lines names it. */
export function measure(file: string, source: string): readonly MeasuredLine[] {
  const raw = readFileSync(file, "latin1");
  const named = source.startsWith("exim-testsuite") ? turnedBack(raw) : raw;
  const text = named.endsWith("\n") ? named : `${named}\n`;
  const bytes = Buffer.from(text, "latin1");
  const reader = new LineReader<MailEvent>(dialects);
  const lines: MeasuredLine[] = [];
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf("\n", from);
    const line = text.slice(from, end).replace(/\r$/, "");
    const event = line === "" ? undefined : reader.read(text, bytes, from, clock, from);
    lines.push(measured(line, event, reader, () => unread(reader, text, bytes, from), source));
    const last = event === undefined ? end : Math.max(end, reader.end);
    for (let at = end; at < last; ) {
      const next = text.indexOf("\n", at + 1);
      lines.push({ text: text.slice(at + 1, next), outcome: "continuation", program: undefined, vital: false });
      at = next;
    }
    from = last + 1;
  }
  return lines;
}

function measured(
  line: string,
  event: MailEvent | undefined,
  reader: LineReader<MailEvent>,
  unreadAs: () => Outcome,
  source: string,
): MeasuredLine {
  const body = line.replace(ENVELOPE, "");
  const outcome: Outcome = event === undefined ? unreadAs() : reader.share;
  const listed = outcome === "unknown" || outcome === "partial" ? siteWritten(source, body) : undefined;
  return {
    text: line,
    outcome: listed ?? outcome,
    program: event?.kind.split(".")[0],
    vital: body !== line && VITAL.test(body),
  };
}

function unread(reader: LineReader<MailEvent>, text: string, bytes: Uint8Array, from: number): Outcome {
  const blank = text[from] === "\n" || text[from] === "\r";
  if (blank || reader.dialect?.continues(text, bytes, from) === true) return "continuation";
  return reader.isForeign(text, bytes, from) ? "other" : "unknown";
}

function turnedBack(text: string): string {
  return PLACEHOLDERS.reduce((all, [pattern, value]) => all.replace(pattern, value), text);
}
