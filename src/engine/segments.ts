/** Which log of a stream a line is of: `cat mainlog rejectlog dovecot.log |` is several logs, one after the other. */
import type { Instant } from "../parsers/events.ts";
import { hour } from "./stamp.ts";

/** A stream that goes back and forth is a mixture (of hosts, say), not a sequence of logs. */
const most = 1000;

/**
 * Starts a new segment where a stream jumps back by more than an hour (by one hour jumps the end of summer time). Each
 * dialect has its own course, so that Exim and Dovecot lines may alternate though one of them logs in another zone.
 */
export class Segments {
  readonly #log: string;
  readonly #courses = new Map<object, { at: Instant; log: string }>();
  #count = 1;

  constructor(log: string) {
    this.#log = log;
  }

  /** Identity of the log that a line is of: `-`, `-#2` … */
  logAt(dialect: object, at: Instant): string {
    let course = this.#courses.get(dialect);
    if (course === undefined) {
      course = { at, log: this.#log };
      this.#courses.set(dialect, course);
    } else if (at < course.at - hour && this.#count < most) {
      this.#count++;
      course.log = `${this.#log}#${this.#count}`;
    }
    course.at = at;
    return course.log;
  }

  /** Identity of the log that the last line of a dialect was of. */
  current(dialect: object): string {
    return this.#courses.get(dialect)?.log ?? this.#log;
  }

  /** Last instant of a dialect; NaN before the first. */
  last(dialect: object): Instant {
    return this.#courses.get(dialect)?.at ?? Number.NaN;
  }

  /** Lines of the present log went by, of which none jumped back: the last one's instant. */
  passed(dialect: object, at: Instant): void {
    const course = this.#courses.get(dialect);
    if (course !== undefined) course.at = at;
    else this.#courses.set(dialect, { at, log: this.#log });
  }
}
