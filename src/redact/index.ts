/**
 * Takes the names out of a report, before it is rendered: whatever a renderer prints is redacted. Same key and same
 * value, same pseudonym; so two reports of one organisation can be compared.
 */
import { ToolError } from "../error.ts";
import type { Report } from "../report/model.ts";
import { learnReport } from "./learn-report.ts";
import type { Treatment } from "./places.ts";
import { treatmentOf } from "./places.ts";
import { pseudonymsOf } from "./pseudonyms.ts";
import { type Rewriter, rewriterOf } from "./rewrite.ts";

/** `partial`: people, subjects and IP addresses. `full`: domains, hosts and mailboxes as well. */
export type RedactionLevel = "none" | "partial" | "full";

/** How much is taken out, and the secret that pseudonyms are made with. */
export interface RedactionOptions {
  readonly level: RedactionLevel;
  /** Who has it can find out by trying which value a pseudonym stands for. Not needed for `none`. */
  readonly key: string | undefined;
}

/**
 * A report without the names that it holds, evidence included. Pure.
 *
 * @throws ToolError `usage` when there is no key, or an empty one
 */
export function redactReport(report: Report, { level, key }: RedactionOptions): Report {
  if (level === "none") return report;
  if (key === undefined || key === "")
    throw new ToolError("usage", "a report is redacted with a key that is not empty");
  const { exim, eximVersion, dovecotVersion } = report.analysis.mail.host;
  const versions = new Set(
    [exim, eximVersion, dovecotVersion, report.analysis.tool.version].filter((one) => one !== null),
  );
  const rewriter = rewriterOf(pseudonymsOf(key, level), learnReport(report), versions);
  return rewritten(report, "log", rewriter) as Report;
}

/** What a redacted report has to say once: that its names are none. Empty for `none`. */
export function redactionNote(level: RedactionLevel): string {
  if (level === "none") return "";
  const what =
    level === "partial"
      ? "Local parts of addresses, user names, subjects and IP addresses are pseudonyms; domains and host names are as logged."
      : "Addresses, user names, subjects, mailboxes, domains, host names and IP addresses are pseudonyms.";
  return `${what} Equal names have equal pseudonyms. Put the real names into a command before you run it.`;
}

function rewritten(value: unknown, treatment: Treatment, rewriter: Rewriter): unknown {
  if (typeof value === "string") return text(value, treatment, rewriter);
  if (Array.isArray(value)) return value.map((item) => rewritten(item, treatment, rewriter));
  if (typeof value !== "object" || value === null || treatment === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([property, held]) => [
      property,
      rewritten(held, treatmentOf(property, held, value, treatment), rewriter),
    ]),
  );
}

function text(value: string, treatment: Treatment, rewriter: Rewriter): string {
  switch (treatment) {
    case null:
      return value;
    case "user":
      return rewriter.user(value);
    case "subject":
      return rewriter.subject(value);
    case "mailbox":
      return rewriter.mailbox(value);
    case "line":
      return rewriter.text(value, "log");
    default:
      return rewriter.text(value, treatment);
  }
}
