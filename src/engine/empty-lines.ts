/** Empty lines below an empty one: a run of them is counted at once, however long it is. */
import type { CrCursor } from "./chunk.ts";
import type { Unread } from "./line-above.ts";
import type { Sink } from "./sink.ts";

const lf = 10;

/** What the empty lines of a source count as, run by run. */
export class EmptyLines {
  /** What an empty line directly below the last one counts as; undefined where each has to be looked at. */
  as: Unread | undefined;
  /** Lines of the run that was passed last. */
  passed = 0;
  readonly #mayPass: boolean;

  /** @param sink who takes lines that no dialect reads takes each of them */
  constructor(sink: Pick<Sink<never>, "unread" | "unrecognised">) {
    this.#mayPass = sink.unread === undefined && sink.unrecognised === undefined;
  }

  /** The last line was read or not, and counted; where it is empty, the same goes for an empty one below it (LineAbove.place). */
  below(as: Unread, isEmpty: boolean): void {
    this.as = isEmpty && this.#mayPass ? as : undefined;
  }

  /** Passes the empty lines from `from` on. Returns where the next other one begins, or the chunk's end. */
  pass(bytes: Uint8Array, from: number, to: number, crs: CrCursor): number {
    let at = from;
    for (this.passed = 0; at < to && bytes[at] === lf; this.passed++) at = crs.behind(at);
    return at;
  }
}
