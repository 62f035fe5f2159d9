/** How charts write times and spans: short, so that they fit under an axis and into a narrow column. Always UTC. */

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "14:20" of an instant in ms. */
export function clock(at: number): string {
  return new Date(at).toISOString().slice(11, 16);
}

/** "Jan 8". */
export function day(at: number): string {
  const date = new Date(at);
  return `${MONTHS[date.getUTCMonth()]} ${date.getUTCDate()}`;
}

/** "Jan 8 14:20": short enough for a narrow column; the year stands in the description. */
export function minute(at: number): string {
  return `${day(at)} ${clock(at)}`;
}

/** "2026-01-06 to 2026-01-08 UTC". */
export function period(from: number, to: number): string {
  const [first, last] = [from, to].map((at) => new Date(at).toISOString().slice(0, 10));
  return first === last ? `${first} UTC` : `${first} to ${last} UTC`;
}

/** An exact span in its largest whole unit: "10 min", "6 hours", "1 day". For steps and bounds, not for measured times. */
export function span(ms: number): string {
  if (ms % DAY === 0) return ms === DAY ? "1 day" : `${ms / DAY} days`;
  if (ms % HOUR === 0) return ms === HOUR ? "1 hour" : `${ms / HOUR} hours`;
  if (ms % MINUTE === 0) return `${ms / MINUTE} min`;
  return `${Math.round(ms / 1000)} s`;
}

/** A measured age for a column: "48 h 26 min", "12 min", "0 min". */
export function age(ms: number): string {
  const minutes = Math.floor(Math.max(0, ms) / MINUTE);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
