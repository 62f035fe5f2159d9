import { DateTime } from "luxon";
import { ToolError } from "../error.ts";
import type { Instant } from "../parsers/events.ts";

const minute = 60_000;
const unitLengths: Readonly<Record<string, number>> = {
  s: 1000,
  m: minute,
  min: minute,
  h: 60 * minute,
  d: 24 * 60 * minute,
  w: 7 * 24 * 60 * minute,
};

/**
 * A stretch of time as people type it: `90m`, `1h`, `2d`, `1h30m`. Milliseconds.
 *
 * @throws ToolError `usage`, naming the option and the forms that are understood.
 */
export function parseDuration(option: string, text: string): number {
  const length = durationOf(text);
  if (length !== undefined) return length;
  throw new ToolError("usage", `--${option}: "${text}" is not a stretch of time; write 90m, 1h, 2d or 1h30m`);
}

/** What `when` needs to know of the surroundings. */
export interface Surroundings {
  /** IANA name or offset; days begin at its midnight. */
  readonly zone: string;
  readonly now: Instant;
  /** A bare day means its first instant (`start`) or its last (`end`), so that `--until 2026-01-08` keeps that day. */
  readonly edge: "start" | "end";
}

/**
 * An instant as people type it: ISO 8601, `2026-01-08 14:00`, a day, `2h` (that long ago), `today`, `yesterday`, `now`.
 *
 * @throws ToolError `usage`.
 */
export function parseWhen(option: string, text: string, { zone, now, edge }: Surroundings): Instant {
  const word = text.trim().toLowerCase();
  const local = DateTime.fromMillis(now, { zone });
  if (word === "now") return now;
  if (word === "today") return edgeOfDay(local, edge);
  if (word === "yesterday") return edgeOfDay(local.minus({ days: 1 }), edge);
  const ago = durationOf(word.replace(/ ago$/, ""));
  if (ago !== undefined) return now - ago;
  const stated = statedTime(text.trim(), zone);
  if (!stated.isValid) {
    throw new ToolError(
      "usage",
      `--${option}: "${text}" is not a time; write 2026-01-08, 2026-01-08T14:00Z, "2026-01-08 14:00", 2h or yesterday`,
    );
  }
  return /^\d{4}-\d\d-\d\d$/.test(text.trim()) ? edgeOfDay(stated, edge) : stated.toMillis();
}

/** A stretch of time as people type it, in milliseconds; undefined for what is none. */
export function durationOf(text: string): number | undefined {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)\s*(min|[smhdw])/gy)];
  const read = parts.reduce((length, part) => length + part[0].length, 0);
  if (parts.length === 0 || read !== text.length) return undefined;
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * (unitLengths[unit ?? ""] ?? 0), 0);
}

function statedTime(text: string, zone: string): DateTime {
  const iso = DateTime.fromISO(text, { zone });
  return iso.isValid ? iso : DateTime.fromSQL(text, { zone });
}

function edgeOfDay(time: DateTime, edge: "start" | "end"): Instant {
  return (edge === "start" ? time.startOf("day") : time.endOf("day")).toMillis();
}
