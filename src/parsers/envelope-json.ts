/** Envelopes that encode the text as JSON: `journalctl -o json`, `json-seq`, `json-sse`, `json-pretty`; Docker's json-file. */
import { type Entry, lineEnd, type Opener } from "./entry.ts";
import { isoOf } from "./envelope-text.ts";
import { longestRecord, nextLine } from "./records.ts";

/** Fields of a record; texts are latin1, one character a byte. */
export type Fields = Readonly<Record<string, unknown>>;

const brace = 123;
const closing = 125;
const recordSeparator = 0x1e;
const sse = "data: {";

/**
 * JSON is no regular language, so no grammar reads it: JSON.parse does (docs/adr/0013). What it holds is read by the
 * grammars of the lines that it carries.
 */
export const jsonOpener: Opener = {
  name: "json",

  open(text, bytes, from) {
    const begin = bytes[from] === recordSeparator ? from + 1 : text.startsWith(sse, from) ? from + 6 : from;
    if (bytes[begin] !== brace) return undefined;
    const first = lineEnd(bytes, begin);
    const { end, open } = first === begin + 1 ? prettyEnd(text, bytes, first) : { end: first, open: false };
    const fields = parsed(text.slice(begin, end));
    if (fields === undefined) return open ? unfinished(end) : undefined;
    return dockerEntry(fields, end, open) ?? journalEntry(fields, end, open);
  },

  several: true,
  continues: () => false,
  isOther: () => false,
};

const NOTHING: Entry = {
  stamp: "",
  host: null,
  program: "-",
  pid: null,
  from: -1,
  message: "",
  plainFrom: -1,
  end: 0,
  open: false,
  piece: false,
  stream: null,
};

/** The beginning of a record that goes on behind the end of the text: nobody's, should that be all. */
function unfinished(end: number): Entry {
  return { ...NOTHING, program: "", end, open: true };
}

/** The `}` of its own line that ends a record of `json-pretty`: values are on lines that begin with a tab. */
function prettyEnd(text: string, bytes: Uint8Array, first: number): { end: number; open: boolean } {
  let end = first;
  for (let lines = 0; lines < longestRecord.lines && end - first < longestRecord.bytes; lines++) {
    const line = nextLine(text, bytes, end);
    if (line >= text.length) return { end, open: true };
    end = lineEnd(bytes, line);
    if (bytes[line] === closing) break;
    if (bytes[line] === brace) return { end: first, open: false };
  }
  return { end, open: false };
}

function parsed(json: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    return escapesOver(json)
      ? (JSON.parse(Buffer.from(json, "latin1").toString("utf8"), bytesOf) as Fields)
      : (value as Fields);
  } catch {
    return undefined;
  }
}

/** A reviver: texts as their bytes in UTF-8, one character a byte, as all texts of a log are. */
function bytesOf(_: string, value: unknown): unknown {
  return typeof value === "string" ? Buffer.from(value, "utf8").toString("latin1") : value;
}

/** `\u00e9` is a character, not a byte: then the whole record is read as UTF-8. Docker escapes <, >, &, U+2028 and U+FFFD. */
function escapesOver(json: string): boolean {
  for (let at = json.indexOf("\\u"); at >= 0; at = json.indexOf("\\u", at + 2)) {
    if (json.charCodeAt(at + 2) !== 48 || json.charCodeAt(at + 3) !== 48 || json.charCodeAt(at + 4) > 55) return true;
  }
  return false;
}

/** `{"log":"Jan 08 14:20:01 imap-login: …\n","stream":"stdout","time":"2026-01-08T14:20:01.003456789Z"}` */
function dockerEntry(fields: Fields, end: number, open: boolean): Entry | undefined {
  const { log, time, stream } = fields;
  if (typeof log !== "string" || typeof time !== "string") return undefined;
  const whole = log.endsWith("\n");
  return {
    ...NOTHING,
    stamp: time,
    program: null,
    message: whole ? log.slice(0, log.endsWith("\r\n") ? -2 : -1) : log,
    end,
    open,
    // Lines of more than 16 KiB come in pieces; the last one has the line's end.
    piece: !whole,
    stream: typeof stream === "string" ? stream : "",
  };
}

/** The journal's fields, systemd.journal-fields(7). */
export function journalEntry(fields: Fields, end: number, open: boolean): Entry | undefined {
  const name = textOf(fields.SYSLOG_IDENTIFIER) ?? textOf(fields._COMM);
  const message = textOf(fields.MESSAGE);
  if (message === undefined || (name === undefined && open)) {
    if (open) return unfinished(end);
    // Too long for journalctl without --all (null), or there was none.
    return "__REALTIME_TIMESTAMP" in fields ? { ...NOTHING, program: name ?? "-", end } : undefined;
  }
  // As journalctl does: when the program wrote it rather than when the journal took it.
  const time = textOf(fields._SOURCE_REALTIME_TIMESTAMP) ?? textOf(fields.__REALTIME_TIMESTAMP);
  const stamp = time === undefined ? undefined : isoOf(Math.floor(Number(time) / 1000));
  const contained = textOf(fields.CONTAINER_NAME) !== undefined;
  return {
    ...NOTHING,
    stamp: stamp ?? "",
    host: textOf(fields._HOSTNAME) ?? null,
    program: contained ? null : (name ?? "-"),
    pid: numberOf(fields.SYSLOG_PID) ?? numberOf(fields._PID) ?? null,
    message,
    end,
    open,
  };
}

/** A text, a list of bytes (it was not UTF-8, or holds control characters), or a list of these where a field comes twice. */
function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (!Array.isArray(value)) return undefined;
  const [first] = value as readonly unknown[];
  if (typeof first !== "number") return typeof first === "string" || Array.isArray(first) ? textOf(first) : undefined;
  const isByte = (one: unknown) => typeof one === "number" && one >= 0 && one < 256;
  return value.every(isByte) ? Buffer.from(value as number[]).toString("latin1") : undefined;
}

function numberOf(value: unknown): number | undefined {
  const text = textOf(value);
  const number = text === undefined || text === "" ? Number.NaN : Number(text);
  return Number.isSafeInteger(number) && number > 0 ? number : undefined;
}
