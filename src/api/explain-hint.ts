import type { MailEvent } from "../parsers/events.ts";
import { dialects, type ParseOptions, parseLine } from "../parsers/index.ts";

/** What would make a line known. */
export type Hint =
  /** From this byte on (from 0) it is a known line: something stands before it. */
  | { readonly is: "prefix"; readonly from: number; readonly kind: MailEvent["kind"] }
  /** From this byte on it would be known with a stamp before it: the stamp is missing, or not one of theirs. */
  | { readonly is: "stamp"; readonly from: number; readonly kind: MailEvent["kind"] };

/** Prefixes that templates put before a line are not longer. */
const longestPrefix = 200;
/** Any stamp: whose it is does not matter. */
const stamps = ["2026-01-01 00:00:00 ", "Jan 01 00:00:00 "];

/**
 * Tries the ends of a line that no dialect reads: which is the first that is known whole?
 */
export function hintOf(line: string, options: ParseOptions): Hint | null {
  const ends = places(line);
  for (const from of ends) {
    const kind = from === 0 ? undefined : kindOf(line.slice(from), options);
    if (kind !== undefined) return { is: "prefix", from, kind };
  }
  for (const from of ends) {
    for (const stamp of stamps) {
      const kind = kindOf(stamp + line.slice(from), options);
      if (kind !== undefined) return { is: "stamp", from, kind };
    }
  }
  return null;
}

/** Where words begin. */
function places(line: string): readonly number[] {
  const found: number[] = [];
  for (let at = 0; at < Math.min(line.length, longestPrefix); at++)
    if (isWord(line.charCodeAt(at)) ? !isWord(line.charCodeAt(at - 1)) : isMark(line.charCodeAt(at))) found.push(at);
  return found;
}

function isWord(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

/** `=> bob@b.example` and `<= ann@a.example` begin with a mark. */
function isMark(code: number): boolean {
  return code === 60 || code === 61 || code === 42;
}

/** Only of lines that are known whole and hold something of their own. */
function kindOf(line: string, options: ParseOptions): MailEvent["kind"] | undefined {
  const event = parseLine(line, options);
  if (event === undefined) return undefined;
  const dialect = dialects.find(({ name }) => event.kind.startsWith(`${name}.`));
  return dialect?.share(event) === "recognised" && event.kind !== "exim.panic" ? event.kind : undefined;
}
