/** A mustache template as tokens that know their place, and what a template may not hold. */
import mustache from "mustache";
import { ToolError } from "../../error.ts";
import { closest } from "../../knowledge/closest.ts";

/** A parsed template. `own` is one of this package's: a mistake in it is a bug, in any other it is its author's. */
export interface Template {
  readonly text: string;
  /** As errors name it. */
  readonly file: string;
  readonly own: boolean;
  /** Of a template of ours: a partial of the user's that it prints, which then is what is wrong. */
  readonly prints?: Template | undefined;
  readonly tokens: readonly Token[];
}

/** Where a tag stands: `at` counts characters from 0; `via` are the partial tags that led to it, outermost first. */
export interface Tag {
  readonly name: string;
  readonly template: Template;
  readonly at: number;
  readonly via: readonly Tag[];
}

export type Token =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "value"; readonly name: string; readonly at: number }
  | {
      readonly kind: "section" | "inverted";
      readonly name: string;
      readonly at: number;
      readonly inside: readonly Token[];
    }
  /** `indent`: white space before a partial that has a line of its own; each of its lines gets it. */
  | { readonly kind: "partial"; readonly name: string; readonly at: number; readonly indent: string };

/**
 * Parses a template and refuses whatever could print log text as it is: `{{{name}}}`, `{{&name}}`, other delimiters.
 *
 * @throws ToolError `document` with the place, also for mustache's own syntax errors.
 */
export function parseTemplate(text: string, file: string, own = false): Template {
  let found: readonly Parsed[];
  try {
    found = mustache.parse(text) as unknown as readonly Parsed[];
  } catch (error) {
    throw syntaxError(text, file, error instanceof Error ? error.message : String(error));
  }
  return { text, file, own, tokens: tokensOf(found, text, file) };
}

/** A person's mistake at a tag; a bug when only templates of ours are involved. `say` gets no place: it is added. */
export function mistake(tag: Tag, say: string): Error {
  const along = [tag, ...[...tag.via].reverse()];
  const theirs = along.find(({ template }) => !template.own);
  if (theirs === undefined) {
    const prints = along.find(({ template }) => template.prints !== undefined)?.template.prints;
    if (prints === undefined) return new Error(`${tag.template.file}: ${say}`);
    return errorAt(prints.text, prints.file, 0, `with this partial in ${tag.template.file}: ${say}`);
  }
  const inside = theirs === tag ? "" : `in the partial "${theirs.name}": `;
  return errorAt(theirs.template.text, theirs.template.file, theirs.at, inside + say);
}

/** Mustache's token: kind, name or text, start, end, and for sections the tokens inside. */
type Parsed = readonly [kind: string, name: string, start: number, end: number, inside?: readonly Parsed[] | string];

function tokensOf(parsed: readonly Parsed[], text: string, file: string): readonly Token[] {
  return parsed.flatMap(([kind, name, at, end, inside]): Token[] => {
    switch (kind) {
      case "text":
        return [{ kind: "text", text: name }];
      case "name":
        return [{ kind: "value", name, at }];
      case "#":
      case "^":
        return [
          {
            kind: kind === "#" ? "section" : "inverted",
            name,
            at,
            inside: tokensOf(Array.isArray(inside) ? inside : [], text, file),
          },
        ];
      case ">":
        return [{ kind: "partial", name, at, indent: indentOf(text, at, end) }];
      case "!":
        return [];
      case "=":
        throw errorAt(text, file, at, "{{=…=}} changes the tags, which could hide an unescaped one; keep {{ and }}");
      default:
        throw errorAt(text, file, at, `{{{${name}}}} or {{&${name}}} prints log text unescaped; write {{${name}}}`);
    }
  });
}

/** White space before a tag that has its line to itself; else nothing. */
function indentOf(text: string, at: number, end: number): string {
  const before = text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
  const after = /^[^\n]*/.exec(text.slice(end))?.[0] ?? "";
  return before.trim() === "" && after.trim() === "" ? before.replace(/[^ \t]/g, "") : "";
}

/** Mustache gives an offset at the end of its messages; for a section that is never closed, its beginning says more. */
function syntaxError(text: string, file: string, message: string): ToolError {
  const [, what = message, name, offset] = /^(\w+ \w+)(?: "([^"]*)")? at (\d+)$/.exec(message) ?? [];
  const at = Number(offset ?? 0);
  const opening = what === "Unclosed section" ? lastOpening(text.slice(0, at), name ?? "") : at;
  const says = {
    "Unclosed tag": "not a mustache template: a tag is not closed; write }} behind its name",
    "Unclosed section": `not a mustache template: the block {{#${name}}} is not closed; write {{/${name}}} where it ends`,
    "Unopened section": `not a mustache template: {{/${name}}} closes a block that is not open`,
  }[what];
  const place = what === "Unclosed tag" ? Math.max(0, text.lastIndexOf("{{", at)) : opening;
  return errorAt(text, file, place, says ?? `not a mustache template: ${message}`);
}

function lastOpening(text: string, name: string): number {
  const openings = [...text.matchAll(/\{\{\s*[#^]\s*([^}]*?)\s*\}\}/g)].filter(([, opened]) => opened === name);
  return openings.at(-1)?.index ?? text.length;
}

/** A ToolError `document` at an offset of a text. */
export function errorAt(text: string, file: string, at: number, message: string): ToolError {
  const before = text.slice(0, at);
  const line = before.split("\n").length;
  return new ToolError("document", message, { file, line, column: at - before.lastIndexOf("\n") });
}

/** ` (did you mean "x"?)`, or nothing when no known name is near. */
export function didYouMean(name: string, known: readonly string[]): string {
  const meant = closest(name, known);
  return meant === undefined ? "" : ` (did you mean "${meant}"?)`;
}
