/** The lint of a template before there is anything to print. */
import { fill } from "./fill.ts";
import { parseTemplate, type Tag, type Template } from "./parse.ts";
import { followPartials, type Partials, partialsWith } from "./partials.ts";
import { proveSafe } from "./probe.ts";
import type { Scope } from "./scope.ts";

/**
 * Refuses a template whose syntax is broken, whose partials are not there or whose values would stand where Markdown
 * does not leave them alone. Names cannot be checked yet: what they mean depends on the report.
 *
 * @param file as errors name it.
 * @param partials the user's, by name; ours are there anyway.
 * @throws ToolError `document` with file, line, column and what to do; the first mistake only.
 */
export function checkTemplate(template: string, file: string, partials: Readonly<Record<string, string>> = {}): void {
  checkParsed(parseTemplate(template, file), partialsWith(partials));
}

/** {@link checkTemplate} of a template that is parsed already. */
export function checkParsed(template: Template, partials: Partials): void {
  followPartials(template, partials);
  for (const scope of ANY_VIEW) proveSafe(template, fill(template, partials, scope), true);
}

/** Stands for any view: how often blocks and inverted blocks are printed. */
function times(block: number, inverted: number): Scope {
  const scope: Scope = {
    print: () => "value",
    enter: (_tag: Tag, inverse) => Array.from({ length: inverse ? inverted : block }, () => scope),
  };
  return scope;
}

/** Blocks as they are, as lists, left out, and beside their opposite, for blocks within blocks. */
const ANY_VIEW = [times(1, 0), times(2, 0), times(0, 1), times(1, 1)];
