const SEED = 0x811c9dc5;
const FACTOR = 0x01000193;
const ZERO = 48;

/** FNV-1a, 32 bits, of a text's code units. Not for secrets: only to tell texts apart cheaply and alike on every machine. */
export function hashOf(text: string): number {
  let hash = SEED;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), FACTOR);
  return hash >>> 0;
}

/** The hash of a text and, behind it, a whole number from 0 to 2^53 in decimal; `hash` is that of the text. */
export function hashWithNumber(hash: number, number: number): number {
  let power = 1;
  while (power * 10 <= number) power *= 10;
  let mixed = hash;
  for (let rest = number; power >= 1; power /= 10) {
    const digit = Math.floor(rest / power);
    rest -= digit * power;
    mixed = Math.imul(mixed ^ (ZERO + digit), FACTOR);
  }
  return mixed >>> 0;
}
