/**
 * Finds the years of logs that do not write them (Dovecot's own log, syslog).
 *
 * Along the stamps of a source the year is relative: 0 at its first stamp, one more where December becomes January.
 * Its last stamp is tied to a real year by the first of these that applies: the year that the operator gave; dated
 * logs of the same run that cover the same days; the time in the gzip header; the file's time; the present.
 */
import type { Instant } from "../parsers/events.ts";
import type { Years } from "./clock.ts";
import { emptyParts, readStamp, unread, yearless } from "./stamp.ts";
import { newYear, Steps, type YearTable } from "./year-table.ts";
import {
  type DatedSpan,
  daysInYear,
  isBefore,
  isLeap,
  latestNotAfter,
  mostShared,
  type Place,
  placeInYear,
  slack,
  startOf,
} from "./year-tie.ts";

/** What helps to find a year. */
export interface YearClues {
  /** Given by the operator: the year of the last stamp. */
  readonly year: number | undefined;
  readonly now: Instant;
  readonly spans: readonly DatedSpan[];
  /** With a given year: where the next newer file of the rotated set begins. The year is the last one's of the set. */
  readonly before?: Instant | undefined;
  /** When the source was written, as far as its file says. */
  readonly time: { readonly at: Instant; readonly basis: string } | null;
}

/** The years of one source. */
export interface YearChoice extends Years {
  /** First and last year of its stamps. */
  readonly first: number;
  readonly last: number;
  /** The first day that it has a stamp of. */
  readonly from: Instant;
  readonly basis: string;
  /** The same as plain data, for {@link yearsOf}. */
  table(): YearTable;
}

/**
 * A jump ahead of more than this is a look back over New Year: `cat dovecot.log dovecot.log.1` goes from January to
 * December. A smaller one is a quiet time.
 */
const lookBack = (daysInYear * 3) / 4;
/** From here on a jump to January is New Year for certain. */
const endOfYear = placeInYear(12, 29);

/** A survey as plain JSON, to be gone on with. */
export interface SavedSurvey {
  readonly relative: number;
  readonly place: number | null;
  readonly end: number;
  readonly offsets: readonly number[];
  readonly years: readonly number[];
  readonly leapYears: readonly number[];
  readonly first: Place | null;
  readonly last: Place | null;
  readonly newYear: {
    readonly left: number;
    readonly place: number;
    readonly last: Place | null;
    readonly known: number;
  } | null;
  readonly span: { readonly from: Instant; readonly to: Instant } | null;
}

/** The survey of lines of which every stamp has its year. */
export function datedSurvey(span: SavedSurvey["span"]): SavedSurvey {
  return { ...new YearSurvey().saved(), span };
}

/** One pass over the stamps of a source, in order. */
export class YearSurvey {
  #relative = 0;
  #place = Number.NaN;
  #end = 0;
  readonly #parts = emptyParts();
  // Where the relative year changes, and to what.
  readonly #offsets: number[] = [];
  readonly #years: number[] = [];
  readonly #steps = new Steps(this.#offsets, this.#years);
  readonly #leapYears = new Set<number>();
  #first: Place | undefined;
  #last: Place | undefined;
  #newYear: NewYear | undefined;
  #from = Number.POSITIVE_INFINITY;
  #to = Number.NEGATIVE_INFINITY;

