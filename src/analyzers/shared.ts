/** Texts that many messages have in common (causes, hosts, transports): kept once, not once a message. */
import { own } from "../engine/fold.ts";

const SLOTS = 4096;
const met: (string | undefined)[] = new Array(SLOTS).fill(undefined);

/**
 * An equal text that may be kept: one that was met lately, or a copy. A table of fixed size; it changes nothing but what
 * memory is needed.
 */
export function shared(text: string): string {
  const slot = slotOf(text);
  const known = met[slot];
  if (known === text) return known;
  const copy = own(text);
  met[slot] = copy;
  return copy;
}

/** The same for a text that is no piece of another: an equal one that was met lately, or itself. */
export function once(text: string): string {
  const slot = slotOf(text);
  const known = met[slot];
  if (known === text) return known;
  met[slot] = text;
  return text;
}

export const sharedOrNull = (text: string | null): string | null => (text === null ? null : shared(text));

function slotOf(text: string): number {
  const { length } = text;
  const middle = length >> 1;
  const head = text.charCodeAt(0) + 31 * text.charCodeAt(1) + 961 * text.charCodeAt(2);
  const body = 61 * text.charCodeAt(middle) + 7 * text.charCodeAt(middle - 1) + 1021 * text.charCodeAt(length - 9);
  return (head + body + 127 * length + 3 * text.charCodeAt(length - 1)) & (SLOTS - 1);
}
