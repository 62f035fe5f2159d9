/** `--redact`: what is left of names when a report is handed on. */
import type { InferredOptionTypes, Options } from "yargs";
import { ToolError } from "../error.ts";
import type { Report } from "../report/model.ts";
import { single } from "./options.ts";

export const redactionOptions = {
  redact: {
    choices: ["none", "partial", "full"] as const,
    default: "none" as const,
    requiresArg: true,
    describe: "Pseudonyms for people, subjects and addresses (partial), for domains and hosts too (full)",
  },
  "redact-key": single(
    "Key of the pseudonyms, so that two reports can be compared; or $MAILMORTEM_REDACT_KEY (default: one for this run)",
  ),
} as const satisfies Record<string, Options>;

export interface Redaction {
  apply(report: Report): Promise<Report>;
  /** What a person must know of the files that were written. */
  said(outputs: readonly string[]): string;
}

/** @throws ToolError `usage` for a key without redaction, or an empty one. */
export function checkRedaction(args: InferredOptionTypes<typeof redactionOptions>): Redaction {
  const level = args.redact ?? "none";
  const given = args["redact-key"];
  if (given !== undefined && level === "none")
    throw new ToolError("usage", "--redact-key does nothing without --redact partial or --redact full");
  if (given === "") throw new ToolError("usage", "--redact-key: the key is empty");
  const named = (outputs: readonly string[]) => outputs.filter((path) => path !== "-").join(", ") || "the report";
  if (level === "none") {
    return {
      apply: async (report) => report,
      said: (outputs) =>
        `${named(outputs)} ${outputs.filter((path) => path !== "-").length > 1 ? "hold" : "holds"} personal data as logged (addresses, subjects, IPs); mind who gets it, or see --redact`,
    };
  }
  // an empty variable is a variable that is not set, as for NO_COLOR
  const fromOutside = given ?? (process.env.MAILMORTEM_REDACT_KEY || undefined);
  const key = fromOutside ?? Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("hex");
  return {
    apply: async (report) => {
      const { redactionNote, redactReport } = await import("../redact/index.ts");
      return { ...redactReport(report, { level, key }), redaction: { level, note: redactionNote(level) } };
    },
    said: (outputs) =>
      `${named(outputs)}: names are pseudonyms (${level})${fromOutside === undefined ? "; their key is gone with this run, so no other report can be compared" : ""}`,
  };
}
