/** Times and stretches of time as an operator writes them. Pure: no clock is asked. */

import { DateTime, IANAZone } from "luxon";
import type { Iso } from "../analyzers/terms.ts";
import { statedYears } from "./intervention-keys.ts";

/** What became of a text: its value, or what was expected in its place. */
export type Read<T> = { readonly value: T } | { readonly problem: string };

const FORMS = 'write 2026-01-08 14:18, "2026-01-08 14:18:22 UTC", 2026-01-08T14:18Z, …+01:00 or "… Europe/Brussels"';

const STAMP =
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)(?:[T ]\s*(?<hour>\d\d):(?<minute>\d\d)(?::(?<second>\d\d)(?:[.,](?<part>\d{1,9}))?)?\s*(?<zone>\S.*)?)?$/i;

/**
 * An instant. `zone` holds where the text names none; a day without a time of day is no instant, and neither is a local
 * time that its clocks showed twice or skipped.
 */
export function readTime(text: string, zone: string): Read<Iso> {
  const parts = STAMP.exec(text.trim())?.groups;
  if (parts === undefined) return { problem: `"${text}" is not a time; ${FORMS}` };
  if (parts.hour === undefined) return { problem: `"${text}" is a day without a time of day; ${FORMS}` };
  const named = parts.zone === undefined ? zone : luxonZone(parts.zone);
  if (named === null) return { problem: `"${parts.zone}" is not a time zone; write UTC, +01:00 or Europe/Brussels` };
  const wall = {
    year: Number(parts.year),
    month: Number(parts.month),
    day: Number(parts.day),
    hour: Number(parts.hour),
    minute: Number(parts.minute),
    second: Number(parts.second ?? 0),
    millisecond: Number((parts.part ?? "").slice(0, 3).padEnd(3, "0")),
  };
  const time = DateTime.fromObject(wall, { zone: luxonZone(named) ?? "utc" });
  if (!time.isValid || wall.hour > 23) return { problem: `"${text}" is not a time: the calendar has no such moment` };
  const { first, last } = statedYears;
  if (wall.year < first || wall.year > last)
    return { problem: `"${text}": the year is not between ${first} and ${last}` };
  if (time.hour !== wall.hour || time.minute !== wall.minute) {
    return { problem: `"${text}" never was: the clocks of ${named} skipped it; write the time in UTC` };
  }
  const twice = time.getPossibleOffsets();
  if (twice.length > 1) {
    const offsets = twice.map((one) => one.toFormat("ZZ")).join(" or ");
    return { problem: `"${text}" was twice on the clocks of ${named}; add which one: ${offsets}` };
  }
  return { value: time.toUTC().toJSDate().toISOString().replace(".000Z", "Z") };
}

/** luxon's name of a zone: an IANA name, `UTC`, `Z`, `+01:00`, `UTC+1`; null when it is none. */
export function luxonZone(name: string): string | null {
  if (/^(?:Z|UTC|GMT)$/i.test(name)) return "utc";
  const offset = /^(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d\d))?$/i.exec(name);
  if (offset !== null) {
    const [, sign = "+", hours = "0", minutes = "00"] = offset;
    if (Number(hours) > 14 || Number(minutes) > 59) return null;
    return `UTC${sign}${hours.padStart(2, "0")}:${minutes}`;
  }
  return IANAZone.isValidZone(name) ? name : null;
}

const SECOND = 1000;
const LENGTHS: Readonly<Record<string, number>> = {
  s: SECOND,
  m: 60 * SECOND,
  h: 3600 * SECOND,
  d: 86_400 * SECOND,
};
const STRETCH = /(\d+(?:\.\d+)?)\s*(d(?:ays?)?|h(?:(?:ou)?rs?)?|m(?:in(?:ute)?s?)?|s(?:ec(?:ond)?s?)?)\b[\s,]*/giy;

/** A stretch of time in milliseconds: `5m`, `5 minutes`, `1h 20m`, `1h20m`, `~5 min`; a bare number is refused. */
export function readStretch(text: string): Read<number> {
  const word = text
    .trim()
    .replace(/^~\s*/, "")
    .replace(/(\d)([a-z]+)(?=\d)/gi, "$1$2 ");
  const parts = [...word.matchAll(STRETCH)];
  const read = parts.reduce((length, part) => length + part[0].length, 0);
  if (parts.length === 0 || read !== word.length) {
    return { problem: `"${text}" is not a stretch of time; write 5m, "5 minutes" or "1h 20m"` };
  }
  const sum = parts.reduce((ms, [, count, unit = ""]) => ms + Number(count) * (LENGTHS[unit[0] ?? ""] ?? 0), 0);
  return { value: Math.round(sum) };
}
