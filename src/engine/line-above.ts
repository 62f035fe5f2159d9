/** What a line that no dialect reads is, by what stands above it. */
import type { Dialect } from "../parsers/dialect.ts";
import type { LineReader } from "./dialects.ts";

export type Unread = "continuation" | "other" | "unrecognised";

/** Where an unread line belongs. `record`: the offset of its record, where lines of others stand in between. */
export interface Placed {
  readonly as: Unread;
  readonly record?: number | undefined;
}

const continuation: Placed = { as: "continuation" };
const other: Placed = { as: "other" };
const unrecognised: Placed = { as: "unrecognised" };

/** The line above the current one. */
export class LineAbove<E> {
  /** Dialect of the record above, to which unstamped lines may belong. */
  #dialect: Dialect<E> | undefined;
  /** The line directly above is a record, or belongs to one. */
  #isOfRecord = false;
  /** The line directly above is of another program: an empty one below it, as behind a journal's export, is so, too. */
  #isOther = false;

  /** The line is a record of this dialect. */
  isRecord(dialect: Dialect<E> | undefined): void {
    this.#dialect = dialect;
    this.#isOfRecord = true;
    this.#isOther = false;
  }

  /**
   * Says what an unread line is. An empty one directly below a record belongs to it: Exim ends some texts with a newline
   * of their own, journalctl an entry.
   */
  place(reader: LineReader<E>, text: string, bytes: Uint8Array, begin: number, blank: boolean): Placed {
    const dialect = this.#dialect;
    if (dialect !== undefined && (blank ? this.#isOfRecord : dialect.continues(text, bytes, begin))) {
      this.#isOfRecord = true;
      return continuation;
    }
    const record = blank ? undefined : reader.joinedTo();
    if (record !== undefined) return { as: "continuation", record };
    this.#isOfRecord = false;
    this.#isOther = blank ? this.#isOther : reader.isForeign(text, bytes, begin);
    if (!this.#isOther) return unrecognised;
    this.#dialect = undefined;
    return other;
  }
}
