import type { Severity } from "../analyzers/analysis.ts";
import type { AlertName } from "./thresholds.ts";

/** A threshold that is reached. */
export interface Alert {
  readonly name: AlertName;
  readonly severity: Exclude<Severity, "notice">;
  readonly value: number;
  readonly threshold: number;
}
