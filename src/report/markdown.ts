/**
 * Typed pieces of Markdown. Only this file makes `Markdown`, and only from escaped text: whatever else reaches a
 * template is a plain value and is escaped as `text`. So nothing from a log can open a table cell, a link, an image, a
 * heading, a list, a code span, a fence, raw HTML, a mention or an emoji of its own, in any context of a template.
 *
 * Two ideas keep this independent of where a value stands:
 * - A pipe is always `\|` outside code spans: it means `|` in a paragraph and does not end a cell (GFM tables, where a
 *   pipe inside a code span would need it too but would keep its backslash outside of a table).
 * - A word that anything could make more of (an address, a path, `#1`, `@team`, `:smile:`, `http://…`) becomes a code
 *   span, the one place where GitHub and GitLab leave text alone; backslashes do not stop their link filters.
 */
import { capped, visible } from "./visible.ts";

/** Finished inline or block Markdown. */
export class Markdown {
  readonly source: string;
  /** @internal Use `text`, `code`, `cell`, `fence`, `link` or `concat`. */
  constructor(source: string) {
    this.source = source;
  }
}

/** Longest text, code span and table cell in code points; longer ones end in "…". */
export const LIMITS = { text: 400, code: 200, cell: 120, fenceLine: 1000 } as const;

/** Inline prose that may hold anything: plain words as they are, every word with a special character as a code span. */
export function text(value: string, max: number = LIMITS.text): Markdown {
  const words = visible(capped(value, max))
    .split(" ")
    .filter((word) => word !== "");
  return new Markdown(words.map((word, at) => wordMarkdown(word, at === 0)).join(" "));
}

/** A whole value as a code span: ids, paths, addresses, reasons. A value of nothing or of spaces reads "(empty)". */
export function code(value: string, max: number = LIMITS.code): Markdown {
  const shown = visible(capped(value, max));
  return new Markdown(shown.trim() === "" ? "(empty)" : codeSpan(shown));
}

/** A table cell. `null` reads "not logged"; numbers get thousands separators. */
export function cell(value: string | number | Markdown | null, max: number = LIMITS.cell): Markdown {
  if (value === null || value === "") return new Markdown("not logged");
  if (typeof value === "number") return new Markdown(value.toLocaleString("en-US"));
  if (typeof value !== "string") return value;
  return value.trim() === "" ? new Markdown("(empty)") : text(value, max);
}

/** What a block is highlighted as; a closed list, for a page takes it for its own. */
export type FenceInfo = "text" | "sh" | "bash" | "ini" | "diff";

/** A fenced block of `lines`; its fence is longer than any run of backticks within. */
export function fence(lines: readonly string[], info: FenceInfo = "text"): Markdown {
  const body = lines.map((line) => visible(capped(line, LIMITS.fenceLine))).join("\n");
  const mark = "`".repeat(Math.max(3, longestRun(body) + 1));
  return new Markdown(`${mark}${info}\n${body}\n${mark}`);
}

/** A link of our own (a remedy's reference). An address that is not plain https stays text. */
export function link(label: string, url: string): Markdown {
  return /^https:\/\/[\w.-]+(?:\/[\w./%#?=&~:+-]*)?$/.test(url)
    ? new Markdown(`[${text(label).source}](${url})`)
    : concat([text(label), " (", code(url), ")"]);
}

/** Joins pieces; strings are this program's own punctuation and words, never log text. */
export function concat(pieces: readonly (Markdown | string)[]): Markdown {
  let source = "";
  for (const piece of pieces) {
    const next = typeof piece === "string" ? piece : piece.source;
    // `a``b` would be read as one code span, or worse: keep two spans apart
    source += source.endsWith("`") && next.startsWith("`") ? ` ${next}` : next;
  }
  return new Markdown(source);
}

/** Pieces with `separator` between them. */
export function joined(pieces: readonly Markdown[], separator: string): Markdown {
  return concat(pieces.flatMap((piece, at) => (at === 0 ? [piece] : [separator, piece])));
}

/** What a template prints for a tag: typed values as they are, everything else escaped. */
export function escapeForMarkdown(value: unknown): string {
  if (value instanceof Markdown) return value.source;
  if (typeof value === "number") return value.toLocaleString("en-US");
  return text(String(value)).source;
}

const OPENING = /^[("'“‘«]*/u;
// a possessive is ours, not the value's: `anna@no-such-shop.example`'s
const CLOSING = /(?:['’]s)?[)"'”’».,;:!?…]*$/u;
// letters and digits, inside also marks, `.`, `,`, `'`, `-`; `and/or`; `2.3.11+`, `50%`; 13:52:11
const CORE =
  /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}.,'’-]*[\p{L}\p{N}\p{M}])?[+%]?|\p{L}+\/\p{L}+|\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?|[–—-]?)$/u;

/** What GitHub makes links of though Markdown does not: an issue (`GH-12`), a commit (`a41457a3ff7d`). */
const REFERENCE = /^(?:GH-\d+|(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,40})$/i;

function wordMarkdown(word: string, first: boolean): string {
  const opening = OPENING.exec(word)?.[0] ?? "";
  const rest = word.slice(opening.length);
  const closing = CLOSING.exec(rest)?.[0] ?? "";
  const core = rest.slice(0, rest.length - closing.length);
  // "!" before a link makes it an image; a line that begins with "1." or "1)" is a list
  const end = closing.replace(/!/g, "\\!");
  if (!CORE.test(core) || /^www\./i.test(core) || REFERENCE.test(core)) return opening + codeSpan(core) + end;
  const marks = core === "-" ? "\\-" : core;
  return opening + marks + (first && opening === "" && /^\d+$/.test(core) ? end.replace(/^[.)]/, "\\$&") : end);
}

function codeSpan(value: string): string {
  return value.split("|").map(span).join("\\|");
}

function span(value: string): string {
  if (value === "") return "";
  const mark = "`".repeat(longestRun(value) + 1);
  const edge = value.startsWith("`") || value.endsWith("`");
  // CommonMark takes one space off both ends when both have one and something else stands between
  const spaced = value.startsWith(" ") && value.endsWith(" ") && value.trim() !== "";
  return edge || spaced ? `${mark} ${value} ${mark}` : `${mark}${value}${mark}`;
}

function longestRun(value: string): number {
  return Math.max(0, ...(value.match(/`+/g) ?? []).map((run) => run.length));
}
