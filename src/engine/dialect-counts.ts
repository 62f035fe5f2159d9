/** How many lines are of which dialect: counted at each line, and nearly always of the same one as the line above. */
export class DialectCounts<D> {
  readonly #counts = new Map<D, DialectCount>();
  #last: D | undefined;
  #count: DialectCount = { lines: 0, first: 0 };

  /** @param offset of the first of the lines */
  count(dialect: D, lines: number, offset: number): void {
    if (dialect !== this.#last) {
      this.#last = dialect;
      this.#count = this.#counts.get(dialect) ?? { lines: 0, first: offset };
      this.#counts.set(dialect, this.#count);
    }
    this.#count.lines += lines;
  }

  /** In the order of their first lines. */
  all(): readonly (readonly [dialect: D, count: Readonly<DialectCount>])[] {
    return [...this.#counts];
  }
}

interface DialectCount {
  lines: number;
  /** Offset of the first one. */
  readonly first: number;
}
