/** Which tag of a template is at fault, and what its author should do. */
import type { Piece } from "./fill.ts";
import { mistake, type Tag } from "./parse.ts";

/** What to do about a tag in an unsafe place, by the kinds of tokens that its probe was found in. */
export function advice({ name }: Tag, kinds: ReadonlySet<string> = new Set()): string {
  const shown = `{{${name}}}`;
  if (["link", "image", "def"].some((kind) => kinds.has(kind)))
    return `${shown} stands in a link or becomes part of one; put it beside the link, with a space between`;
  if (kinds.has("code"))
    return `${shown} stands in a fence or in a line indented by four spaces, where it would not be read as Markdown; move it out`;
  if (kinds.has("codespan") || (kinds.has("html") && kinds.has("text")))
    return `${shown} stands between backticks, or behind one without its partner; a value brings its own code span: leave the backticks out`;
  if (kinds.has("html"))
    return `${shown} stands inside HTML, where it would not be escaped; a blank line must stand before a value inside <details>, and none belongs into a tag, a <summary> or a comment`;
  return `${shown} does not stand in running text, a list or a table cell of its own; put it there, with spaces around it`;
}

export const LINK: ReadonlySet<string> = new Set(["link"]);

/** The first tag with a character beside it: one of these makes a link of a value and the template's own words. */
export function touching(pieces: readonly Piece[]): Tag {
  const values = pieces.flatMap((piece, at) =>
    typeof piece === "string" ? [] : [{ tag: piece.tag, around: [pieces[at - 1], pieces[at + 1]] as const }],
  );
  const glued = ([before, after]: readonly [Piece | undefined, Piece | undefined]) =>
    (typeof before === "string" && /\S$/.test(before)) || (typeof after === "string" && /^\S/.test(after));
  const [first] = values;
  if (first === undefined) throw new Error("a template without a value cannot be changed by one");
  return (values.find(({ around }) => glued(around)) ?? first).tag;
}

/** GitHub and GitLab make mentions, references, emoji and formulas of these and the word that follows. */
const BEFORE = /[@#!&:$%^<[\]\\`.]$|(?:^|[^~])~$|\/\/$|\]\($|\bGH-$/i;
const AFTER = /^[@#`]|^\]\(/;

/** @throws ToolError `document` for a value that touches such a character. */
export function refuseGlued(pieces: readonly Piece[]): void {
  const shown = pieces.filter((piece) => (typeof piece === "string" ? piece : piece.source) !== "");
  shown.forEach((piece, at) => {
    if (typeof piece === "string") return;
    const [before, after] = [shown[at - 1], shown[at + 1]];
    const glued =
      (typeof before === "string" ? BEFORE.exec(before)?.[0] : undefined) ??
      (typeof after === "string" ? AFTER.exec(after)?.[0] : undefined);
    if (glued === undefined) return;
    throw mistake(
      piece.tag,
      glued === "`"
        ? advice(piece.tag, new Set(["codespan"]))
        : glued === "<"
          ? advice(piece.tag, new Set(["html"]))
          : glued.includes("[") || glued.includes("](")
            ? advice(piece.tag, LINK)
            : `{{${piece.tag.name}}} touches "${glued}", which could make a mention, a link or a reference of it; put a space between`,
    );
  });
}
