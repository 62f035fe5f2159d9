/** JSON as this program prints and writes it: values of strangers, on their way to a terminal as often as to a program. */
import { UNSEEN } from "../report/visible.ts";

/**
 * A value as JSON text. Whatever a terminal could obey or a person could not see (controls, U+007F to U+009F, line and
 * paragraph separators, bidirectional and zero-width characters, lone surrogates) stands there as `\u` with four digits:
 * the same value for who parses it.
 *
 * @param indent spaces a level; one line without.
 */
export function jsonText(value: object, indent = 0): string {
  return harmless(JSON.stringify(value, null, indent));
}

/** The same text in pieces, for values that are too large for one string or for the memory that it takes. */
export async function* jsonPieces(value: object, indent = 0): AsyncGenerator<string> {
  // Loaded when needed: it takes four times as long as what is built in.
  const { stringifyChunked } = await import("@discoveryjs/json-ext");
  for (const piece of stringifyChunked(value, null, indent)) yield harmless(piece);
}

function harmless(text: string): string {
  // within JSON's strings a line feed is `\n`; the bare ones are its layout
  return text.split("\n").map(harmlessLine).join("\n");
}

const harmlessLine = (line: string): string => (BEYOND_ASCII.test(line) ? line.replace(UNSEEN, escaped) : line);

/** Anything but printable ASCII; most lines have nothing else, and this is quickly seen. */
const BEYOND_ASCII = /[^ -~]/;

/** A character beyond U+FFFF takes two escapes. */
function escaped(character: string): string {
  let text = "";
  for (let at = 0; at < character.length; at++) text += `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`;
  return text;
}
