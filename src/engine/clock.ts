/** Stamps become instants. */
import type { Clock } from "../parsers/dialect.ts";
import type { Instant } from "../parsers/events.ts";
import { dated, day, daysTo, emptyParts, readStamp, unread } from "./stamp.ts";
import { once, repeated, type WallZone } from "./zone.ts";

/** Stamps with more characters are read each time: `2026-01-08T14:20:00.404589123+00:00` has 35. */
const longestRepeated = 40;

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
  /** Some stamp was given its year. */
  yearless = false;
  /** Lines without a readable stamp that stand before the first one that has it. */
  timeless = 0;
  /** Lines whose time the clock showed twice, and those whose time it never showed (zone.ts). */
  inRepeatedHour = 0;
  inSkippedHour = 0;
  /** Where the last line stands that was counted: a line may be read more than once. */
  #lastTimeless = Number.NaN;
  #lastOdd = Number.NaN;
  years: Years;
  readonly #zone: WallZone;
  readonly #start: Instant;
  readonly #parts = emptyParts();
  #previous: Instant = Number.NaN;
  /** The stamp that `previous` is the instant of, to be compared with the bytes of the next one. */
  readonly #last = new Uint8Array(longestRepeated);
  /** 0: there is none. */
  #lastLength = 0;
  #lastZoned = false;
  /** The line read last had no stamp that could be read; what is remembered is of one before it. */
  #isUnread = true;
  #lastShown: WallZone["shown"] = once;
  /** The same of the minute asked for last. */
  #isMinuteZoned = false;
  /** What the stamp says of the day, and the year that it was given; NaN when it says the year itself. */
  #lastMonth = 0;
  #lastDay = 0;
  #lastYear = Number.NaN;

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

  /** Whether the clocks showed the time of the last stamp twice, or never: its instant is a guess. */
  get isOdd(): boolean {
    return this.#lastShown !== once;
  }

  /**
   * The instant of a stamp. One that cannot be read (none, or a month 13) is the source's previous instant.
   *
   * @returns NaN, with `wantsYears` set, when the year has to be found out first.
   */
  instant(stamp: string, offset: number, bytes?: Uint8Array, from = 0): Instant {
    if (bytes !== undefined && this.#isRepeated(stamp.length, bytes, from) && this.#isOfLastYear(offset))
      return this.#repeat(offset);
    const parts = this.#parts;
    const form = readStamp(stamp, parts);
    if (form === unread) return this.#unstamped(offset);
    let wall = parts.wall;
    let year = Number.NaN;
    if (form !== dated) {
      year = this.years.yearAt(offset, parts.month, parts.day);
      if (Number.isNaN(year)) {
        this.wantsYears = true;
        return Number.NaN;
      }
      this.yearless = true;
      wall = (daysTo(year, parts.month) + parts.day - 1) * day + parts.timeOfDay;
    }
    if (Number.isNaN(parts.zone)) {
      this.zoneless++;
      this.#previous = this.#zone.instant(wall, this.#previous);
      this.#lastShown = this.#zone.shown;
      if (this.#lastShown !== once) this.#countOdd(this.#lastShown, offset);
    } else {
      this.zoned++;
      this.#lastShown = once;
      this.#previous = wall - parts.zone;
    }
    this.#isUnread = false;
    this.#remember(stamp, year);
    return this.#previous;
  }

  /** The instant of a stamp that has its year and is that of the line read last, to the byte. */
  again(offset: number): Instant {
    return this.#isUnread ? this.#unstamped(offset) : this.#repeat(offset);
  }

  /** Whatever the zone does, the same time right behind itself is the same instant. */
  #repeat(offset: number): Instant {
    this.#isUnread = false;
    if (this.#lastZoned) this.zoned++;
    else this.zoneless++;
    if (this.#lastShown !== once) this.#countOdd(this.#lastShown, offset);
    return this.#previous;
  }

  /**
   * The instant at which the minute of a stamp with a year begins; NaN when not every time of the minute is shown once, or
   * it does not begin with a minute of UTC. The line is not counted.
   */
  minuteOf(stamp: string, offset: number): Instant {
    const { zoned, zoneless, inRepeatedHour, inSkippedHour } = this;
    const [previous, lastOdd] = [this.#previous, this.#lastOdd];
    const at = this.instant(stamp, offset);
    const isPlain = !this.#isUnread && Number.isNaN(this.#lastYear) && this.#lastShown === once && this.#lastLength > 0;
    const within = this.#parts.timeOfDay % 60_000;
    Object.assign(this, { zoned, zoneless, inRepeatedHour, inSkippedHour, wantsYears: false });
    this.#previous = previous;
    this.#lastOdd = lastOdd;
    this.#lastLength = 0;
    this.#isMinuteZoned = !Number.isNaN(this.#parts.zone);
    return isPlain && (at - within) % 60_000 === 0 ? at - within : Number.NaN;
  }

  /** Lines whose stamps are of the minute asked for last went by; the last one's instant. */
  passed(lines: number, at: Instant): void {
    if (this.#isMinuteZoned) this.zoned += lines;
    else this.zoneless += lines;
    this.#isUnread = false;
    this.#lastShown = once;
    this.#lastLength = 0;
    this.#previous = at;
  }

  #isRepeated(length: number, bytes: Uint8Array, from: number): boolean {
    const last = this.#last;
    if (length !== this.#lastLength || length === 0) return false;
    // From the end, where stamps differ.
    for (let at = length - 1; at >= 0; at--) if (bytes[from + at] !== last[at]) return false;
    return true;
  }

  /** The year of a stamp without one depends on the place in the source, too. */
  #isOfLastYear(offset: number): boolean {
    const year = this.#lastYear;
    return Number.isNaN(year) || this.years.yearAt(offset, this.#lastMonth, this.#lastDay) === year;
  }

  #remember(stamp: string, year: number): void {
    this.#lastLength = 0;
    if (stamp.length > longestRepeated) return;
    for (let at = 0; at < stamp.length; at++) this.#last[at] = stamp.charCodeAt(at);
    this.#lastLength = stamp.length;
    this.#lastZoned = !Number.isNaN(this.#parts.zone);
    this.#lastMonth = this.#parts.month;
    this.#lastDay = this.#parts.day;
    this.#lastYear = year;
  }

  #countOdd(shown: WallZone["shown"], offset: number): void {
    if (offset === this.#lastOdd) return;
    this.#lastOdd = offset;
    if (shown === repeated) this.inRepeatedHour++;
    else this.inSkippedHour++;
  }

  #unstamped(offset: number): Instant {
    this.#isUnread = true;
    if (!Number.isNaN(this.#previous)) return this.#previous;
    if (offset !== this.#lastTimeless) this.timeless++;
    this.#lastTimeless = offset;
    return this.#start;
  }
}
