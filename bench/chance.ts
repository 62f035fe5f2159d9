/** Seeded chance: the same seed gives the same log on every machine. */
export interface Chance {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number in [0, limit). */
  below(limit: number): number;
  /** Whether something of this probability happens. */
  happens(probability: number): boolean;
  pick<T>(choices: readonly T[]): T;
  /** `length` characters of an alphabet. */
  word(length: number, alphabet?: string): string;
}

const alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/**
 * A linear congruential generator (Numerical Recipes' constants). Only its high bits are used: the low ones repeat
 * after a few draws, and a line kind chosen by them may never occur.
 */
export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) / 2 ** 24;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    happens: (probability) => next() < probability,
    pick: (choices) => {
      const chosen = choices[below(choices.length)];
      if (chosen === undefined) throw new Error("nothing to choose from");
      return chosen;
    },
    word: (length, alphabet = alphanumeric) => {
      let text = "";
      while (text.length < length) text += alphabet[below(alphabet.length)];
      return text;
    },
  };
}
