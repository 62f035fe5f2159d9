import { lineOf, type Opener, restOf } from "./entry.ts";
import { exportOpener } from "./envelope-export.ts";
import { jsonOpener } from "./envelope-json.ts";
import { textOpener } from "./envelope-text.ts";
import { beginning } from "./generated/envelope.ts";
import { placeOf } from "./pieces.ts";
import { Programs } from "./programs.ts";
import { DOVECOT_STAMP, EXIM_STAMP } from "./stand-in.ts";

/** What an envelope carries, for those who ask why a line is not known. */
export interface Carried {
  /** As the dialect of its program reads it: with a stamp of the reader's making when it has none of its own. */
  readonly line: string;
  /** Where the text stands as it was written: the line that was given, or what it encodes. */
  readonly shown: string;
  /** A place in `line` and this are a place in `shown`. */
  readonly shift: number;
}

const openers: readonly Opener[] = [textOpener, jsonOpener, exportOpener];

/** Undefined for a line that is in no envelope, or in one that the Dovecot dialect reads itself. */
export function carriedLine(given: string): Carried | undefined {
  const { text, bytes } = lineOf(given);
  for (const opener of openers) {
    const entry = opener.open(text, bytes, 0);
    if (entry === undefined) continue;
    const inPlace = entry.from >= 0;
    const place = placeOf(entry, text, bytes);
    const said = restOf(place);
    const shown = inPlace ? given : said;
    const shift = inPlace ? entry.from : 0;
    if (entry.program === null) return carriedLine(said) ?? { line: said, shown, shift };
    const who = new Programs().whoIs(entry.program);
    if (who === "other" || (who === "dovecot" && entry.plainFrom === 0)) return undefined;
    const own = beginning(place.text, place.bytes, place.from) as { readonly what: string } | undefined;
    if (who === "exim" && own?.what === "own") return { line: said, shown, shift };
    const stamp = who === "exim" ? `${EXIM_STAMP} ` : `${DOVECOT_STAMP} h ${entry.program}: `;
    return { line: `${stamp}${said}`, shown, shift: shift - stamp.length };
  }
  return undefined;
}
