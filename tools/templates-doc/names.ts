/** What the views of real reports hold: each name, what it is, one value. Views of several reports are laid over each other. */
import { Markdown } from "../../src/report/markdown.ts";

/** A name of a view, as far as the reports show it. */
export interface Name {
  readonly name: string;
  readonly is: Set<"text" | "number" | "Markdown" | "fence" | "list" | "block" | "true" | "false">;
  /** First value that says something, as a tag prints it. */
  example: string | undefined;
  readonly inside: Map<string, Name>;
}

/** Adds what one view holds. */
export function gather(view: object, names: Map<string, Name> = new Map()): Map<string, Name> {
  for (const [name, value] of Object.entries(view)) {
    const known = names.get(name) ?? { name, is: new Set(), example: undefined, inside: new Map() };
    names.set(name, known);
    note(known, value);
  }
  return names;
}

function note(known: Name, value: unknown): void {
  if (value === undefined || value === null || typeof value === "function") return;
  if (value instanceof Markdown) {
    known.is.add(value.source.includes("\n") ? "fence" : "Markdown");
    known.example ??= value.source === "" ? undefined : value.source;
  } else if (Array.isArray(value)) {
    known.is.add("list");
    for (const item of value) {
      if (typeof item === "object" && item !== null && !(item instanceof Markdown)) gather(item, known.inside);
      else note(nameless(known), item);
    }
  } else if (typeof value === "object") {
    known.is.add("block");
    gather(value, known.inside);
  } else if (typeof value === "boolean") known.is.add(value ? "true" : "false");
  else {
    known.is.add(typeof value === "number" ? "number" : "text");
    known.example ??= value === "" ? undefined : String(value);
  }
}

/** `{{.}}`, an item of a list that is a value itself. */
function nameless(list: Name): Name {
  const item = list.inside.get(".") ?? { name: ".", is: new Set(), example: undefined, inside: new Map() };
  list.inside.set(".", item);
  return item;
}

/** In words: "text or false", "list", "yes or no"; a name that no report gives a value may be anything else elsewhere. */
export function kindOf({ is }: Name): string {
  const kinds = (["text", "number", "Markdown", "fence", "list", "block"] as const).filter((kind) => is.has(kind));
  if (kinds.length === 0) return is.has("true") || is.size === 0 ? "yes or no" : "false in these logs";
  return [...kinds, ...(is.has("true") ? ["true"] : []), ...(is.has("false") ? ["false"] : [])].join(" or ");
}
