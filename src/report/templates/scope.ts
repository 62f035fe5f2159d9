/** What the names of a template mean at a place in it. */
import { escapeForMarkdown, Markdown } from "../markdown.ts";
import { didYouMean, mistake, type Tag } from "./parse.ts";

export interface Scope {
  /** Finished Markdown for `{{name}}`; "" prints nothing. */
  print(tag: Tag): string;
  /** One scope for each time that a block is printed: none, one, or one a row. */
  enter(tag: Tag, inverted: boolean): readonly Scope[];
}

/**
 * Names out of a section's view. Only what the view itself holds counts: no prototype, no function, no part of a value.
 * A name that nobody defined is an error, not an empty string: a misspelt name must not lose a finding.
 */
export class ViewScope implements Scope {
  constructor(
    private readonly view: unknown,
    private readonly outer?: ViewScope,
  ) {}

  print(tag: Tag): string {
    const value = this.find(tag);
    if (value === null || value === false) return "";
    if (Array.isArray(value))
      throw mistake(
        tag,
        `${tag.name} is a list; write {{#${tag.name}}} … {{/${tag.name}}} around what each row prints`,
      );
    if (isBlock(value))
      throw mistake(
        tag,
        `${tag.name} is a block of names (${Object.keys(value).join(", ")}); open it with {{#${tag.name}}}`,
      );
    return escapeForMarkdown(value);
  }

  enter(tag: Tag, inverted: boolean): readonly Scope[] {
    const value = this.find(tag);
    const empty = !value || (Array.isArray(value) && value.length === 0);
    if (inverted) return empty ? [this] : [];
    if (empty) return [];
    if (value === true) return [this];
    return (Array.isArray(value) ? value : [value]).map((one) => new ViewScope(one, this));
  }

  private find(tag: Tag): unknown {
    if (tag.name === ".") return this.view;
    const path = tag.name.split(".");
    for (let scope: ViewScope | undefined = this; scope !== undefined; scope = scope.outer) {
      const value = path.reduce<unknown>((held, name) => (holds(held, name) ? held[name] : undefined), scope.view);
      if (value !== undefined) return value;
    }
    const names = this.names();
    throw mistake(
      tag,
      `template names ${tag.name}, which its view does not have${didYouMean(tag.name, names)}; ` +
        `here are ${names.join(", ")}; docs/templates.md describes them`,
    );
  }

  /** The names that can be used here, the nearest first. */
  private names(): readonly string[] {
    const here = isBlock(this.view) ? Object.keys(this.view) : [];
    return [...new Set([...here, ...(this.outer?.names() ?? [])])];
  }
}

function isBlock(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Markdown);
}

function holds(value: unknown, name: string): value is Readonly<Record<string, unknown>> {
  return isBlock(value) && Object.hasOwn(value, name) && typeof value[name] !== "function";
}
