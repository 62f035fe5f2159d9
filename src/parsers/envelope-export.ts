/** `journalctl -o export`: a record of several lines for each entry (systemd, JOURNAL_EXPORT_FORMATS). */
import { lineEnd, type Opener } from "./entry.ts";
import { type Fields, journalEntry } from "./envelope-json.ts";
import { longestRecord, nextLine } from "./records.ts";

const lf = 10;
const equals = 61;
const cursor = "__CURSOR=";
/** A field's name in the journal is not longer (journal-file.h). */
const LONGEST_NAME = 64;
/** The size before the data of a binary field, 64 bits, little endian. */
const SIZE = 8;

/**
 *     __CURSOR=s=d0…
 *     __REALTIME_TIMESTAMP=1767882001003456
 *     SYSLOG_IDENTIFIER=exim
 *     MESSAGE=2026-01-08 14:20:01 1vdpup-000CfU-1V Completed
 *
 * A binary field has its name alone on the line, then its size and the data, which may hold anything: a length in the text
 * is no matter for a regular grammar (docs/adr/0013).
 */
export const exportOpener: Opener = {
  name: "export",

  open(text, bytes, from) {
    if (!text.startsWith(cursor, from)) return undefined;
    const fields: Record<string, unknown> = Object.create(null);
    let at = from;
    let end = lineEnd(bytes, from);
    let open = false;
    for (let lines = 0; lines < longestRecord.lines && at - from < longestRecord.bytes; lines++) {
      const field = fieldAt(text, bytes, at);
      if (field === "cut") {
        open = true;
        break;
      }
      if (field === undefined) break;
      if (!(field.name in fields)) fields[field.name] = field.value;
      end = field.end;
      at = nextLine(text, bytes, end);
      if (at >= text.length) {
        open = true;
        break;
      }
      if (text.startsWith(cursor, at)) break;
    }
    return journalEntry(fields as Fields, end, open);
  },

  several: true,
  continues: () => false,
  isOther: () => false,
};

interface Field {
  readonly name: string;
  readonly value: string;
  /** Offset of its last LF. */
  readonly end: number;
}

/** Undefined for what is no field: the empty line behind an entry. */
function fieldAt(text: string, bytes: Uint8Array, from: number): Field | "cut" | undefined {
  let at = from;
  while (isNameByte(bytes[at] ?? 0) && at - from < LONGEST_NAME) at++;
  if (at === from) return undefined;
  const name = text.slice(from, at);
  const end = lineEnd(bytes, at);
  if (bytes[at] === equals) return { name, value: text.slice(at + 1, end), end };
  return end === at ? binaryField(name, text, bytes, nextLine(text, bytes, end)) : undefined;
}

function binaryField(name: string, text: string, bytes: Uint8Array, from: number): Field | "cut" | undefined {
  if (from + SIZE > text.length) return "cut";
  let size = 0;
  // From the text: of a CRLF the bytes are not as they were (chunks.ts).
  for (let at = from + SIZE - 1; at >= from; at--) size = size * 256 + (text.charCodeAt(at) & 0xff);
  if (size > longestRecord.bytes) return undefined;
  const close = from + SIZE + size;
  if (close >= text.length) return "cut";
  if (text.charCodeAt(close) !== lf) return undefined;
  // Data that ends in CR: its LF is the one that stands in place of the CR.
  return { name, value: text.slice(from + SIZE, close), end: bytes[close] === lf ? close : close - 1 };
}

/** `_SYSTEMD_UNIT`, `__CURSOR`, `MESSAGE` */
function isNameByte(byte: number): boolean {
  return (byte >= 65 && byte <= 90) || (byte >= 48 && byte <= 57) || byte === 95;
}
