/** Inline Markdown as the plain text that a reader sees. */
import type { MarkedToken, Token } from "marked";

/** Without marks, with entities and escapes undone; a line break is "\n", raw HTML is nothing. */
export function plain(tokens: readonly Token[]): string {
  return tokens.map((token) => one(token as MarkedToken)).join("");
}

function one(token: MarkedToken): string {
  switch (token.type) {
    case "br":
      return "\n";
    case "html":
      return /^<br\b/i.test(token.raw) ? " " : "";
    case "codespan":
    case "escape":
      return token.text;
    case "checkbox":
      return "";
    case "image":
      return token.text;
    case "text":
      return token.tokens === undefined ? decoded(token.text) : plain(token.tokens);
    default:
      if ("tokens" in token && token.tokens !== undefined) return plain(token.tokens);
      return "text" in token ? decoded(token.text) : "";
  }
}

/** The texts of the code spans, the ones within links and bold text included. */
export function codeSpans(tokens: readonly Token[]): readonly string[] {
  return tokens.flatMap((token) => {
    const known = token as MarkedToken;
    if (known.type === "codespan") return [known.text];
    return "tokens" in known && known.tokens !== undefined ? codeSpans(known.tokens) : [];
  });
}

const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

/** The few entities that people and renderers write; others stay as they are. */
function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return Object.hasOwn(named, name) ? (named[name] ?? whole) : whole;
    const point = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}
