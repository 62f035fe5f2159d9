/** Where each value of an intervention.yaml stands, by its path in the Intervention. */
import type { Intervention, StatedPlace } from "./intervention.ts";

/** A value of the document, by its path there. */
export interface PlacedValue {
  readonly path: readonly PropertyKey[];
  readonly at: StatedPlace;
}

/** For each issue and action of the Intervention, its position in the document. */
export interface Origins {
  readonly issues: readonly number[];
  readonly actions: readonly number[];
}

/** Paths as the document has them, but issues and actions numbered as in the Intervention. */
export function statedPlaces(values: readonly PlacedValue[], origins: Origins): Intervention["places"] {
  const renumbered = {
    issues: new Map(origins.issues.map((from, to) => [from, to])),
    actions: new Map(origins.actions.map((from, to) => [from, to])),
  };
  return Object.fromEntries(
    values.flatMap(({ path: [head, ...rest], at }) => {
      if (head !== "issues" && head !== "actions") return head === undefined ? [] : [[[head, ...rest].join("."), at]];
      if (rest.length === 0) return [[head, at]];
      // one that stands alone, without a list, is the first
      const [from, tail] = typeof rest[0] === "number" ? [rest[0], rest.slice(1)] : [0, rest];
      const to = renumbered[head].get(from);
      return to === undefined ? [] : [[[head, to, ...tail].join("."), at]];
    }),
  );
}

/** `places` with those of the findings that each action resolves, one by one. */
export function withResolved(
  places: Intervention["places"],
  resolved: readonly (readonly StatedPlace[])[],
): Intervention["places"] {
  const named = resolved.flatMap((all, action) => all.map((at, nth) => [`actions.${action}.resolves.${nth}`, at]));
  const others = Object.entries(places).filter(([path]) => !/^actions\.\d+\.resolves\./.test(path));
  return Object.fromEntries([...others, ...named]);
}
