/** Lines that real daemons wrote, from the cases of fixtures/logs, with what the program's own parsers say of them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Dialect } from "../../src/parsers/dialect.ts";
import type { MailEvent } from "../../src/parsers/events.ts";
import { dialects } from "../../src/parsers/index.ts";
import { lineClock } from "../../src/parsers/line-clock.ts";

/** Whose log: Exim's main log, or the file that Dovecot writes itself. */
export type Daemon = "exim" | "dovecot";

export interface RecordedLine {
  /** What stands behind the stamp and its blank, latin1, without its LF. */
  readonly text: string;
  readonly event: MailEvent;
}

const cases = fileURLToPath(new URL("../../fixtures/logs/", import.meta.url));
/** Rotated ones too; not the packed ones, which are the same traffic again. */
const files: Readonly<Record<Daemon, RegExp>> = {
  exim: /^exim4\/mainlog(?:\.\d+)?$/,
  dovecot: /^dovecot\.log(?:\.\d+)?$/,
};
/** Characters of the usual stamps: `2026-01-08 13:18:54`, `Jan 08 14:00:39`. Logs of other selectors are left out. */
const stampLengths: Readonly<Record<Daemon, number>> = { exim: 19, dovecot: 15 };

/** Every recorded log of a daemon, in the order of the cases' names; only lines that the program knows, each a record. */
export function recordedLogs(daemon: Daemon): readonly (readonly RecordedLine[])[] {
  const dialect = dialects.find(({ name }) => name === daemon);
  if (dialect === undefined) throw new Error(`there is no dialect ${daemon}`);
  return readdirSync(cases, { recursive: true, encoding: "utf8" })
    .filter((path) => files[daemon].test(path.slice(path.indexOf("/") + 1)))
    .sort()
    .map((path) => readRecorded(dialect, stampLengths[daemon], readFileSync(join(cases, path), "latin1")));
}

function readRecorded(dialect: Dialect<MailEvent>, stampLength: number, log: string): readonly RecordedLine[] {
  const clock = lineClock("UTC", 2026);
  const bytes = Buffer.from(log, "latin1");
  const lines: RecordedLine[] = [];
  for (let from = 0; from < log.length; ) {
    const end = log.indexOf("\n", from);
    const event = dialect.read(log, bytes, from, clock, from);
    // A record of several lines is no mail: it is a mistake in a configuration.
    const isKnown = event !== undefined && dialect.share(event) === "recognised" && dialect.end() === end;
    if (isKnown && dialect.stamp(log, bytes, from)?.length === stampLength)
      lines.push({ text: log.slice(from + stampLength + 1, end), event });
    from = end + 1;
  }
  return lines;
}
