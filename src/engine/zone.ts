/** The time on a wall in some zone, as an instant. luxon is asked once per local hour; the rest is subtraction. */
import { DateTime, type Zone } from "luxon";
import { ToolError } from "../error.ts";
import type { Instant } from "../parsers/events.ts";
import { day, hour } from "./stamp.ts";

/** How far a source may be past a moment and its next line still belong to that moment (writers are a little out of order). */
const disorder = 120_000;
/** Hostile logs may name any number of hours. */
const hoursKept = 50_000;

/**
 * Offsets east of UTC, ms, of one local hour: twice the same, but two where the hour is repeated at the end of summer
 * time. `null` where it changes within the hour.
 */
type HourOffsets = { readonly first: number; readonly second: number; readonly shown: WallZone["shown"] } | null;

/** A time that the clock showed once. */
export const once = 0;
/** A time of an hour that the clock repeats at the end of summer time. */
export const repeated = 1;
/** A time of an hour that the clock skips at its beginning: nothing can have happened then. */
export const skipped = 2;

/** Known without luxon, which takes its time to load. */
const utc = { name: "UTC", offset: () => 0 };

/**
 * The zone of this machine's clock. Where `TZ` gives no name (empty, or `UTC+3` as POSIX writes three hours west), the
 * offset that the clock has the whole year.
 *
 * @throws ToolError `usage` for a rule of summer time that has no name
 */
export function machineZone(): string {
  const name: string | undefined = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (name !== undefined && name !== "Etc/Unknown") return name;
  const offsets = [0, 3, 6, 9].map((month) => -new Date(2026, month, 15).getTimezoneOffset());
  const [minutes = 0] = offsets;
  if (offsets.some((other) => other !== minutes))
    throw new ToolError(
      "usage",
      `TZ="${process.env.TZ}" has no name that can be said of a log's times; name one with --tz`,
    );
  if (minutes === 0) return utc.name;
  const two = (number: number) => String(number).padStart(2, "0");
  const size = Math.abs(minutes);
  return `UTC${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** Turns wall times of one zone into instants. */
export class WallZone {
  readonly name: string;
  /** How often the clock showed the time that was read last. */
  shown: typeof once | typeof repeated | typeof skipped = once;
  readonly #zone: Pick<Zone, "offset">;
  readonly #hours = new Map<number, HourOffsets>();
  #hotHour = Number.NaN;
  #hotOffset = 0;

  /**
   * @param name IANA name, `UTC`, or an offset (`+02:00`, `UTC+2`).
   * @throws ToolError `usage` for a zone that does not exist.
   */
  constructor(name: string) {
    if (name === utc.name) {
      this.#zone = utc;
      this.name = utc.name;
      return;
    }
    const zone = DateTime.utc().setZone(/^[+-]\d/.test(name) ? `UTC${name}` : name);
    if (!zone.isValid) {
      throw new ToolError("usage", `"${name}" is not a time zone; write a name such as Europe/Brussels, or UTC`);
    }
    this.#zone = zone.zone;
    this.name = zone.zoneName ?? name;
  }

  /**
   * The instant of a wall time (ms as if UTC).
   *
   * An hour that the clock skipped is read as if it had not: 02:30 is 03:30 summer time. An hour that it repeats is
   * the first one, unless the source is already past that: it was at `previous` just before, up to two hours later.
   */
  instant(wall: number, previous: Instant): Instant {
    const number = Math.floor(wall / hour);
    if (number === this.#hotHour) return wall - this.#hotOffset;
    const offsets = this.#offsetsIn(number) ?? this.#offsetsAt(wall);
    this.shown = offsets.shown;
    if (offsets.shown !== once) this.#hotHour = Number.NaN;
    if (offsets.first === offsets.second) return wall - offsets.first;
    const first = wall - offsets.first;
    const second = wall - offsets.second;
    return previous > first + disorder && previous < second + hour ? second : first;
  }

  #offsetsIn(number: number): HourOffsets {
    let offsets = this.#hours.get(number);
    if (offsets === undefined) {
      const start = this.#offsetsAt(number * hour);
      const end = this.#offsetsAt(number * hour + hour - 1);
      const isSame = start.first === end.first && start.second === end.second && start.shown === end.shown;
      offsets = isSame ? start : null;
      if (this.#hours.size >= hoursKept) this.#hours.clear();
      this.#hours.set(number, offsets);
    }
    if (offsets !== null && offsets.shown === once) {
      this.#hotHour = number;
      this.#hotOffset = offsets.first;
    }
    return offsets;
  }

  #offsetsAt(wall: number): NonNullable<HourOffsets> {
    // No zone is more than 14 hours from UTC, and none changes twice within two days.
    const before = this.#zone.offset(wall - day) * 60_000;
    const after = this.#zone.offset(wall + day) * 60_000;
    if (before === after) return { first: before, second: before, shown: once };
    const holdsBefore = this.#zone.offset(wall - before) * 60_000 === before;
    const holdsAfter = this.#zone.offset(wall - after) * 60_000 === after;
    if (holdsBefore && holdsAfter) return { first: before, second: after, shown: repeated };
    const only = holdsAfter ? after : before;
    return { first: only, second: only, shown: holdsBefore || holdsAfter ? once : skipped };
  }
}
