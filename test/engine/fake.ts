/** Two small dialects, so that the engine is tested without a word about mail. */

import type { Fold } from "../../src/engine/fold.ts";
import type { Clock, Dialect } from "../../src/parsers/dialect.ts";

export interface FakeEvent {
  readonly kind: string;
  readonly at: number;
  readonly text: string;
}

/**
 * `A 2026-01-08 13:18:54 | good …`: a kind that is known; `| part …`: one with a tail that is not; any other text: one
 * that nobody knows. A line that begins with two blanks continues, one that begins with `F ` is another program's.
 */
export function fakeDialect(letter: string): Dialect<FakeEvent> {
  let end = 0;
  const bar = (text: string, from: number) => {
    const lf = text.indexOf("\n", from);
    const at = text.indexOf("|", from);
    return text.startsWith(`${letter} `, from) && at >= 0 && at < lf ? { at, lf } : undefined;
  };
  const stamp = (text: string, from: number, at: number) => text.slice(from + 2, at).trim();
  return {
    name: letter.toLowerCase(),
    read(text: string, _bytes: Uint8Array, from: number, clock: Clock, offset: number) {
      const found = bar(text, from);
      if (found === undefined) return undefined;
      end = found.lf;
      const said = text.slice(found.at + 2, found.lf);
      const kind = said.startsWith("good") ? "good" : said.startsWith("part") ? "part" : "other";
      const at = clock.instant(stamp(text, from, found.at), offset);
      return { kind: `${letter.toLowerCase()}.${kind}`, at, text: said };
    },
    end: () => end,
    stamp: (text, _bytes, from) => {
      const found = bar(text, from);
      return found === undefined ? undefined : stamp(text, from, found.at);
    },
    continues: (text, _bytes, from) => text.startsWith("  ", from),
    foreign: (text, _bytes, from) => text.startsWith("F ", from),
    share: ({ kind }) => (kind.endsWith("good") ? "recognised" : kind.endsWith("part") ? "partial" : "unknown"),
  };
}

/** Reads every line and understands none: the last resort. */
export function looseDialect(): Dialect<FakeEvent> {
  let end = 0;
  return {
    ...fakeDialect("L"),
    name: "loose",
    read(text, _bytes, from, clock, offset) {
      end = text.indexOf("\n", from);
      return { kind: "loose.other", at: clock.instant("", offset), text: text.slice(from, end) };
    },
    end: () => end,
    share: () => "unknown",
  };
}

export const dialects = [fakeDialect("A"), fakeDialect("B")];

/** All kinds of the two dialects. */
export const kinds = ["a.good", "a.part", "a.other", "b.good", "b.part", "b.other"];

/** Keeps every event with its place: order of files and cutting must not show in the sorted list. */
export const collector: Fold<string[], FakeEvent> = {
  id: "collector",
  kinds,
  create: () => [],
  observe: (state, event, line) => {
    state.push(`${line.log} ${line.offset} ${line.lineInRange} ${event.kind} ${event.at} ${event.text}`);
  },
  merge: (into, other) => {
    into.push(...other);
  },
  toJSON: (state) => state,
  revive: (json) => json as string[],
};
