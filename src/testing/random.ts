/** Chance that is the same at every run. */

/**
 * Numbers from 0 on and below 1, the same for the same seed on every machine (mulberry32).
 *
 * @param seed a whole number
 */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The things in so many further pieces, in their order, cut at random; a piece may be empty. */
export function cut<T>(lines: readonly T[], cuts: number, random: () => number): T[][] {
  const places = Array.from({ length: cuts }, () => Math.floor(random() * (lines.length + 1))).sort((a, b) => a - b);
  return [...places, lines.length].map((to, at) => lines.slice(at === 0 ? 0 : places[at - 1], to));
}

/** The things in another order. */
export function shuffled<T>(things: readonly T[], random: () => number): T[] {
  const order = [...things];
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] as T, order[at] as T];
  }
  return order;
}
