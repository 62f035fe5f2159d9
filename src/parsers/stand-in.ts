import type { Clock } from "./dialect.ts";
import type { Entry } from "./entry.ts";
import type { Instant } from "./events.ts";

/** What is put before a text that has no stamp of its own, so that a dialect can read it; only {@link StandIn} sees it. */
export const EXIM_STAMP = "2000-01-01 00:00:00";
export const DOVECOT_STAMP = "Jan  1 00:00:00";

/**
 * The clock of a text in an envelope. A stamp of the program's own counts if it says the year; otherwise the instant is
 * the envelope's, which knows year and zone.
 */
export class StandIn implements Clock {
  readonly #clock: Clock;
  readonly #entry: Entry;
  readonly #always: boolean;

  /** @param always the text's stamp was put there by the reader: it counts never. */
  constructor(clock: Clock, entry: Entry, always: boolean) {
    this.#clock = clock;
    this.#entry = entry;
    this.#always = always;
  }

  instant(stamp: string, offset: number): Instant {
    const own = !this.#always && (this.#entry.stamp === "" || (stamp !== "" && stamp.charCodeAt(0) < 65));
    return this.#clock.instant(own ? stamp : this.#entry.stamp, offset);
  }
}
