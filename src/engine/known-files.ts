import type { Findings } from "./thread.ts";

/** What is known of the files of a run, by index of the source. It grows with each attempt. */
export class KnownFiles {
  /** To be read from their beginning. */
  readonly whole = new Set<number>();
  /** To be read when their years are found out. */
  readonly yearless = new Set<number>();

  /** Takes what threads found. Returns whether any of it was new. */
  learn(all: readonly Findings[]): boolean {
    const before = this.whole.size + this.yearless.size;
    for (const { remembering, yearless } of all) {
      for (const index of remembering) this.whole.add(index);
      for (const index of yearless) this.yearless.add(index);
    }
    return this.whole.size + this.yearless.size > before;
  }
}
