/** An intervention.yaml to fill in, made from what the logs show. */
import type { Report } from "../report/model.ts";
import { actionLines, issueLines, nextStepLines } from "./found-lists.ts";
import { laterLines } from "./later-lists.ts";
import { about, plain } from "./words.ts";
import { comment, commentedOut, entry, indented } from "./yaml-lines.ts";

/** How the file is written. */
export interface InterventionYamlOptions {
  /** Path or address of the JSON Schema, for editors. */
  readonly schema?: string;
}

/** Where an installed package holds the schema. */
export const installedSchema = "node_modules/mailmortem/schemas/intervention.schema.json";

/**
 * The text of an intervention.yaml; pure. What the log knows is filled in, what only a person knows is a TODO, and what
 * may be added is there as a comment. As it stands it is valid and contradicts nothing that the logs show.
 */
export function interventionYaml(report: Report, { schema = installedSchema }: InterventionYamlOptions = {}): string {
  const lines = [
    ...comment(`yaml-language-server: $schema=${schema}`),
    ...PREAMBLE.flatMap((text) => comment(text)),
    "",
    ...headLines(report),
    "",
    ...detectionLines(report),
    "",
    ...issueLines(report),
    "",
    ...actionLines(report),
    "",
    ...nextStepLines(report),
    "",
    ...documentLines(report),
    "",
    ...laterLines(),
  ];
  return `${lines.join("\n")}\n`;
}

const PREAMBLE = [
  "",
  "What was done, in your words. The report prints it beside what the logs show, and says where the two differ:",
  "  mailmortem report LOGS… -i intervention.yaml -o report.html",
  "Replace each TODO, or leave it: the report then says that it is still to be filled in. Remove what you do not need,",
  "and take the # from what you do. docs/intervention.md explains every key.",
];

function headLines(report: Report): readonly string[] {
  const day = dayOf(report);
  return [
    ...about("timezone"),
    entry("timezone", report.localZone ?? "UTC"),
    ...about("title"),
    entry("title", `Mail server intervention of ${day}`),
    ...about("date"),
    entry("date", day),
    ...about("system"),
    entry("system", systemOf(report)),
    ...about("author"),
    entry("author", "TODO: your name"),
    ...about("status"),
    entry("status", STATUS[report.status]),
    ...about("severity"),
    ...commentedOut([entry("severity", "SEV-2")]),
    ...about("summary"),
    ...commentedOut([entry("summary", "…")]),
    ...about("started"),
    ...commentedOut([entry("started", `${day} 14:00`)]),
    ...about("completed"),
    ...commentedOut([entry("completed", `${day} 14:30`)]),
    ...about("downtime"),
    ...commentedOut([entry("downtime", "5m")]),
  ];
}

function detectionLines(report: Report): readonly string[] {
  if (report.issues.length === 0) return commentedOut([...about("detection"), entry("detection", "…")]);
  return [
    ...about("detection"),
    entry("detection"),
    ...indented([
      ...about("detection.at"),
      entry("at", "TODO: when somebody noticed"),
      ...about("detection.by"),
      entry("by", "TODO: who, or which alert"),
      ...about("detection.how"),
      entry("how", "TODO: a call, an alert, a look at the queue"),
    ]),
  ];
}

function documentLines(report: Report): readonly string[] {
  return [
    ...about("document"),
    entry("document"),
    ...indented([
      ...about("document.version"),
      entry("version", "1.0"),
      ...about("document.lastUpdated"),
      entry("lastUpdated", report.generatedAt.slice(0, 10)),
      ...about("document.nextReview"),
      entry("nextReview", "TODO: a day"),
    ]),
  ];
}

const STATUS: Readonly<Record<Report["status"], string>> = {
  open: "in progress",
  leftovers: "mended, with open items",
  over: "completed",
  clean: "nothing found",
};

const PANELS = { hestia: "HestiaCP", cpanel: "cPanel", directadmin: "DirectAdmin", debian: "Debian" } as const;

function systemOf(report: Report): string {
  const { panel, eximVersion, dovecotVersion } = report.analysis.mail.host;
  const known = [
    panel === null ? null : PANELS[panel],
    eximVersion === null ? null : `Exim ${eximVersion}`,
    dovecotVersion === null ? null : `Dovecot ${dovecotVersion}`,
  ].filter((one) => one !== null);
  return known.length === 0 ? "TODO: the host or service" : plain([{ text: known.join(", ") }]);
}

/** The day on which the last fault was over, else the logs' last day. */
function dayOf(report: Report): string {
  const ends = report.issues.flatMap(({ cause }) => cause.verdict.proofAt ?? []).sort();
  return (ends.at(-1) ?? report.analysis.window.to ?? report.generatedAt).slice(0, 10);
}
