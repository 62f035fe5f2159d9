/** Reads stamps as logged into numbers, by arithmetic on their characters: one runs for every line. */

const second = 1000;
const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

const monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Months (from 1) by the sum of the last two letters of their names in the C locale (strftime %b): no two are equal. */
const monthsBySum = new Uint8Array(256);
for (const [at, name] of monthNames.entries()) monthsBySum[name.charCodeAt(1) + name.charCodeAt(2)] = at + 1;

/** The month that a stamp begins with; 0 when it is none. No text is cut out: Dovecot's own log has one on every line. */
function readMonth(stamp: string): number {
  const two = stamp.charCodeAt(1);
  const month = monthsBySum[two + stamp.charCodeAt(2)] ?? 0;
  const name = monthNames[month - 1];
  return name?.charCodeAt(0) === stamp.charCodeAt(0) && name.charCodeAt(1) === two ? month : 0;
}

/** Days from 1970-01-01 to the first day of a month (from 1) of a year of the Gregorian calendar. */
export function daysTo(year: number, month: number): number {
  // Years begin in March here, so that the leap day is the last one.
  const y = month < 3 ? year - 1 : year;
  const m = month < 3 ? month + 9 : month - 3;
  const era = Math.floor(y / 400);
  const ofEra = y - era * 400;
  const dayOfYear = Math.floor((153 * m + 2) / 5);
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + dayOfYear - 719_468;
}

/** What {@link readStamp} says of a stamp that it cannot read: `""`, or one that names no moment (month 13). */
export const unread = 0;
/** A stamp with date and time, read into `wall`. */
export const dated = 1;
/** A stamp without a year; `month`, `day` and `timeOfDay` are read. */
export const yearless = 2;

/** The parts of the stamp that was read last. One object is used again and again. */
export interface StampParts {
  /** The time on the wall as if it were UTC, ms; of dated stamps. */
  wall: number;
  /** From 1. */
  month: number;
  /** From 1. */
  day: number;
  /** ms since midnight. */
  timeOfDay: number;
  /** What the line says of its zone: ms east of UTC, or NaN. */
  zone: number;
  /** The month of the last dated stamp, counted from year 0, and the day before it begins, ms: the next one is often of it. */
  monthNumber: number;
  monthStart: number;
}

export function emptyParts(): StampParts {
  return { wall: 0, month: 0, day: 0, timeOfDay: 0, zone: Number.NaN, monthNumber: Number.NaN, monthStart: 0 };
}

/**
 * Reads a stamp: `2026-01-08 13:18:54`, `2026-01-08 13:18:54.123 +0100`, `2026-01-08T14:20:00.404589+00:00`,
 * `Jan 08 14:00:39`, `Jan  8 14:00:39`, and seconds since the epoch (`journalctl -o short-unix`).
 */
export function readStamp(stamp: string, parts: StampParts): typeof unread | typeof dated | typeof yearless {
  const first = stamp.charCodeAt(0);
  if (first >= 48 && first <= 57) {
    return stamp.charCodeAt(4) === 45 ? readDated(stamp, parts) : readEpoch(stamp, parts);
  }
  return first >= 65 && first <= 90 ? readYearless(stamp, parts) : unread;
}

function readDated(stamp: string, parts: StampParts): typeof unread | typeof dated {
  const year = twoDigits(stamp, 0) * 100 + twoDigits(stamp, 2);
  const month = twoDigits(stamp, 5);
  const dayOfMonth = twoDigits(stamp, 8);
  if (!(year >= 0 && month >= 1 && month <= 12 && dayOfMonth >= 1 && dayOfMonth <= 31)) return unread;
  if (!readTime(stamp, 11, parts)) return unread;
  const number = year * 12 + month;
  if (number !== parts.monthNumber) {
    parts.monthNumber = number;
    parts.monthStart = (daysTo(year, month) - 1) * day;
  }
  parts.month = month;
  parts.day = dayOfMonth;
  parts.wall = parts.monthStart + dayOfMonth * day + parts.timeOfDay;
  return dated;
}

/** `Jan 08 14:00:39`: Dovecot pads the day with a zero, syslog with a blank. */
function readYearless(stamp: string, parts: StampParts): typeof unread | typeof yearless {
  const month = readMonth(stamp);
  const tens = stamp.charCodeAt(4);
  const dayOfMonth = tens === 32 ? stamp.charCodeAt(5) - 48 : twoDigits(stamp, 4);
  if (month === 0 || !(dayOfMonth >= 1 && dayOfMonth <= 31)) return unread;
  if (!readTime(stamp, 7, parts)) return unread;
  parts.month = month;
  parts.day = dayOfMonth;
  return yearless;
}

/** `1767878334.123456` */
function readEpoch(stamp: string, parts: StampParts): typeof unread | typeof dated {
  const seconds = Number(stamp);
  // Outside of what a Date can hold it is some other number.
  if (!(seconds >= 0 && seconds < 8.64e12)) return unread;
  parts.wall = Math.floor(seconds * second);
  parts.zone = 0;
  return dated;
}

/** `13:18:54`, then a fraction behind `.` or `,` (cut to ms), then a zone, each if there. */
function readTime(stamp: string, at: number, parts: StampParts): boolean {
  const hours = twoDigits(stamp, at);
  const minutes = twoDigits(stamp, at + 3);
  const seconds = twoDigits(stamp, at + 6);
  // 60 is a leap second.
  if (!(hours >= 0 && hours < 24 && minutes >= 0 && minutes < 60 && seconds >= 0 && seconds <= 60)) return false;
  parts.timeOfDay = hours * hour + minutes * minute + seconds * second;
  parts.zone = Number.NaN;
  if (stamp.length > at + 8) readTail(stamp, at + 8, parts);
  return true;
}

function readTail(stamp: string, from: number, parts: StampParts): void {
  let at = from;
  const mark = stamp.charCodeAt(at);
  if (mark === 46 || mark === 44) {
    let worth = 100;
    for (at++; digit(stamp, at) >= 0; at++) {
      parts.timeOfDay += Math.floor(worth) * digit(stamp, at);
      worth /= 10;
    }
  }
  if (stamp.charCodeAt(at) === 32) at++;
  const sign = stamp.charCodeAt(at);
  if (sign === 90 || sign === 122) {
    parts.zone = 0;
  } else if (sign === 43 || sign === 45) {
    const colon = stamp.charCodeAt(at + 3) === 58 ? 1 : 0;
    const size = twoDigits(stamp, at + 1) * hour + (twoDigits(stamp, at + 3 + colon) || 0) * minute;
    parts.zone = sign === 45 ? -size : size;
  }
}

/** -1 for what is no digit; NaN comparisons are false, so the end of the text is none. */
function digit(text: string, at: number): number {
  const value = text.charCodeAt(at) - 48;
  return value >= 0 && value <= 9 ? value : -1;
}

/** NaN when one of the two is no digit. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}
