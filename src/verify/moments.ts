/** Times as people write them in reports: "2026-01-08 14:18 UTC", "14:18:55-56", "8 January 2026, 14:18 CET". */
import { ToolError } from "../error.ts";
import { lineClock } from "../parsers/line-clock.ts";
import type { Span } from "./claims.ts";

/** A time in a text. */
export interface Moment {
  /** Where it begins and ends in the text. */
  readonly index: number;
  readonly end: number;
  /** What it covers; null for a time whose zone is not known. */
  readonly span: Span | null;
  /** Whether it names a time of day, not only a day. */
  readonly timed: boolean;
}

/** How times without a zone are meant. */
export interface ReportZone {
  /** Zone of a column's heading, `Local time (Europe/Brussels)`; else that of the logs; undefined: this machine's. */
  readonly name: string | undefined;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const DATE =
  /(?<![\d.])(?:(\d{4})-(\d\d)-(\d\d)|(\d{1,2}) ([A-Z][a-z]{2,8}) (\d{4})|([A-Z][a-z]{2,8}) (\d{1,2}),? (\d{4}))(?!\d)/g;
const TIME = /^(?:T|,? (?:at )?)(\d\d?):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?/;
const UNTIL = /^ ?[-–] ?(?:(\d\d?):(\d\d)(?::(\d\d))?|(\d\d))(?![\d:.-])/;
const NOON = /^ ?([AaPp])\.?[Mm]\b\.?/;
const ZONE = /^ ?\(?(Z|[A-Z]{2,5}|[A-Z][A-Za-z]{2,12}\/[A-Z][A-Za-z_]{2,20}|(?:(?:UTC|GMT))?[+-]\d\d:?\d\d)\b\)?/;

/** Hours east of UTC. Names that two parts of the world use in two ways are not among them. */
const zones: ReadonlyMap<string, number> = new Map([
  ["Z", 0],
  ["UTC", 0],
  ["GMT", 0],
  ["WET", 0],
  ["WEST", 1],
  ["CET", 1],
  ["CEST", 2],
  ["EET", 2],
  ["EEST", 3],
]);
/** Words in capitals behind a time that are no zones would make it unknown; these are known to be ones. */
const doubtful = new Set(["EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "BST", "IST", "AST", "MSK", "AEST"]);
const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** Every time of a text that names its day. A bare "14:18" is none: its day would be a guess. */
export function momentsIn(text: string, zone: ReportZone): readonly Moment[] {
  const found: Moment[] = [];
  for (const match of text.matchAll(DATE)) {
    const date = dayOf(match);
    if (date !== null) found.push(momentAt(text, match.index, match.index + match[0].length, date, zone));
  }
  return found;
}

/** Midnight of the date as if in UTC; null for one that does not exist. */
function dayOf([, y1, m1, d1, d2, n2, y2, n3, d3, y3]: RegExpMatchArray): number | null {
  const word = (n2 ?? n3)?.slice(0, 3).toLowerCase();
  const month = word === undefined ? Number(m1) : months.indexOf(word) + 1;
  const day = Number(d1 ?? d2 ?? d3);
  const wall = Date.UTC(Number(y1 ?? y2 ?? y3), month - 1, day);
  return month >= 1 && new Date(wall).getUTCDate() === day && new Date(wall).getUTCMonth() === month - 1 ? wall : null;
}

function momentAt(text: string, index: number, dateEnd: number, date: number, zone: ReportZone): Moment {
  let end = dateEnd;
  const time = TIME.exec(text.slice(end, end + 30));
  let from = date;
  let length = DAY;
  let to = 0;
  if (time !== null) {
    end += time[0].length;
    const noon = NOON.exec(text.slice(end, end + 5));
    if (noon !== null) end += noon[0].length;
    const hours = noon === null ? Number(time[1]) : (Number(time[1]) % 12) + (noon[1]?.toLowerCase() === "p" ? 12 : 0);
    from += hours * HOUR + Number(time[2]) * MINUTE + Number(time[3] ?? 0) * SECOND;
    length = time[3] === undefined ? MINUTE : SECOND;
    const until = UNTIL.exec(text.slice(end, end + 12));
    const last = until === null ? null : endOf(until, from, date, length);
    if (until !== null && last !== null && last > from) {
      end += until[0].length;
      to = last + (until[3] === undefined && until[4] === undefined ? MINUTE : length);
    }
  }
  if (to === 0) to = from + length;
  const named = ZONE.exec(text.slice(end, end + 40))?.[1];
  const known = named !== undefined && isZone(named);
  if (known) end = text.indexOf(named, end) + named.length;
  const shift = (wall: number) => instant(wall, known ? named : undefined, zone);
  const [start, stop] = [shift(from), shift(to)];
  return { index, end, span: start === null || stop === null ? null : { from: start, to: stop }, timed: time !== null };
}

/** The end of a range: "14:10", "14:18:56", or only the last figure ("55-56"). */
function endOf(
  [, hour, minute, second, tail]: RegExpExecArray,
  from: number,
  date: number,
  unit: number,
): number | null {
  if (tail !== undefined) return from - (from % (unit * 60)) + Number(tail) * unit;
  const last = date + Number(hour) * HOUR + Number(minute) * MINUTE + Number(second ?? 0) * SECOND;
  return Number.isNaN(last) ? null : last;
}

function isZone(word: string): boolean {
  return zones.has(word) || doubtful.has(word) || word.includes("/") || /[+-]/.test(word);
}

/** The instant of a wall time; null in a zone that is not known, or known in two meanings. */
function instant(wall: number, named: string | undefined, { name }: ReportZone): number | null {
  if (named === undefined) return inZone(wall, name);
  const hours = zones.get(named);
  if (hours !== undefined) return wall - hours * HOUR;
  const offset = /([+-])(\d\d):?(\d\d)$/.exec(named);
  if (offset !== null) {
    const east = Number(offset[2]) * HOUR + Number(offset[3]) * MINUTE;
    return offset[1] === "-" ? wall + east : wall - east;
  }
  return named.includes("/") ? inZone(wall, named) : null;
}

function inZone(wall: number, zone: string | undefined): number | null {
  try {
    const at = lineClock(zone, undefined).instant(new Date(wall).toISOString().slice(0, 19).replace("T", " "), 0);
    return Number.isNaN(at) ? null : at;
  } catch (error) {
    if (error instanceof ToolError) return null;
    throw error;
  }
}

/** The zone that a column's heading names: "Time (UTC)", "Local time (Europe/Brussels)", "Time (+02:00)". */
export function zoneOfHeader(header: string, otherwise: ReportZone): ReportZone {
  const inner = header.slice(header.lastIndexOf("(") + 1).replace(/\)\s*$/, "");
  const word = ZONE.exec(` ${inner.trim()}`)?.[1];
  if (word === undefined || !isZone(word)) return otherwise;
  const hours = zones.get(word);
  if (hours === undefined) return { name: word };
  return { name: hours === 0 ? "UTC" : `+0${hours}:00` };
}
