/** The configuration of `watch`: thresholds of alerts, as a person writes them. */
import { z } from "zod";
import { readDocument } from "../knowledge/document.ts";
import { type AlertName, alertNames, defaultThresholds, type Threshold, type Thresholds } from "./thresholds.ts";

/** Reads a stretch of time, in milliseconds; undefined for what is none. */
export type DurationReader = (text: string) => number | undefined;

const durationWanted = 'expected a stretch of time such as 90m or 4h, or "off"';
const countWanted = 'expected a whole number from 1 on, or "off"';
const pairWanted = "expected warning and critical";
const off = z.literal("off").transform(() => null);

const count = z.union(
  [off, z.number().refine((count) => Number.isSafeInteger(count) && count >= 1, countWanted)],
  countWanted,
);

function schemaOf(durationOf: DurationReader) {
  const duration = z.string(durationWanted).transform((text, context) => {
    if (text === "off") return null;
    const seconds = Math.floor((durationOf(text) ?? 0) / 1000);
    if (seconds >= 1) return seconds;
    context.addIssue(durationWanted);
    return z.NEVER;
  });
  const pair = <T extends z.ZodType>(of: T) =>
    z.strictObject({ warning: of.optional(), critical: of.optional() }, pairWanted).nullish();
  const alerts = z.strictObject(
    {
      "oldest-queued": pair(duration),
      queued: pair(count),
      frozen: pair(count),
      "paniclog-lines": pair(count),
      "taint-errors": pair(count),
      "mmap-failures": pair(count),
      "auth-failures-per-hour": pair(count),
    },
    "expected names of alerts",
  );
  // Nothing stands behind a key of which all values are comments, nor in a file of comments.
  return z.strictObject({ alerts: alerts.nullish() }, "expected alerts").nullable();
}

/**
 * Reads a configuration; what it does not name is as by default.
 *
 * @throws ToolError `document` with every mistake at once, `file:line:column` each
 */
export function loadConfig(text: string, file: string, durationOf: DurationReader): Thresholds {
  const alerts = readDocument(text, file, schemaOf(durationOf))?.alerts ?? {};
  const of = (name: AlertName): Threshold => {
    const { warning = defaultThresholds[name].warning, critical = defaultThresholds[name].critical } =
      alerts[name] ?? {};
    return { warning, critical };
  };
  return Object.fromEntries(alertNames.map((name) => [name, of(name)])) as unknown as Thresholds;
}
