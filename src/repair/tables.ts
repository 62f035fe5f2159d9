/** Which byte a character was, for each encoding that UTF-8 is wrongly read in. */
import iconv from "iconv-lite";

/** How a text was read although it is UTF-8. `latin1` and `windows-1252` differ in the bytes 80 to 9F alone. */
export type WrongEncoding = "macroman" | "latin1" | "windows-1252";

/** The two readings that are looked for: Windows-1252 is read with ISO 8859-1's controls where it has no character. */
export type Reading = "macroman" | "western";

const BYTES = Buffer.from(Array.from({ length: 128 }, (_, at) => 128 + at));

/** Byte 80 to FF of each character above U+007F that the reading can have made. */
export const bytesOf: Readonly<Record<Reading, ReadonlyMap<string, number>>> = {
  // Apple: DB was the currency sign until Mac OS 8.5 and is the euro since; F0 is the apple, in the private use area
  macroman: new Map([...table("macroman"), ["\u00A4", 0xdb], ["\u20AC", 0xdb], ["\uF8FF", 0xf0]]),
  western: new Map([...controls(), ...table("windows-1252")]),
};

function table(encoding: string): readonly (readonly [string, number])[] {
  const pairs = [...iconv.decode(BYTES, encoding)].map((character, at) => [character, 128 + at] as const);
  return pairs.filter(([character]) => character !== "\uFFFD");
}

function controls(): readonly (readonly [string, number])[] {
  return Array.from({ length: 32 }, (_, at) => [String.fromCharCode(0x80 + at), 0x80 + at] as const);
}
