import type { LedgerState } from "./state.ts";

/** Bits of {@link mixed}. */
const BITS = 16;

export const noKnownIds = (): Uint8Array => new Uint8Array(1 << BITS);

/**
 * A number of 16 bits from the seconds, the process and the fraction of a message id (1vd7Us-000DCS-0M,
 * 1rAbCd-00000001234-AbCd): cheap, and different for most ids of one time.
 */
export function mixed(id: string): number {
  const end = id.length;
  const time = id.charCodeAt(5) + 31 * id.charCodeAt(4);
  const process = 17 * id.charCodeAt(end - 4) + 61 * id.charCodeAt(end - 5) + 5 * id.charCodeAt(end - 6);
  return (
    (time + process + 127 * id.charCodeAt(end - 1) + 257 * id.charCodeAt(end - 2) + 1021 * id.charCodeAt(3)) &
    ((1 << BITS) - 1)
  );
}

/** Remembers that there is a life with this id. */
export function markLife(state: LedgerState, id: string): void {
  state.knownIds[mixed(id)] = 1;
}

/** Whether there is a life with this id; nearly always answered without a look into the large map. */
export function isLife(state: LedgerState, id: string): boolean {
  return state.knownIds[mixed(id)] === 1 && state.lives.has(id);
}

/** Marks the ids of all lives: after a merge, and for a state that was written out and read again. */
export function markAllLives(state: LedgerState): void {
  for (const id of state.lives.keys()) markLife(state, id);
}
