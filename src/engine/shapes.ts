/** Unrecognised lines, grouped by what they look like: a report shows a few shapes, not a million lines. */

import { hashOfText } from "../parsers/dialect.ts";
import type { Shape } from "./contract.ts";
import { own } from "./fold.ts";

/** More kinds of lines than a person reads. */
const shown = 200;
/** Kinds that are told apart while lines are counted. */
const groups = 1000;
/** Beyond so many characters two lines are of one shape. */
const shapeLength = 120;
const sampleLength = 400;
/** The group of all lines whose shapes are too many. */
export const overflow = "…";

/** Lines that look alike: how many, and the one that sorts first, which of a dated log is the first one. */
export interface ShapeCount {
  readonly shape: string;
  readonly count: number;
  readonly sample: string;
}

/** Counted shapes as plain JSON, texts as latin1. Sorted: equal counts print equally. */
export interface ShapeTable {
  readonly groups: readonly ShapeCount[];
  /** Lines of shapes that are not among the groups; null when there is none. */
  readonly rest: { readonly count: number; readonly sample: string } | null;
}

export const noShapes: ShapeTable = { groups: [], rest: null };

interface Group {
  readonly rank: number;
  count: number;
  sample: string;
}

/**
 * Counts lines by shape; never more than {@link groups} of them, and none is lost.
 *
 * Which shapes are kept, when there are more, goes by a hash of the shape: a shape that is kept in the end was never
 * left out before, in whatever order and over however many threads the lines came, so its count is exact.
 */
export class Shapes {
  // A Map: `__proto__` is a line, too.
  readonly #groups = new Map<string, Group>();
  #rest: { count: number; sample: string } | null = null;
  /** The group that goes first when there are too many; undefined: to be looked for. */
  #last: string | undefined;

  /**
   * @param line text as latin1; a piece of a chunk may be given
   * @param count of lines that are all the same
   */
  add(line: string, count = 1): void {
    this.#count(shapeOf(line), count, line);
  }

  /** Adds what others counted. */
  merge({ groups: others, rest }: ShapeTable): void {
    for (const { shape, count, sample } of others) this.#count(shape, count, sample);
    if (rest !== null) this.#leaveOut(rest.count, rest.sample);
  }

  table(): ShapeTable {
    const all = [...this.#groups].map(([shape, { count, sample }]) => ({ shape, count, sample }));
    return { groups: all.sort((a, b) => (a.shape < b.shape ? -1 : 1)), rest: this.#rest && { ...this.#rest } };
  }

  #count(shape: string, count: number, line: string): void {
    const known = this.#groups.get(shape);
    if (known !== undefined) {
      known.count += count;
      if (line < known.sample) known.sample = earlierSample(known.sample, line);
      return;
    }
    const rank = hashOfText(shape);
    if (this.#groups.size >= groups) {
      const last = this.#lastGroup();
      if (isAfter(rank, shape, last.rank, last.shape)) {
        this.#leaveOut(count, line);
        return;
      }
      this.#groups.delete(last.shape);
      this.#leaveOut(last.count, last.sample);
      this.#last = undefined;
    }
    this.#groups.set(own(shape), { rank, count, sample: own(line.slice(0, sampleLength)) });
  }

  #lastGroup(): Group & { readonly shape: string } {
    let shape = this.#last;
    if (shape === undefined) {
      for (const [one, { rank }] of this.#groups) {
        const best = shape === undefined ? undefined : this.#groups.get(shape);
        if (shape === undefined || best === undefined || isAfter(rank, one, best.rank, shape)) shape = one;
      }
      this.#last = shape;
    }
    const group = shape === undefined ? undefined : this.#groups.get(shape);
    if (shape === undefined || group === undefined) throw new Error("there is no group of shapes");
    return { ...group, shape };
  }

  #leaveOut(count: number, line: string): void {
    if (this.#rest === null) this.#rest = { count, sample: own(line.slice(0, sampleLength)) };
    else {
      this.#rest.count += count;
      if (line < this.#rest.sample) this.#rest.sample = earlierSample(this.#rest.sample, line);
    }
  }
}

/** The most frequent shapes first, as UTF-8; those that are too many for a person are one group. */
export function listOf(table: ShapeTable): readonly Shape[] {
  const order = (a: ShapeCount, b: ShapeCount) => b.count - a.count || (a.shape < b.shape ? -1 : 1);
  const all = [...table.groups].sort(order);
  const kept = all.slice(0, shown);
  const rest = new Shapes();
  const left = all.slice(shown);
  if (table.rest !== null) rest.merge({ groups: [], rest: table.rest });
  for (const { count, sample } of left) rest.merge({ groups: [], rest: { count, sample } });
  const more = rest.table().rest;
  const listed = kept.map(({ shape, count, sample }) => ({ shape: readable(shape), count, sample: readable(sample) }));
  if (more !== null) listed.push({ shape: overflow, count: more.count, sample: readable(more.sample) });
  return listed.sort(order);
}

/** What is kept of a line that sorts before the sample. */
function earlierSample(sample: string, line: string): string {
  const piece = line.slice(0, sampleLength);
  return piece < sample ? own(piece) : sample;
}

/** Whether a shape goes before another when there are too many. */
function isAfter(rank: number, shape: string, otherRank: number, other: string): boolean {
  return rank !== otherRank ? rank > otherRank : shape > other;
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
    .replace(/[^\0- @,;:=<>()[\]]+@[^\0- @,;:=<>()[\]]+/g, "@")
    .replace(/\b[0-9A-Za-z]{6}-[0-9A-Za-z]{6}(?:[0-9A-Za-z]{5})?-[0-9A-Za-z]{2}(?:[0-9A-Za-z]{2})?\b/g, "ID")
    .replace(/\b(?:[0-9a-f]{1,4}:){2,}[0-9a-f:]*/gi, (text) => (/[a-f]|::/i.test(text) ? "IP" : text))
    .replace(/(?<![\w/])\/[^\0- ,;:"'()]+/g, "/")
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
