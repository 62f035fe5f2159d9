import { ANY_BYTE, type ByteSet, byteOf } from "./bytes.ts";

/**
 * The free text of a line: `until("m1", "m2")` in a .ne file, one or more bytes in which none of the marks begins;
 * `upto(…)` allows none; `not("lit") until(…)` is a text that does not begin with `lit`.
 *
 * Two readers of one language:
 * - The scanner stops at the first offset where a mark begins, or at LF.
 * - nearley reads the texts that hold no whole mark, over the automaton below.
 *
 * They agree, and the text's end is unique, exactly if in every context K of a use (both are proven, see prove.ts)
 * 1. every text of K begins with one of the marks, or is the line's end;
 * 2. no mark can lie across the end: for a mark `m` and 0 < k < |m|, no text of K begins with `m[k:]` where the free
 *    text could have ended in `m[:k]`.
 */
export interface UntilSpec {
  readonly marks: readonly string[];
  readonly notAtStart: readonly string[];
  readonly min: 0 | 1;
}

/** A deterministic automaton for the texts of an {@link UntilSpec}; state 0 is the start. */
export interface Automaton {
  readonly states: readonly AutomatonState[];
}
export interface AutomatonState {
  readonly accepts: boolean;
  readonly moves: readonly { readonly bytes: ByteSet; readonly to: number }[];
  /** Longest suffix of a text ending here that begins a mark; several for a state merged from several. */
  readonly begun: readonly string[];
}

/** What has been read so far, as far as it matters. */
interface Progress {
  readonly begun: string;
  /** The whole text while it may still become one of `notAtStart`, else null. */
  readonly head: string | null;
  readonly empty: boolean;
}

export function automatonOf(spec: UntilSpec): Automaton {
  const letters = [...new Set([...spec.marks, ...spec.notAtStart].join(""))];
  const other = letters.reduce((set, letter) => set & ~byteOf(letter), ANY_BYTE);
  const all: Progress[] = [];
  const numbers = new Map<string, number>();
  const number = (progress: Progress): number => {
    const key = JSON.stringify(progress);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, all.length);
    return all.push(progress) - 1;
  };
  number({ begun: "", head: spec.notAtStart.length > 0 ? "" : null, empty: true });
  const raw: { accepts: boolean; moves: { bytes: ByteSet; to: number }[]; begun: string[] }[] = [];
  for (let at = 0; at < all.length; at++) {
    const from = all[at] as Progress;
    const moves: { bytes: ByteSet; to: number }[] = [];
    const move = (bytes: ByteSet, letter: string | null) => {
      const next = bytes === 0n ? undefined : advance(spec, from, letter);
      if (next !== undefined) moves.push({ bytes, to: number(next) });
    };
    for (const letter of letters) move(byteOf(letter), letter);
    move(other, null);
    raw.push({ accepts: spec.min === 0 || !from.empty, moves, begun: [from.begun] });
  }
  return minimised(raw);
}

/** `letter` null stands for all bytes that occur in no mark and no literal. */
function advance(spec: UntilSpec, from: Progress, letter: string | null): Progress | undefined {
  const head = letter === null || from.head === null ? null : from.head + letter;
  if (head !== null && spec.notAtStart.includes(head)) return undefined;
  const stillHead = head !== null && spec.notAtStart.some((literal) => literal.startsWith(head)) ? head : null;
  if (letter === null) return { begun: "", head: stillHead, empty: false };
  const read = from.begun + letter;
  if (spec.marks.some((mark) => read.endsWith(mark))) return undefined;
  let begun = read;
  while (!spec.marks.some((mark) => mark.startsWith(begun))) begun = begun.slice(1);
  return { begun, head: stillHead, empty: false };
}

/** Moore's partition refinement: fewer states are fewer rules for nearley. */
function minimised(
  states: readonly { accepts: boolean; moves: { bytes: ByteSet; to: number }[]; begun: string[] }[],
): Automaton {
  let group: number[] = states.map((state) => (state.accepts ? 1 : 0));
  for (let count = 0; ; ) {
    const keys = new Map<string, number>();
    const next = states.map((state, at) => {
      const key = `${group[at]} ${[...movesByGroup(state.moves, group)].map(([to, bytes]) => `${to}:${bytes}`).join()}`;
      return keys.get(key) ?? keys.set(key, keys.size).size - 1;
    });
    group = next;
    if (keys.size === count) break;
    count = keys.size;
  }
  const firsts = [...new Set(group)].map((one) => group.indexOf(one)); // the start is in group 0, which comes first
  return {
    states: firsts.map((at) => ({
      accepts: states[at]?.accepts ?? false,
      moves: [...movesByGroup(states[at]?.moves ?? [], group)].map(([to, bytes]) => ({ bytes, to })),
      begun: states.flatMap((state, other) => (group[other] === group[at] ? state.begun : [])),
    })),
  };
}

function movesByGroup(
  moves: readonly { bytes: ByteSet; to: number }[],
  group: readonly number[],
): Map<number, ByteSet> {
  const merged = new Map<number, ByteSet>();
  for (const { bytes, to } of moves) merged.set(group[to] ?? 0, (merged.get(group[to] ?? 0) ?? 0n) | bytes);
  return new Map([...merged].sort(([a], [b]) => a - b));
}
