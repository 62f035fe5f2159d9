import type { Entry, Opener } from "../parsers/entry.ts";
import { exportOpener } from "../parsers/envelope-export.ts";
import { jsonOpener } from "../parsers/envelope-json.ts";
import { textOpener } from "../parsers/envelope-text.ts";
import { scanners as mainlog } from "../parsers/generated/exim-mainlog.ts";
import { Programs } from "../parsers/programs.ts";
import { DOVECOT_STAMP, EXIM_STAMP } from "../parsers/stand-in.ts";

/** What an envelope carries, as its program's grammar can be asked about it. */
export interface Unwrapped {
  /** `syslog`, `json`, `export`: the family of envelopes. */
  readonly envelope: string;
  readonly program: "exim" | "dovecot";
  /** Whether the text stands in the line as it was written; otherwise it is encoded. */
  readonly inLine: boolean;
  /** The text that the program wrote. */
  readonly text: string;
  /** Byte of the line where it begins; 0 when it is encoded. */
  readonly from: number;
  /** What must stand before it for the grammars, which expect a stamp; `""` when it has its own. */
  readonly lead: string;
}

const openers: readonly Opener[] = [textOpener, jsonOpener, exportOpener];

/** The text of Exim or Dovecot in a line of syslog, a journal or a container; undefined when there is none. */
export function unwrapped(line: string): Unwrapped | undefined {
  const text = `${line}\n`;
  const bytes = Buffer.from(text, "latin1");
  for (const opener of openers) {
    const entry = opener.open(text, bytes, 0);
    const found = entry === undefined ? undefined : carried(opener.name, entry, line);
    if (found !== undefined) return found;
  }
  return undefined;
}

function carried(envelope: string, entry: Entry, line: string): Unwrapped | undefined {
  const inLine = entry.from >= 0;
  const text = inLine ? line.slice(entry.from) : entry.message;
  const from = inLine ? entry.from : 0;
  // A container's line is a whole line of a log of its own.
  if (entry.program === null) {
    if (text === line || text === "") return undefined;
    const program = isStamped(text) ? "exim" : "dovecot";
    return { envelope, program, inLine, text, from, lead: "" };
  }
  const who = new Programs().whoIs(entry.program);
  if (who === "exim")
    return { envelope, program: who, inLine, text, from, lead: isStamped(text) ? "" : `${EXIM_STAMP} ` };
  if (who === "dovecot") return { envelope, program: who, inLine, text, from, lead: `${DOVECOT_STAMP} mx dovecot: ` };
  return undefined;
}

function isStamped(text: string): boolean {
  const line = `${text}\n`;
  const scan = mainlog.lists.stamped?.scan;
  return scan !== undefined && scan(line, Buffer.from(line, "latin1"), 0) !== undefined;
}
