/**
 * Folded state as plain JSON: Maps and Sets become tagged arrays, in insertion order of sorted keys so that equal
 * states print equally whatever order they were built in. Keys come from logs, so they never become object keys.
 */
export function toPlain(value: unknown): unknown {
  if (value instanceof Map) {
    const entries = [...value].map(([key, held]) => [key, toPlain(held)] as const);
    return { map: entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)) };
  }
  if (value instanceof Set) return { set: [...value].sort() };
  if (Array.isArray(value)) return value.map(toPlain);
  if (value !== null && typeof value === "object") {
    return { object: Object.entries(value).map(([key, held]) => [key, toPlain(held)]) };
  }
  return value;
}

/** The inverse of {@link toPlain}. */
export function fromPlain(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(fromPlain);
  if (json === null || typeof json !== "object") return json;
  if ("map" in json) return new Map((json.map as [unknown, unknown][]).map(([key, held]) => [key, fromPlain(held)]));
  if ("set" in json) return new Set(json.set as unknown[]);
  return Object.fromEntries(
    (json as { object: [string, unknown][] }).object.map(([key, held]) => [key, fromPlain(held)]),
  );
}
