/** From when on a measure is an alert. */

/** What is measured; names of the configuration file. */
export const alertNames = [
  "oldest-queued",
  "queued",
  "frozen",
  "paniclog-lines",
  "taint-errors",
  "mmap-failures",
  "auth-failures-per-hour",
] as const;
export type AlertName = (typeof alertNames)[number];

/** Least value of a warning and of what is critical; null: never. Seconds for `oldest-queued`, otherwise counts. */
export interface Threshold {
  readonly warning: number | null;
  readonly critical: number | null;
}

export type Thresholds = Readonly<Record<AlertName, Threshold>>;

const hour = 3600;

/** What would have caught a night of stuck mail: anything in the panic log, any fault, and mail that waits. */
export const defaultThresholds: Thresholds = {
  "oldest-queued": { warning: hour, critical: 4 * hour },
  queued: { warning: null, critical: null },
  frozen: { warning: null, critical: null },
  "paniclog-lines": { warning: 1, critical: null },
  "taint-errors": { warning: null, critical: 1 },
  "mmap-failures": { warning: null, critical: 1 },
  "auth-failures-per-hour": { warning: 100, critical: null },
};
