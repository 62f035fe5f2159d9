import { type LineRef, own } from "../../engine/fold.ts";
import type { Instant } from "../../parsers/events.ts";
import { type Kept, keep } from "../evidence.ts";
import type { LedgerState, Reached } from "./state.ts";

const SLOTS = 1 << 14;
const HOUR = 3_600_000;

export const noneReached = (): (Reached | null)[] => new Array<Reached | null>(SLOTS).fill(null);

/** From the length and a few characters of an address: cheap, for one runs for every delivery. */
function slotOf(address: string): number {
  const { length } = address;
  const middle = length >> 1;
  const head = address.charCodeAt(0) + 31 * address.charCodeAt(1) + 961 * address.charCodeAt(2);
  const body =
    61 * address.charCodeAt(middle) + 7 * address.charCodeAt(middle - 1) + 1021 * address.charCodeAt(length - 9);
  return (head + body + 127 * length) & (SLOTS - 1);
}

/**
 * Remembers that mail reached this recipient: where a path built from the recipient's address was refused and a message
 * lost, a later one that arrived shows the mend. A table of fixed size: of a slot the first delivery of the latest hour
 * stays, whatever the order of the lines; a recipient that is pushed out proves nothing, which is the safe side.
 */
export function rememberReached(state: LedgerState, recipient: string, at: Instant, line: LineRef): void {
  const slot = slotOf(recipient);
  const held = state.reached[slot] ?? null;
  if (held !== null && !wins(at, recipient, held)) return;
  state.reached[slot] = { recipient: own(recipient), line: keep(line, at) };
}

function wins(at: Instant, recipient: string, held: Reached): boolean {
  const later = Math.floor(at / HOUR) - Math.floor(held.line.at / HOUR);
  return later > 0 || (later === 0 && (at < held.line.at || (at === held.line.at && recipient < held.recipient)));
}

export function mergeReached(into: LedgerState, other: LedgerState): void {
  other.reached.forEach((theirs, slot) => {
    const mine = into.reached[slot] ?? null;
    if (theirs !== null && (mine === null || wins(theirs.line.at, theirs.recipient, mine))) into.reached[slot] = theirs;
  });
}

/** The table for writing out, and read again. */
export const reachedEntries = (reached: readonly (Reached | null)[]): readonly Reached[] =>
  reached.filter((one) => one !== null);

export function reachedOf(entries: readonly Reached[]): (Reached | null)[] {
  const reached = noneReached();
  for (const entry of entries) reached[slotOf(entry.recipient)] = entry;
  return reached;
}

/** A late delivery to this recipient, if it is known. */
export function reachedAt(state: LedgerState, recipient: string): Kept | null {
  const held = state.reached[slotOf(recipient)] ?? null;
  return held?.recipient === recipient ? held.line : null;
}
