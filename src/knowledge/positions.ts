import { type Document, isMap, isNode, isPair, type LineCounter } from "yaml";
import type { Place } from "../error.ts";

/** Where the value at `path` stands in a YAML document; the nearest parent's place when there is no such value. */
export function placeOf(document: Document, lines: LineCounter, file: string, path: readonly PropertyKey[]): Place {
  for (let depth = path.length; depth >= 0; depth--) {
    const offset = offsetOf(document, path.slice(0, depth));
    if (offset !== undefined) return placeAt(lines, file, offset);
  }
  return { file };
}

/** Where the key `name` of the mapping at `path` stands; for keys that should not be there. */
export function placeOfKey(
  document: Document,
  lines: LineCounter,
  file: string,
  path: readonly PropertyKey[],
  name: string,
): Place {
  const node = path.length === 0 ? document.contents : document.getIn(path, true);
  const pair = isMap(node) ? node.items.find((item) => isPair(item) && String(item.key) === name) : undefined;
  const offset = isNode(pair?.key) ? pair.key.range?.[0] : undefined;
  return offset === undefined ? placeOf(document, lines, file, path) : placeAt(lines, file, offset);
}

/** An offset into the text as a line and a column, both from 1. */
export function placeAt(lines: LineCounter, file: string, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  return { file, line, column: col };
}

function offsetOf(document: Document, path: readonly PropertyKey[]): number | undefined {
  const node = path.length === 0 ? document.contents : document.getIn(path, true);
  return isNode(node) ? node.range?.[0] : undefined;
}
