/** What of a report is structure, so that two of them can be compared: of Markdown, of HTML, of the analysis behind. */
import type { Token, Tokens } from "marked";
import type { Analysis } from "../../src/index.ts";
import { allTokens } from "../report/support/markdown-reader.ts";

/** Punctuation that may stand beside a code span and letters of other scripts: they can make nothing. */
const BESIDE = /[^!-~]|["'().,;:!?|]/gu;

/** How many bytes were read is for the logs to say: names are of different length. */
const BYTES = /Bytes: all [\d,]+/g;

/** The text of a Markdown report that is not in code, without what may stand around it. */
export function outsideCode(markdown: string): string {
  return allTokens(markdown)
    .filter(
      (token) =>
        (token.type === "text" && !("tokens" in token && token.tokens !== undefined)) || token.type === "escape",
    )
    .map((token) => (token as Tokens.Text).text)
    .join("")
    .replace(BYTES, "")
    .replace(BESIDE, "");
}

/** Kinds of tokens that a report may have; all others would be a stranger's. */
export const OWN_TOKENS: ReadonlySet<string> = new Set([
  "space",
  "heading",
  "paragraph",
  "table",
  "code",
  "list",
  "list_item",
  "checkbox",
  "text",
  "escape",
  "codespan",
  "strong",
  "link",
  "html",
  "hr",
  "blockquote",
  "br",
  "em",
]);

/** Addresses that a report's links and pictures lead to. */
export function targetsOf(markdown: string): readonly string[] {
  return allTokens(markdown).flatMap((token: Token) =>
    token.type === "link" || token.type === "image" ? [(token as Tokens.Link).href] : [],
  );
}

/** A tag as it stands between `<` and `>`: ours have a name, and attributes in double quotes without `<`. */
const TAG = /^(\/?)([a-z][a-z0-9]*)((?:\s+[A-Za-z][A-Za-z:-]*(?:="[^"<]*")?)*)\s*(\/?)$/i;

/**
 * The tags of a page in their order, with the names of their attributes and what addresses say. Code and the spans that
 * let long words break are words, not structure.
 *
 * @throws Error for a `<` that begins no tag of this form: text in a page of ours never has one.
 */
export function tagsOf(html: string): readonly string[] {
  const [, ...pieces] = html.replace(/<style>[^<]*<\/style>/, "").split("<");
  return pieces.flatMap((piece) => {
    const inside = piece.slice(0, piece.indexOf(">"));
    if (inside.toLowerCase() === "!doctype html") return [];
    const [, end = "", name = "", attributes = ""] = TAG.exec(inside) ?? [];
    if (name === "") throw new Error(`no tag of ours: <${piece.slice(0, 100)}`);
    if (name === "code" || name === "span" || name === "tspan") return [];
    return [`${end}${name}${attributes.replace(/\s+([A-Za-z:-]+)(?:="([^"]*)")?/g, attribute)}`];
  });
}

function attribute(_: string, name: string, value = ""): string {
  return /^(?:href|src|xlink:href|content|http-equiv|class|id)$/.test(name) ? ` ${name}=${value}` : ` ${name}`;
}

/** An analysis without its texts and places: equal for two logs of which this program says the same. */
export function shapeOf(analysis: Analysis): string {
  return JSON.stringify(analysis, (key, value: unknown) => {
    if (key === "line" || key === "lines" || /bytes$/i.test(key)) return 0;
    if (key === "shapes") return (value as readonly unknown[]).length;
    return typeof value === "string" && !OWN_WORDS.has(key) ? "text" : value;
  });
}

const OWN_WORDS: ReadonlySet<string> = new Set([
  "analyzer",
  "severity",
  "status",
  "basis",
  "outcome",
  "is",
  "what",
  "family",
  "at",
]);

/** Where two texts begin to differ, with a little around it; null for equal ones. A whole report is no message. */
export function difference(text: string, expected: string): readonly [is: string, expected: string] | null {
  if (text === expected) return null;
  let at = 0;
  while (text[at] === expected[at]) at++;
  const around = (one: string) => one.slice(Math.max(0, at - 60), at + 60);
  return [around(text), around(expected)];
}
