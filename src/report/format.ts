/** How the report writes figures: durations, sizes, instants, counts, lists. Plain text; escape it where it is printed. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "2 days 0 h 26 min", "3 h 5 min", "12 min 5 s", "9 s", "under a second". Milliseconds in. */
export function duration(ms: number): string {
  const span = Math.max(0, ms);
  if (span >= DAY) {
    const days = Math.floor(span / DAY);
    return `${count(days, "day")} ${Math.floor((span % DAY) / HOUR)} h ${Math.floor((span % HOUR) / MINUTE)} min`;
  }
  if (span >= HOUR) return `${Math.floor(span / HOUR)} h ${Math.floor((span % HOUR) / MINUTE)} min`;
  if (span >= MINUTE) return `${Math.floor(span / MINUTE)} min ${Math.floor((span % MINUTE) / SECOND)} s`;
  return span >= SECOND ? `${Math.floor(span / SECOND)} s` : "under a second";
}

/** Milliseconds between two ISO instants. */
export function between(from: string, to: string): number {
  return Date.parse(to) - Date.parse(from);
}

/** "1,395,104,500 bytes (1.30 GiB)"; below 1 KiB the bytes alone. */
export function bytes(size: number): string {
  const exact = `${number(size)} bytes`;
  for (const [unit, step] of UNITS) {
    if (size >= step) return `${exact} (${(size / step).toFixed(2)} ${unit})`;
  }
  return exact;
}

/** A stated size, no more exact than a person wrote it: "about 1.30 GiB", "76 MiB"; an exact one as `bytes`. */
export function statedBytes(size: number): string {
  for (const [unit, step] of UNITS) {
    if (size < step) continue;
    if (size % step === 0) return `${number(size / step)} ${unit}`;
    // two decimals of a unit, rounded to a byte, are what somebody wrote
    const rounded = (size / step).toFixed(2);
    if (size === Math.round(Number(rounded) * step)) return `about ${rounded} ${unit}`;
  }
  return bytes(size);
}

const UNITS = [
  ["GiB", 2 ** 30],
  ["MiB", 2 ** 20],
  ["KiB", 2 ** 10],
] as const;

/** A stated duration without the parts that nobody wrote: "1 min", "2 h", "1 day". */
export function statedDuration(ms: number): string {
  return duration(ms).replace(/(?: 0 (?:h|min|s))+$/, "");
}

/** "1,395,104,500". */
export function number(value: number): string {
  // Intl's first use costs as much as reading a small log
  return Number.isSafeInteger(value) ? String(value).replace(/\B(?=(?:\d{3})+$)/g, ",") : value.toLocaleString("en-US");
}

/** "4 messages", "1 message", "2 addresses". */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}

/** "2026-01-08 14:18:56 UTC" of an ISO instant. */
export function utc(iso: string): string {
  return `${bare(iso)} UTC`;
}

/** "2026-01-08 14:18:56": for table columns whose heading names the zone. */
export function bare(iso: string): string {
  return iso.replace("T", " ").replace(/Z$/, "");
}

/** "a, b and c". */
export function list(items: readonly string[]): string {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items[items.length - 1]}`;
}

/** `text` with a capital first letter. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
