/** Fills a parsed template: literal text and values stay apart until `settle`, which puts values where they are safe. */

import { mistake, type Tag, type Template, type Token } from "./parse.ts";
import { type Partials, partialOf } from "./partials.ts";
import type { Scope } from "./scope.ts";

/** What a tag printed. */
export interface Value {
  readonly tag: Tag;
  /** Finished Markdown; several lines for a block of its own (a fence). */
  readonly source: string;
}

/** A string is the template's own text. */
export type Piece = string | Value;

/**
 * The pieces of a template under `scope`.
 *
 * @throws ToolError `document` for a user's template that names what is not there; Error for one of ours.
 */
export function fill(template: Template, partials: Partials, scope: Scope, via: readonly Tag[] = []): Piece[] {
  const run = (tokens: readonly Token[], here: Scope): Piece[] => tokens.flatMap((token) => pieceOf(token, here));
  const pieceOf = (token: Token, here: Scope): Piece[] => {
    if (token.kind === "text") return [token.text];
    const tag: Tag = { name: token.name, at: token.at, template, via };
    if (token.kind === "value") return [{ tag, source: here.print(tag) }];
    if (token.kind === "partial")
      return indented(fill(partialOf(tag, partials), partials, here, [...via, tag]), token.indent);
    return here.enter(tag, token.kind === "inverted").flatMap((inner) => run(token.inside, inner));
  };
  return run(template.tokens, scope);
}

/**
 * The text of pieces. Two values that would touch are kept apart by a space, as two code spans would become one. A
 * block keeps the indentation of its tag in each of its lines, and must have its lines to itself: its second line would
 * else be read outside of the fence.
 *
 * @throws ToolError `document` for a block in the middle of a line.
 */
export function settle(pieces: readonly Piece[]): string {
  const shown = pieces.filter((piece) => (typeof piece === "string" ? piece : piece.source) !== "");
  const parts: string[] = [];
  // what stands in the line so far: to look at the end of the whole text would take as long as the text is
  let line = "";
  const put = (part: string) => {
    parts.push(part);
    const end = part.lastIndexOf("\n");
    line = end < 0 ? line + part : part.slice(end + 1);
  };
  shown.forEach((piece, at) => {
    if (typeof piece === "string") {
      put(piece);
      return;
    }
    if (!isBlock(piece)) {
      const before = shown[at - 1];
      const touches = before !== undefined && typeof before !== "string" && /^\S/.test(piece.source);
      put(touches && (line.at(-1) ?? " ").trim() !== "" ? ` ${piece.source}` : piece.source);
      return;
    }
    const indent = line;
    if (indent.trim() !== "" || !endsLine(shown, at + 1))
      throw mistake(
        piece.tag,
        `${piece.tag.name} is a block of several lines; give {{${piece.tag.name}}} a line of its own`,
      );
    put(piece.source.replace(/\n(?=[^\n])/g, `\n${indent}`));
  });
  return parts.join("");
}

/** Several lines: a fence. */
export function isBlock(value: Value): boolean {
  return value.source.includes("\n");
}

/** Whether nothing but white space stands in the line from piece `at` on. */
export function endsLine(pieces: readonly Piece[], at: number): boolean {
  const next = pieces[at];
  if (next === undefined) return true;
  const text = typeof next === "string" ? next : next.source;
  if (typeof next === "string" && /^[ \t]*\n/.test(text)) return true;
  return (typeof next === "string" ? text.trim() : text) === "" && endsLine(pieces, at + 1);
}

/** Whether nothing but white space stands in the line before piece `at`. */
export function startsLine(pieces: readonly Piece[], at: number): boolean {
  const previous = pieces[at - 1];
  if (previous === undefined) return true;
  const text = typeof previous === "string" ? previous : previous.source;
  if (typeof previous === "string" && /\n[ \t]*$/.test(text)) return true;
  return (typeof previous === "string" ? text.trim() : text) === "" && startsLine(pieces, at - 1);
}

/** Each line that is not empty gets the indent. */
function indented(pieces: readonly Piece[], indent: string): Piece[] {
  if (indent === "") return [...pieces];
  let fresh = true;
  return pieces.flatMap((piece): Piece[] => {
    const text = typeof piece === "string" ? piece : piece.source;
    if (text === "") return [];
    const lead = fresh && !text.startsWith("\n") ? [indent] : [];
    fresh = text.endsWith("\n");
    return [...lead, typeof piece === "string" ? piece.replace(/\n(?=[^\n])/g, `\n${indent}`) : piece];
  });
}
