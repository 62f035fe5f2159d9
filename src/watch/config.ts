/** The configuration of `watch`: thresholds of alerts, as a person writes them. */
import { z } from "zod";
import { readDocument } from "../knowledge/document.ts";
import { type AlertName, alertNames, defaultThresholds, type Threshold, type Thresholds } from "./thresholds.ts";

const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

const duration = z
  .string('expected a stretch of time such as 90m or 4h, or "off"')
  .regex(/^(?:off|\d{1,6}[smhd])$/, 'expected a stretch of time such as 90m or 4h, or "off"')
  .transform((text) => (text === "off" ? null : Number(text.slice(0, -1)) * (units[text.slice(-1)] ?? 1)));
const countWanted = 'expected a whole number from 1 on, or "off"';
const least = z.union(
  [
    z.literal("off").transform(() => null),
    z.number().refine((count) => Number.isSafeInteger(count) && count >= 1, countWanted),
  ],
  countWanted,
);

const counted = z.strictObject(
  { warning: least.optional(), critical: least.optional() },
  "expected warning and critical",
);
const timed = z.strictObject(
  { warning: duration.optional(), critical: duration.optional() },
  "expected warning and critical",
);

const schema = z.strictObject(
  {
    alerts: z
      .strictObject(
        {
          "oldest-queued": timed.optional(),
          queued: counted.optional(),
          frozen: counted.optional(),
          "paniclog-lines": counted.optional(),
          "taint-errors": counted.optional(),
          "mmap-failures": counted.optional(),
          "auth-failures-per-hour": counted.optional(),
        },
        "expected names of alerts",
      )
      .optional(),
  },
  "expected alerts",
);

/**
 * Reads a configuration; what it does not name is as by default.
 *
 * @throws ToolError `document` with every mistake at once, `file:line:column` each
 */
export function loadConfig(text: string, file: string): Thresholds {
  // An empty file, or one of comments only, changes nothing.
  const { alerts = {} } = readDocument(text.replace(/^\s*(#.*\n?)*$/, "{}"), file, schema);
  const of = (name: AlertName): Threshold => {
    const { warning = defaultThresholds[name].warning, critical = defaultThresholds[name].critical } =
      alerts[name] ?? {};
    return { warning, critical };
  };
  return Object.fromEntries(alertNames.map((name) => [name, of(name)])) as unknown as Thresholds;
}
