import { DateTime } from "luxon";
import type { Clock } from "./dialect.ts";
import type { Instant } from "./events.ts";

/**
 * The clock of a single line, for {@link parseLine}: there is no file around it that could tell the year. Slow (luxon
 * reads each stamp); whole logs are read with the engine's clock.
 *
 * @param tz zone of stamps that name none: an IANA name, `UTC` or an offset (`+02:00`); default: this machine's.
 * @param year of stamps that name none; default: the latest one in which the stamp is not in the future.
 */
export function lineClock(tz: string | undefined, year: number | undefined): Clock {
  const zone = tz === undefined ? "local" : /^[-+]/.test(tz) ? `UTC${tz}` : tz;
  return { instant: (stamp) => instantOf(stamp, zone, year) };
}

/** @returns NaN for a stamp that names no moment, and for a line without one. */
function instantOf(stamp: string, zone: string, year: number | undefined): Instant {
  const [first = "", second = "", third = ""] = stamp.split(" ").filter((part) => part !== "");
  // `2026-01-08T14:20:00.404589+00:00`, `2026-01-08 14:20:00 +0100`
  const iso = first.includes("T") ? `${first}${second}` : `${first}T${second}${third}`;
  if (first.includes("-")) return DateTime.fromISO(iso.replace(",", "."), { zone }).toMillis();
  // `Jan  8 14:20:00`
  // `Jan 08 14:20:00.404589`, of journalctl -o short-precise
  const [time = "", fraction = "0"] = third.split(/[.,]/);
  const inYear = (one: number) =>
    DateTime.fromFormat(`${one} ${first} ${second} ${time}`, "yyyy MMM d HH:mm:ss", { zone, locale: "en" }).plus({
      milliseconds: Math.floor(Number(`0.${fraction}`) * 1000),
    });
  if (year !== undefined) return inYear(year).toMillis();
  const now = DateTime.now().setZone(zone);
  const thisYear = inYear(now.year);
  return (thisYear > now ? inYear(now.year - 1) : thisYear).toMillis();
}