  /** @param begun a survey of the lines before, to be gone on with */
  constructor(begun?: SavedSurvey) {
    if (begun === undefined) return;
    const { newYear: jump, span } = begun;
    this.#relative = begun.relative;
    this.#place = begun.place ?? Number.NaN;
    this.#end = begun.end;
    this.#offsets.push(...begun.offsets);
    this.#years.push(...begun.years);
    for (const year of begun.leapYears) this.#leapYears.add(year);
    this.#first = begun.first ?? undefined;
    this.#last = begun.last ?? undefined;
    this.#newYear = jump === null ? undefined : { ...jump, last: jump.last ?? undefined };
    if (span !== null) [this.#from, this.#to] = [span.from, span.to];
  }

  /** As far as it has come. */
  saved(): SavedSurvey {
    const jump = this.#newYear;
    return {
      relative: this.#relative,
      place: Number.isNaN(this.#place) ? null : this.#place,
      end: this.#end,
      offsets: [...this.#offsets],
      years: [...this.#years],
      leapYears: [...this.#leapYears],
      first: this.#first ?? null,
      last: this.#last ?? null,
      newYear: jump === undefined ? null : { ...jump, last: jump.last ?? null },
      span: this.span,
    };
  }

  /**
   * Takes the next line's stamp.
   *
   * @returns whether it is one without a year.
   */
  see(stamp: string, offset: number): boolean {
    const form = readStamp(stamp, this.#parts);
    if (form === unread) return false;
    if (form === yearless) {
      this.place(this.#parts.month, this.#parts.day, offset);
      return true;
    }
    this.#from = Math.min(this.#from, this.#parts.wall);
    this.#to = Math.max(this.#to, this.#parts.wall);
    return false;
  }

  /** Takes a line of the same day as the stamp without a year that was seen last. */
  seeSameDay(offset: number): void {
    this.#end = offset;
  }

  /** No stamp without a year was seen. */
  get isEmpty(): boolean {
    return this.#first === undefined;
  }

  /** The days that dated stamps cover; null when there was none. */
  get span(): { readonly from: Instant; readonly to: Instant } | null {
    return this.#from <= this.#to ? { from: this.#from, to: this.#to } : null;
  }

  /** The relative year of a stamp at or after the last one seen. */
  place(month: number, dayOfMonth: number, offset: number): number {
    const place = placeInYear(month, dayOfMonth);
    this.#end = offset;
    if (place === this.#place) return this.#relative;
    const jump = Number.isNaN(this.#place) ? 0 : place - this.#place;
    if (jump < -newYear) {
      this.#newYear = { left: this.#place, place, last: this.#last, known: this.#years.length };
      this.#relative++;
    } else if (this.#newYear !== undefined && isReturn(this.#newYear, this.#place, place))
      this.#takeBack(this.#newYear);
    else if (jump > lookBack) this.#relative--;
    this.#place = place;
    if (this.#years.at(-1) !== this.#relative) {
      this.#offsets.push(offset);
      this.#years.push(this.#relative);
      this.#steps.forget();
    }
    if (month === 2 && dayOfMonth === 29 && this.#leapYears.size < 100) this.#leapYears.add(this.#relative);
    const at = { year: this.#relative, month, day: dayOfMonth };
    if (this.#first === undefined || isBefore(at, this.#first)) this.#first = at;
    if (this.#last === undefined || isBefore(this.#last, at)) this.#last = at;
    return this.#relative;
  }

  /** It was no New Year: the clock had lost the time for a while. Its lines are of the year of those around them. */
  #takeBack({ last, known }: NewYear): void {
    this.#relative--;
    this.#last = last;
    this.#offsets.length = known;
    this.#years.length = known;
    this.#steps.forget();
    this.#newYear = undefined;
  }

  /** Ties the relative years to real ones. */
  decide(clues: YearClues): YearChoice {
    const first = this.#first ?? { year: 0, month: 1, day: 1 };
    const last = this.#last ?? first;
    const { zero, basis } = this.#tie(first, last, clues);
    return {
      first: zero + first.year,
      last: zero + last.year,
      from: startOf(zero, first),
      basis,
      table: () => ({ zero, offsets: [...this.#offsets], years: [...this.#years], end: this.#end, place: this.#place }),
      yearAt: (offset, month, dayOfMonth) =>
        // Beyond the end of the survey (a stream that is longer than what could be kept) the walk goes on.
        zero + (offset <= this.#end ? this.#steps.at(offset) : this.place(month, dayOfMonth, offset)),
    };
  }

  /** The real year of relative year 0. */
  #tie(first: Place, last: Place, clues: YearClues): { zero: number; basis: string } {
    const fits = (zero: number) => [...this.#leapYears].every((year) => isLeap(zero + year));
    const until = (limit: Instant) => latestNotAfter(last, limit + slack, fits);
    if (clues.year !== undefined) {
      if (clues.before !== undefined) return { zero: latestNotAfter(last, clues.before + slack, fits), basis: "given" };
      // Of several rotated files the older ones end in the year before.
      const given = clues.year - last.year;
      return { zero: startOf(given, last) > clues.now + slack ? given - 1 : given, basis: "given" };
    }
    const shared = mostShared(first, last, until(clues.now), clues.spans, fits);
    if (shared !== undefined) return { zero: shared, basis: "dated logs of the same days" };
    if (clues.time !== null) return { zero: until(clues.time.at), basis: clues.time.basis };
    return { zero: until(clues.now), basis: "the latest that is not in the future" };
  }
}

/** A jump back that looks like New Year, and what was known before it. */
interface NewYear {
  readonly left: number;
  readonly place: number;
  readonly last: Place | undefined;
  readonly known: number;
}

/**
 * A clock that starts at 1 January, as one without a battery does, until somebody tells it the time: the log goes from
 * July to January and, before two days are over, back to where it was.
 */
function isReturn({ left, place: began }: NewYear, from: number, to: number): boolean {
  return left < endOfYear && from - began <= 1 && to >= left && to <= left + 2;
}

/** A source whose years nobody has asked for yet. */
export const yearsUnknown: Years = { yearAt: () => Number.NaN };
