/** FNV-1a, 32 bits, of a text's code units. Not for secrets: only to tell texts apart cheaply and alike on every machine. */
export function hashOf(text: string): number {
  return hashOn(SEED, text) >>> 0;
}

const SEED = 0x811c9dc5;
const FACTOR = 0x01000193;

function hashOn(hash: number, text: string): number {
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), FACTOR);
  return hash;
}

/** Of texts that begin alike, the hash so far is worked out once. */
export class Hashes {
  #head = "";
  #hash = SEED;

  /** `hashOf` of the head and a whole number from 0 to 2^53, in decimal. */
  of(head: string, number: number): number {
    if (head !== this.#head) {
      this.#head = head;
      this.#hash = hashOn(SEED, head);
    }
    let power = 1;
    while (power * 10 <= number) power *= 10;
    let hash = this.#hash;
    for (let rest = number; power >= 1; power /= 10) {
      const digit = Math.floor(rest / power);
      rest -= digit * power;
      hash = Math.imul(hash ^ (ZERO + digit), FACTOR);
    }
    return hash >>> 0;
  }
}

const ZERO = 48;
