/** Texts that strangers write to be more than text, for every test of this folder. */
import fc from "fast-check";
import { FRAGMENTS } from "../report/support/hostile.ts";

/** Beyond what broke out of Markdown: what terminals, spreadsheets, templates, diagrams and YAML make more of. */
const MORE: readonly string[] = [
  "```mermaid\ngraph TD; a-->b\n```",
  "```mermaid",
  "%%{init: {}}%%",
  "<svg onload=alert(1)>",
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '<a href="javascript:alert(1)">x</a>',
  "<javascript:alert(1)>",
  "<https://evil.example>",
  "https://evil.example/x.png",
  "![](//evil.example/x)",
  '<meta http-equiv=refresh content="0;url=https://evil.example">',
  '<base href="//evil.example/">',
  "<iframe srcdoc='<script>alert(1)</script>'>",
  "</code></pre></td></table></main><h1>",
  "</style><script>alert(1)</script>",
  "]]>",
  "&lt;script&gt;&#x60;&#96;&copy",
  "=1+1",
  '=HYPERLINK("https://evil.example")',
  "+1",
  "-1+1",
  "@SUM(1)",
  "\u001b[2J\u001b[H",
  "\u001b]8;;https://evil.example\u001b\\click\u001b]8;;\u001b\\",
  "\u001bP+q\u001b\\",
  "\u009b31m",
  "\u0090q\u009c",
  "\b\b\b",
  "\u007f",
  "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069",
  "\u200e\u200f\u200c\u2060\u180e",
  "\u{e0001}\u{e007f}",
  "\udc00",
  "\ufffe\uffff",
  "{{=<% %>=}}",
  "{{{.}}}",
  "{{! c }}",
  "GH-12",
  "owner/repo#1",
  "TODO",
  "TODO: x",
  "null",
  "- a: b\n",
  "# c",
  "&anchor *alias",
  "!!js/function x",
  "%YAML 1.2",
  "a: b",
  "'",
  '"',
  "\\n",
  "\\033[31m",
  "\\u202e",
];

/** One each of everything. */
export const hostileFragments: readonly string[] = [...FRAGMENTS, ...MORE];

/** Bytes that are no UTF-8, as a reader of Latin-1 sees them. */
const BROKEN: readonly string[] = [
  "\u00e9",
  "\u00c3",
  "\u00ff\u00fe",
  "\u00ed\u00a0\u0080",
  "\u00f4\u0090\u0080\u0080",
  "\u00c0\u00af",
];

/** A text of a few fragments, of anything, and now and then of bytes that are no UTF-8 or of a very long word. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...hostileFragments) },
      { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 8 }) },
      { weight: 1, arbitrary: fc.constantFrom(...BROKEN) },
      { weight: 1, arbitrary: fc.integer({ min: 100, max: 3000 }).map((length) => "W".repeat(length)) },
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((parts) => parts.join(""));

/**
 * The text as bytes in Latin-1, each of its words with a sign that makes it code wherever words are told apart, so that
 * whatever of it stands outside of code is a defect.
 */
export function marked(text: string): string {
  return bytesOf(text)
    .split(" ")
    .map((word) => `=${word}=`)
    .join(" ");
}

/** What a log holds of a text: UTF-8, each byte as a character; a lone surrogate as the three bytes that C would write. */
export function bytesOf(text: string): string {
  if (!/\p{Cs}/u.test(text)) return Buffer.from(text).toString("latin1");
  let out = "";
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    out +=
      code >= 0xd800 && code <= 0xdfff
        ? String.fromCharCode(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63))
        : Buffer.from(character).toString("latin1");
  }
  return out;
}
