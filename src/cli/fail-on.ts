/** `--fail-on`: from which severity on a finding makes an exit code. */
import type { Severity } from "../analyzers/analysis.ts";
import { type ExitCode, exit } from "./exit.ts";

/** Least grave first; `--fail-on` means this one and graver. */
const severities: readonly Severity[] = ["notice", "warning", "critical"];

/** The option, but for what it says. */
export const failOnOption = {
  choices: [...severities, "never"] as const,
  default: "never" as const,
  requiresArg: true,
};

/** The exit code when this was found. */
export function exitOf(found: readonly Severity[], failOn: Severity | "never"): ExitCode {
  if (failOn === "never") return exit.fine;
  const least = severities.indexOf(failOn);
  return found.some((severity) => severities.indexOf(severity) >= least) ? exit.findings : exit.fine;
}
