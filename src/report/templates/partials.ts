/** Templates by name for `{{> name}}`: a user's, else ours. */
import { builtInPartial, builtInPartialNames } from "../../knowledge/builtin.ts";
import { didYouMean, mistake, parseTemplate, type Tag, type Template, type Token } from "./parse.ts";

export type Partials = ReadonlyMap<string, Template>;

/**
 * Our partials, with a user's over them.
 *
 * @param fileOf how errors name the file of a partial.
 * @throws ToolError `document` for a partial that does not parse.
 */
export function partialsWith(
  theirs: Readonly<Record<string, string>> = {},
  fileOf: (name: string) => string = (name) => `partials/${name}.mustache`,
): Partials {
  const ours = builtInPartialNames.map(
    (name) => [name, parseTemplate(builtInPartial(name), `partials/${name}.mustache`, true)] as const,
  );
  const given = Object.entries(theirs).map(([name, text]) => [name, parseTemplate(text, fileOf(name))] as const);
  return new Map([...ours, ...given]);
}

/** @throws ToolError `document` when there is none of that name. */
export function partialOf(tag: Tag, partials: Partials): Template {
  const found = partials.get(tag.name);
  if (found !== undefined) return found;
  const names = [...partials.keys()];
  throw mistake(
    tag,
    `there is no partial "${tag.name}"${didYouMean(tag.name, names)}; the partials are ${names.join(", ")}; ` +
      `one of your own goes into partials/${/^[\w-]+$/.test(tag.name) ? tag.name : "NAME"}.mustache`,
  );
}

/**
 * Follows every `{{> name}}` of a template, taken or not.
 *
 * @returns the names of all partials that it can print.
 * @throws ToolError `document` for a partial that is not there or that leads back to itself.
 */
export function followPartials(template: Template, partials: Partials): ReadonlySet<string> {
  const done = new Set<string>();
  const follow = (tokens: readonly Token[], within: Template, via: readonly Tag[]) => {
    for (const token of tokens) {
      if (token.kind === "section" || token.kind === "inverted") follow(token.inside, within, via);
      if (token.kind !== "partial") continue;
      const tag: Tag = { name: token.name, at: token.at, template: within, via };
      const target = partialOf(tag, partials);
      const trail = [...via, tag].map(({ name }) => name);
      if (via.some(({ name }) => name === tag.name))
        throw mistake(
          tag,
          `the partial "${tag.name}" includes itself (${trail.join(" > ")}); take one of these tags out`,
        );
      if (done.has(tag.name)) continue;
      follow(target.tokens, target, [...via, tag]);
      done.add(tag.name);
    }
  };
  follow(template.tokens, template, []);
  return done;
}
