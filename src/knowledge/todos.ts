/** What a person has still to fill in: scalars that are `TODO` or begin with it. */
import type { StatedPlace, Todo } from "./intervention.ts";
import type { PlacedValue } from "./stated-places.ts";

/** A document's value with every TODO as null and every blank as undefined, and the list of the former. */
export interface Settled {
  readonly value: unknown;
  readonly todos: readonly Todo[];
  /** Each value that is stated, lists and mappings included. */
  readonly placed: readonly PlacedValue[];
}

const TODO = /^\s*TODO(?![\p{L}\p{N}_])[\s:,-]*/u;

/** Deeper values can only come of a `*name` that stands within itself. */
const deepest = 80;

/**
 * Takes TODOs and blanks out of a value that was read with text scalars. A blank is what stands behind `key:` when
 * nothing does, `~`, `null`, and text of spaces alone.
 */
export function settle(value: unknown, placeOf: (path: readonly PropertyKey[]) => StatedPlace): Settled {
  const todos: Todo[] = [];
  const placed: PlacedValue[] = [];
  const visit = (part: unknown, path: readonly PropertyKey[]): unknown => {
    if (typeof part === "string") {
      const todo = TODO.exec(part);
      if (todo !== null) {
        todos.push({ path: path.join("."), hint: part.slice(todo[0].length).trim(), at: placeOf(path) });
        return null;
      }
      if (/^(?:\s*|~|null)$/.test(part)) return undefined;
      placed.push({ path, at: placeOf(path) });
      return part;
    }
    if (path.length > deepest || typeof part !== "object" || part === null) return undefined;
    placed.push({ path, at: placeOf(path) });
    if (Array.isArray(part)) return part.map((item, at) => visit(item, [...path, at]));
    return Object.fromEntries(Object.entries(part).map(([key, item]) => [key, visit(item, [...path, key])]));
  };
  return { value: visit(value, []), todos, placed };
}
