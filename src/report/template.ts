/** Mustache in the prose of remedies (prose.ts). A section's templates have rules of their own: templates/. */
import mustache from "mustache";
import { ToolError } from "../error.ts";

/**
 * Refuses `{{{name}}}` and `{{&name}}`, ours or a user's: they would let log text through as it is.
 *
 * @throws ToolError `document`, also for mustache's own syntax errors.
 */
export function refuseUnescaped(template: string, name: string): void {
  let tokens: readonly Token[];
  try {
    tokens = mustache.parse(template) as unknown as readonly Token[];
  } catch (error) {
    throw new ToolError("document", `not a mustache template: ${error instanceof Error ? error.message : error}`, {
      file: name,
    });
  }
  const raw = unescapedTag(tokens);
  if (raw !== undefined)
    throw new ToolError("document", `{{{${raw}}}} or {{&${raw}}} prints log text unescaped; write {{${raw}}}`, {
      file: name,
    });
}

/** Mustache's token: kind, name or text, start, end, and for sections the tokens inside. */
type Token = readonly [kind: string, name: string, start: number, end: number, inside?: readonly Token[] | string];

function unescapedTag(tokens: readonly Token[]): string | undefined {
  for (const [kind, name, , , inside] of tokens) {
    if (kind === "&" || kind === "{") return name;
    const deeper = Array.isArray(inside) ? unescapedTag(inside) : undefined;
    if (deeper !== undefined) return deeper;
  }
  return undefined;
}

/** A mustache context in which a name that nobody defined is a bug, not an empty string. */
export class StrictContext extends mustache.Context {
  override push(view: unknown): StrictContext {
    const child = new StrictContext(view);
    child.parent = this;
    return child;
  }

  override lookup(name: string): unknown {
    const value: unknown = super.lookup(name);
    if (value === undefined) throw new Error(`template names ${name}, which its view does not have`);
    return value;
  }
}
