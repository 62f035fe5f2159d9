/** Records of several lines: how a dialect walks through one, and where it stops. */

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
