import type { LineRef } from "../../engine/fold.ts";
import type { Instant } from "../../parsers/events.ts";
import { type Kept, keep } from "../evidence.ts";
import { hashOf } from "../hash.ts";
import type { LedgerState, Reached } from "./state.ts";

const SLOTS = 1 << 14;
const HOUR = 3_600_000;

/**
 * Remembers that mail reached this recipient: where a path built from the recipient's address was refused and a message
 * lost, a later one that arrived shows the mend. A table of fixed size: of a slot the first delivery of the latest hour
 * stays, whatever the order of the lines; a recipient that is pushed out proves nothing, which is the safe side.
 */
export function rememberReached(state: LedgerState, recipient: string, at: Instant, line: LineRef): void {
  const print = hashOf(recipient);
  const slot = print & (SLOTS - 1);
  const held = state.reached.get(slot);
  if (held === undefined || wins(at, print, held)) state.reached.set(slot, { print, line: keep(line, at) });
}

function wins(at: Instant, print: number, held: Reached): boolean {
  const later = Math.floor(at / HOUR) - Math.floor(held.line.at / HOUR);
  return later > 0 || (later === 0 && (at < held.line.at || (at === held.line.at && print < held.print)));
}

export function mergeReached(into: LedgerState, other: LedgerState): void {
  for (const [slot, theirs] of other.reached) {
    const mine = into.reached.get(slot);
    if (mine === undefined || wins(theirs.line.at, theirs.print, mine)) into.reached.set(slot, theirs);
  }
}

/** A late delivery to this recipient, if it is known. */
export function reachedAt(state: LedgerState, recipient: string): Kept | null {
  const print = hashOf(recipient);
  const held = state.reached.get(print & (SLOTS - 1));
  return held?.print === print ? held.line : null;
}
