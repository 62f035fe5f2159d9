import { hashOfWords, keyWords, settling } from "../../parsers/glimpse.ts";
import type { LedgerState } from "./state.ts";

const { KNOWN_BITS, KNOWN_SIZE } = settling;

/** Two filters, a bit an id: of lives, and of messages that others came of. The module that settles lines has the same. */
export const noKnownIds = (): Uint8Array => new Uint8Array(2 * KNOWN_SIZE);

/** Words of an id as glimpses have them. */
const words = new Int32Array(6);

/** The hash that a glimpse has of a message id. */
export function idHash(id: string): number {
  keyWords(id, words, 0);
  return hashOfWords(words, 0);
}

/** Remembers that there is a life with this id. */
export function markLife({ knownIds }: LedgerState, id: string): void {
  mark(knownIds, id, 0);
}

/** Remembers that a message came that may warn of the delay of this one. */
export function markParent({ knownIds }: LedgerState, id: string): void {
  mark(knownIds, id, KNOWN_SIZE);
}

function mark(filters: Uint8Array, id: string, filter: number): void {
  const bit = idHash(id) & (KNOWN_BITS - 1);
  const place = filter + (bit >> 3);
  filters[place] = (filters[place] ?? 0) | (1 << (bit & 7));
}

/** Whether there is a life with this id. The filter nearly always answers what a look into the large map would. */
export function isLife({ knownIds, lives }: LedgerState, id: string): boolean {
  const bit = idHash(id) & (KNOWN_BITS - 1);
  return (((knownIds[bit >> 3] ?? 0) >> (bit & 7)) & 1) !== 0 && lives.has(id);
}

/** Marks the ids of all lives: after a merge, and for a state that was written out and read again. */
export function markAllLives(state: LedgerState): void {
  for (const id of state.lives.keys()) markLife(state, id);
}
