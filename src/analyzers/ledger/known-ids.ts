import { hashOfWords, keyWords, settling } from "../../parsers/glimpse.ts";
import type { LedgerState } from "./state.ts";

const { IS_LIFE, IS_PARENT, KNOWN_SIZE } = settling;
const MASK = KNOWN_SIZE - 1;

export const noKnownIds = (): Uint8Array => new Uint8Array(KNOWN_SIZE);

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
  mark(state, id, IS_LIFE);
}

/** Remembers that a message came that may warn of the delay of this one. */
export function markParent(state: LedgerState, id: string): void {
  mark(state, id, IS_PARENT);
}

function mark({ knownIds }: LedgerState, id: string, as: number): void {
  const place = mixed(id);
  knownIds[place] = (knownIds[place] ?? 0) | as;
}

/** Whether there may be a life with an id of this hash: nearly always answers what a look into the large map would. */
export function mayBeLife(state: LedgerState, hash: number): boolean {
  return ((state.knownIds[hash & MASK] ?? 0) & IS_LIFE) !== 0;
}

/** Whether there is a life with this id. */
export function isLife(state: LedgerState, id: string): boolean {
  return mayBeLife(state, idHash(id)) && state.lives.has(id);
}

/** Marks the ids of all lives: after a merge, and for a state that was written out and read again. */
export function markAllLives(state: LedgerState): void {
  for (const id of state.lives.keys()) markLife(state, id);
}
