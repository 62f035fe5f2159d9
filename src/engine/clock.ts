/** Stamps become instants. */
import type { Clock } from "../parsers/dialect.ts";
import type { Instant } from "../parsers/events.ts";
import { dated, day, daysTo, emptyParts, readStamp, unread } from "./stamp.ts";
import type { WallZone } from "./zone.ts";

/** Says which year a stamp without one is of. */
export interface Years {
  /** @returns NaN as long as nobody has found it out. */
  yearAt(offset: number, month: number, day: number): number;
}

/** The clock of one source. It remembers the source's last instant: for lines without a stamp and for the repeated hour. */
export class SourceClock implements Clock {
  /** A stamp without a year was met before anybody found out the years; what was read of its line is worth nothing. */
  wantsYears = false;
  /** Stamps whose zone was taken from `zone`, because they name none. */
  zoneless = 0;
  /** Stamps that name their zone. */
  zoned = 0;
  /** Lines without a readable stamp that stand before the first one that has it. */
  timeless = 0;
  years: Years;
  readonly #zone: WallZone;
  readonly #start: Instant;
  readonly #parts = emptyParts();
  #previous: Instant = Number.NaN;

  /** @param start instant of lines without a stamp before the first stamp: the source's own time. */
  constructor(zone: WallZone, years: Years, start: Instant) {
    this.#zone = zone;
    this.years = years;
    this.#start = start;
  }

  /** Last instant of the source; NaN before the first. */
  get previous(): Instant {
    return this.#previous;
  }

  /**
   * The instant of a stamp. One that cannot be read (none, or a month 13) is the source's previous instant.
   *
   * @returns NaN, with `wantsYears` set, when the year has to be found out first.
   */
  instant(stamp: string, offset: number): Instant {
    const parts = this.#parts;
    const form = readStamp(stamp, parts);
    if (form === unread) return this.#unstamped();
    let wall = parts.wall;
    if (form !== dated) {
      const year = this.years.yearAt(offset, parts.month, parts.day);
      if (Number.isNaN(year)) {
        this.wantsYears = true;
        return Number.NaN;
      }
      wall = (daysTo(year, parts.month) + parts.day - 1) * day + parts.timeOfDay;
    }
    if (Number.isNaN(parts.zone)) {
      this.zoneless++;
      this.#previous = this.#zone.instant(wall, this.#previous);
    } else {
      this.zoned++;
      this.#previous = wall - parts.zone;
    }
    return this.#previous;
  }

  #unstamped(): Instant {
    if (!Number.isNaN(this.#previous)) return this.#previous;
    this.timeless++;
    return this.#start;
  }
}
