/** Unrecognised lines, grouped by what they look like: a report shows a few shapes, not a million lines. */

import type { Shape } from "./contract.ts";
import { own } from "./fold.ts";

/** More kinds of lines than a person reads. */
const groups = 200;
/** Beyond so many characters two lines are of one shape. */
const shapeLength = 120;
const sampleLength = 400;
/** The group of all lines that came when there were enough groups. */
export const overflow = "…";

/** Counts lines by shape; never more than {@link groups} of them, and none is lost. */
export class Shapes {
  // A Map: `__proto__` is a line, too.
  readonly #shapes = new Map<string, { count: number; readonly sample: string }>();

  /** @param line text as latin1; a piece of a chunk may be given. */
  add(line: string): void {
    const shape = shapeOf(line);
    const known = this.#shapes.get(shape);
    if (known !== undefined) known.count++;
    else if (this.#shapes.size < groups)
      this.#shapes.set(own(shape), { count: 1, sample: own(line.slice(0, sampleLength)) });
    else this.#overflow(line);
  }

  /** The most frequent first. */
  list(): readonly Shape[] {
    const all = [...this.#shapes].map(([shape, { count, sample }]) => ({
      shape: shape === overflow ? shape : readable(shape),
      count,
      sample: readable(sample),
    }));
    return all.sort((a, b) => b.count - a.count || (a.shape < b.shape ? -1 : 1));
  }

  #overflow(line: string): void {
    const known = this.#shapes.get(overflow);
    if (known !== undefined) known.count++;
    else this.#shapes.set(overflow, { count: 1, sample: own(line.slice(0, sampleLength)) });
  }
}

/**
 * What a line looks like: quoted text, addresses, ids, paths and numbers are collapsed.
 * `2026-01-08 13:18:54 1vcABC-000abc-2X huh 17` is `0-0-0 0:0:0 ID huh 0`.
 */
export function shapeOf(line: string): string {
  return line
    .slice(0, 2 * shapeLength)
    .replace(/"[^"]*"/g, '""')
    .replace(/'[^']*'/g, "''")
    .replace(/<[^<>]*>/g, "<>")
    .replace(/[^\s@,;:=<>()[\]]+@[^\s@,;:=<>()[\]]+/g, "@")
    .replace(/\b[0-9A-Za-z]{6}-[0-9A-Za-z]{6}(?:[0-9A-Za-z]{5})?-[0-9A-Za-z]{2}(?:[0-9A-Za-z]{2})?\b/g, "ID")
    .replace(/\b(?:[0-9a-f]{1,4}:){2,}[0-9a-f:]*/gi, (text) => (/[a-f]|::/i.test(text) ? "IP" : text))
    .replace(/(?<![\w/])\/[^\s,;:"'()]+/g, "/")
    .replace(/\b(?=[0-9a-f]*\d)[0-9a-f]{8,}\b/gi, "0")
    .replace(/\d+/g, "0")
    .replace(/[\0-\x1f\x7f]+/g, "?")
    .slice(0, shapeLength);
}

/** A latin1 text as the UTF-8 that it was, if it was. */
function readable(text: string): string {
  const decoded = Buffer.from(text, "latin1").toString("utf8");
  // A character that the cap cut in half is no reason to show none.
  return decoded.slice(0, -4).includes("\ufffd") ? text : decoded.replace(/\ufffd+$/, "");
}
