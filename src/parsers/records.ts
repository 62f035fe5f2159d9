/** Records of several lines: how a dialect walks through one, and where it stops. */
import type { Scanner } from "./dialect.ts";

const lf = 10;
const cr = 13;

/**
 * A record that is longer is taken as far as it goes until here, so that a hostile log cannot fill the memory with one.
 * Bytes count from the record's first; `lines` are those behind its first one.
 */
export const longestRecord = { bytes: 1024 * 1024, lines: 10_000 } as const;

/**
 * Where the line behind a line's end begins.
 *
 * Of a CRLF the engine leaves an LF in the place of the CR (chunks.ts): the LF behind it is still one in the text, but
 * none in the bytes. In a text that does not come from the engine, lines end in LF.
 *
 * @param end offset of a line's LF, as scanners give it
 */
export function nextLine(text: string, bytes: Uint8Array, end: number): number {
  return bytes[end + 1] === cr && text.charCodeAt(end + 1) === lf ? end + 2 : end + 1;
}

/** The lines of one record, taken one after the other. One object is used again and again. */
export class RecordLines {
  /** Offset of the LF of the last line taken. */
  end = 0;
  /** Lines taken behind the first one. */
  behind = 0;
  /** The text ended where another line could have been taken. */
  open = false;
  #text = "";
  #bytes: Uint8Array = new Uint8Array(0);
  #from = 0;

  /** Begins a record with its first line, `from` to its LF at `end`. */
  begin(text: string, bytes: Uint8Array, from: number, end: number): void {
    this.#text = text;
    this.#bytes = bytes;
    this.#from = from;
    this.end = end;
    this.behind = 0;
    this.open = false;
  }

  /** The next line as `scan` reads it; undefined, and not taken, when it is none of its lines or there is none. */
  take<T>(scan: Scanner<T>): T | undefined {
    const at = nextLine(this.#text, this.#bytes, this.end);
    const isFull = this.behind >= longestRecord.lines || this.end - this.#from >= longestRecord.bytes;
    this.open = at >= this.#text.length && !isFull;
    if (this.open || isFull) return undefined;
    const value = scan(this.#text, this.#bytes, at);
    if (value === undefined) return undefined;
    this.end = scan.end();
    this.behind++;
    return value;
  }

  /** No more lines belong to the record, whatever follows. */
  close(): void {
    this.open = false;
  }
}
