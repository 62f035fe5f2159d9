import type { Analysis, Finding } from "../analyzers/analysis.ts";
import type { HostNames } from "./host.ts";
import type { Words } from "./wording/wording.ts";

/**
 * The names that a remedy's prose, commands and `when` may use:
 * - `facts`: the finding's facts as measured
 * - `subject`: the finding in a line
 * - `host`: names of programs and files on this host (host.ts)
 * - `on.hestia`, `on.debian`, `on.cpanel`, `on.directadmin`: the panel, as far as the logs show it
 * - `is.open`, `is.ended`, `is.recurred`: the finding's status; further `is`, `has`, `did`, `count` and words of its own
 *   from src/report/wording/<analyzer>.ts
 */
export function remedyView(finding: Finding, analysis: Analysis, host: HostNames, words: Words): object {
  const { panel } = analysis.mail.host;
  return {
    subject: finding.subject,
    ...words,
    facts: finding.facts,
    host,
    on: {
      hestia: panel === "hestia",
      debian: panel === "debian",
      cpanel: panel === "cpanel",
      directadmin: panel === "directadmin",
    },
    is: {
      open: finding.status === "open",
      ended: finding.status === "resolved",
      recurred: finding.status === "recurred",
      ...words.is,
    },
    has: { configFile: host.eximConfig !== null, generatedConfig: host.eximGenerated !== null, ...words.has },
  };
}

/**
 * True if every name holds in `view`; "!name" holds when the name is false.
 *
 * @throws Error for a name that `view` does not have: a bug in the remedy.
 */
export function holds(when: readonly string[], view: object): boolean {
  return when.every((condition) => {
    const negated = condition.startsWith("!");
    return truth(negated ? condition.slice(1) : condition, view) !== negated;
  });
}

function truth(name: string, view: object): boolean {
  let value: unknown = view;
  for (const step of name.split("."))
    value = typeof value === "object" && value !== null ? (value as Record<string, unknown>)[step] : undefined;
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return value > 0;
  throw new Error(`"when: ${name}" is neither true nor false in this remedy's view`);
}
