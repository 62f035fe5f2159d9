/** Years that were found out, as plain data. */
import type { Years } from "./clock.ts";
import { daysInYear, placeInYear } from "./year-tie.ts";

/** A jump back of more than this is New Year; a smaller one is disorder, or a file out of order. */
export const newYear = daysInYear / 2;

/** Years by offset, as plain data. */
export interface YearTable {
  /** Real year of relative year 0. */
  readonly zero: number;
  /** Where the relative year changes, ascending, and to what. */
  readonly offsets: readonly number[];
  readonly years: readonly number[];
  /** Offset of the last stamp that was seen, and its place in the year. */
  readonly end: number;
  readonly place: number;
}

/** The years that a survey in another thread, or in another run, has found. */
export function yearsOf({ zero, offsets, years, end, place }: YearTable): Years {
  const steps = new Steps(offsets, years);
  return {
    yearAt: (offset, month, day) =>
      zero + steps.at(Math.min(offset, end)) + (offset > end && placeInYear(month, day) - place < -newYear ? 1 : 0),
  };
}

/** A value that changes at some offsets. */
export class Steps {
  readonly #offsets: readonly number[];
  readonly #values: readonly number[];
  // The stretch that was asked for last.
  #hotFrom = 0;
  #hotTo = 0;
  #hotValue = 0;

  constructor(offsets: readonly number[], values: readonly number[]) {
    this.#offsets = offsets;
    this.#values = values;
  }

  /** The offsets have changed. */
  forget(): void {
    this.#hotTo = 0;
  }

  at(offset: number): number {
    if (offset >= this.#hotFrom && offset < this.#hotTo) return this.#hotValue;
    let low = 0;
    let high = this.#offsets.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#offsets[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    this.#hotFrom = this.#offsets[low - 1] ?? 0;
    this.#hotTo = this.#offsets[low] ?? Number.POSITIVE_INFINITY;
    this.#hotValue = this.#values[Math.max(0, low - 1)] ?? 0;
    return this.#hotValue;
  }
}
