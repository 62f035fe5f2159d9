/**
 * Prose of the report as data: own words and values apart from code, no Markdown in it. Every renderer (Markdown,
 * terminal, later HTML) escapes spans its own way, so no string of a report is ever trusted.
 */
import mustache from "mustache";
import { code, concat, LIMITS, type Markdown, text } from "./markdown.ts";
import { refuseUnescaped, StrictContext } from "./template.ts";
import { capped, visible } from "./visible.ts";

/** A run of plain words, or of code. */
export type Span = { readonly text: string } | { readonly code: string };
/** Text of a report, which every renderer escapes in its own way. */
export type Prose = readonly Span[];

// Private-use characters that mark where a value begins and ends; a value's own are made visible first.
const OPEN = "\uE000";
const CLOSE = "\uE001";

/**
 * Fills a remedy's prose (mustache over facts; `code` in backticks) and cuts it into spans. Backticks of a value are
 * the value's: they never open a code span.
 *
 * @throws Error when the prose names something that `view` does not hold: a bug in the remedy.
 */
export function fillProse(template: string, view: object): Prose {
  refuseUnescaped(template, "a remedy's prose");
  const filled = mustache.render(template, new StrictContext(view), {}, { escape: marked });
  const spans: Span[] = [];
  let inCode = false;
  let inValue = false;
  let run = "";
  const close = () => {
    const tidy = inCode ? run : run.replace(/\s+/g, " ");
    if (tidy !== "") spans.push(inCode ? { code: tidy } : { text: tidy });
    run = "";
  };
  for (const character of filled) {
    if (character === OPEN || character === CLOSE) inValue = character === OPEN;
    else if (character === "`" && !inValue) {
      close();
      inCode = !inCode;
    } else run += character;
  }
  close();
  return trimmed(spans);
}

function marked(value: unknown): string {
  const shown = visible(capped(String(value), LIMITS.code)).replace(/[\uE000\uE001]/g, (mark) =>
    mark === OPEN ? "\\u{E000}" : "\\u{E001}",
  );
  return OPEN + shown + CLOSE;
}

function trimmed(spans: readonly Span[]): Prose {
  return spans
    .map((span, at): Span => {
      if (!("text" in span)) return span;
      const start = at === 0 ? span.text.trimStart() : span.text;
      return { text: at === spans.length - 1 ? start.trimEnd() : start };
    })
    .filter((span) => !("text" in span) || span.text !== "");
}

/** Builds prose in code: strings are text, `{ code }` is code. */
export function prose(...pieces: readonly (string | Span)[]): Prose {
  return pieces.map((piece) => (typeof piece === "string" ? { text: piece } : piece));
}

/** Escaped Markdown; safe in a paragraph, a heading and a table cell. */
export function proseMarkdown(spans: Prose): Markdown {
  return concat(
    spans.flatMap((span): (Markdown | string)[] => {
      if ("code" in span) return [code(span.code)];
      const before = /^\s/.test(span.text) ? " " : "";
      const after = /\S\s+$/.test(span.text) ? " " : "";
      return [before, text(span.text, PARAGRAPH), after];
    }),
  );
}

const PARAGRAPH = 2000;

/** Plain text with code in backticks, nothing invisible in it. */
export function prosePlain(spans: Prose): string {
  return spans.map((span) => ("code" in span ? `\`${visible(span.code)}\`` : visible(span.text))).join("");
}

/** Prose no longer than Markdown has it: a stranger's word of a megabyte is cut. */
export function cappedProse(spans: Prose): Prose {
  return spans.map((span) =>
    "code" in span ? { code: capped(span.code, LIMITS.code) } : { text: capped(span.text, PARAGRAPH) },
  );
}
