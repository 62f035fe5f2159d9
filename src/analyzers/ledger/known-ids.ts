import { hashOfWords, keyWords } from "../../parsers/glimpse.ts";
import type { LedgerState } from "./state.ts";

/** Bits of {@link mixed}. */
const BITS = 16;
const MASK = (1 << BITS) - 1;

export const noKnownIds = (): Uint8Array => new Uint8Array(1 << BITS);

/** Words of an id as glimpses have them. */
const words = new Int32Array(6);

/** The hash that a glimpse has of a message id. */
export function idHash(id: string): number {
  keyWords(id, words, 0);
  return hashOfWords(words, 0);
}

/** 16 bits of that hash. */
export const mixed = (id: string): number => idHash(id) & MASK;

/** Remembers that there is a life with this id. */
export function markLife(state: LedgerState, id: string): void {
  state.knownIds[mixed(id)] = 1;
}

/** Whether there may be a life with an id of this hash: nearly always answers what a look into the large map would. */
export function mayBeLife(state: LedgerState, hash: number): boolean {
  return state.knownIds[hash & MASK] === 1;
}

/** Whether there is a life with this id. */
export function isLife(state: LedgerState, id: string): boolean {
  return mayBeLife(state, idHash(id)) && state.lives.has(id);
}

/** Marks the ids of all lives: after a merge, and for a state that was written out and read again. */
export function markAllLives(state: LedgerState): void {
  for (const id of state.lives.keys()) markLife(state, id);
}
