/** The lists of the file that the logs have something for: issues, actions, next steps. */
import { utc } from "../report/format.ts";
import type { Diagnosis, Issue, OpenItem, Report } from "../report/model.ts";
import { type ProposedAction, proposedActions } from "./proposed-actions.ts";
import { about, placeName, plain } from "./words.ts";
import { comment, commentedOut, entry, item, quoted } from "./yaml-lines.ts";

/** One entry for each issue of the report; what the report says by itself is left to be added. */
export function issueLines(report: Report): readonly string[] {
  const lines = [...about("issues"), entry("issues")];
  if (report.issues.length === 0) return [...lines, ...item(comment("The logs show no fault."))];
  return [...lines, ...report.issues.flatMap((issue, at) => item(oneIssue(issue, at === 0)))];
}

function oneIssue({ number, severity, cause, effects }: Issue, isExplained: boolean): readonly string[] {
  const why = (key: Parameters<typeof about>[0]) => (isExplained ? about(key) : []);
  return [
    ...comment(`Issue ${number} (${severity}): ${plain(cause.title)}`),
    ...comment(verdictOf(cause)),
    ...effects.flatMap((one) => comment(`It caused ${one.key}.`)),
    ...why("issues.finding"),
    entry("finding", cause.key),
    ...why("issues.trigger"),
    entry("trigger", "TODO: what set it off, if you know"),
    ...why("issues.contributing"),
    ...(isExplained ? commentedOut(["contributing:", `  - ${quoted("…")}`]) : []),
    ...(isExplained ? optionalOfIssue() : []),
  ];
}

function optionalOfIssue(): readonly string[] {
  return [
    ...about("issues.title"),
    ...commentedOut([entry("title", "…")]),
    ...about("issues.symptom"),
    ...commentedOut([entry("symptom", "…")]),
    ...about("issues.rootCause"),
    ...commentedOut([entry("rootCause", "…")]),
    ...about("issues.impact"),
    ...commentedOut([entry("impact", "…")]),
    ...about("issues.fixedAt"),
    ...commentedOut([entry("fixedAt", "2026-01-08 14:18 UTC")]),
    ...about("issues.stuck"),
    ...commentedOut(["stuck: 4"]),
    ...about("issues.delivered"),
    ...commentedOut([entry("delivered", "all")]),
    ...about("issues.lost"),
    ...commentedOut(["lost: 0"]),
    ...about("issues.logins"),
    ...commentedOut([entry("logins", "failed")]),
  ];
}

function verdictOf({ verdict }: Diagnosis): string {
  return `It is ${verdict.label}${verdict.at === null ? "" : `, ${utc(verdict.at)}`}.`;
}

/** What was probably done, at the moments that the log shows. */
export function actionLines(report: Report): readonly string[] {
  const actions = proposedActions(report);
  const lines = [...about("actions"), entry("actions")];
  if (actions.length === 0) {
    const none = comment("The logs show no moment at which a fault was mended. Add what was done:");
    return [...lines, ...item([...none, ...commentedOut(exampleAction())])];
  }
  return [...lines, ...actions.flatMap((action, at) => item(oneAction(action, at === 0)))];
}

function oneAction({ at, resolves, unsure, shown, seen }: ProposedAction, isExplained: boolean): readonly string[] {
  const why = (key: Parameters<typeof about>[0]) => (isExplained ? about(key) : []);
  const place = seen === null ? "" : `, ${placeName(seen)}`;
  return [
    ...unsure.flatMap((issue) =>
      comment(`Issue ${issue} may have ended here or at another moment of this list: keep its key where it did.`),
    ),
    ...why("actions.at"),
    entry("at", utc(at)),
    ...why("actions.resolves"),
    "resolves:",
    ...resolves.map((key) => `  - ${quoted(key)}`),
    ...why("actions.does"),
    entry("does", `TODO: what was changed (the log shows: ${shown}${place})`),
    ...(isExplained ? optionalOfAction() : []),
  ];
}

function optionalOfAction(): readonly string[] {
  return [
    ...about("actions.kind"),
    ...commentedOut([entry("kind", "permanent")]),
    ...about("actions.commands"),
    ...commentedOut(["commands:", `  - ${quoted("systemctl restart exim4")}`]),
    ...about("actions.files"),
    ...commentedOut(["files:", ...item(exampleFile())]),
    ...about("actions.risks"),
    ...commentedOut(["risks:", `  - ${quoted("…")}`]),
    ...about("actions.rollback"),
    ...commentedOut([entry("rollback", "…")]),
  ];
}

function exampleAction(): readonly string[] {
  return item([
    ...about("actions.at"),
    entry("at", "2026-01-08 14:18 UTC"),
    ...about("actions.does"),
    entry("does", "…"),
    ...about("actions.resolves"),
    "resolves: []",
  ]);
}

function exampleFile(): readonly string[] {
  return [
    ...about("file.path"),
    entry("path", "/etc/exim4/exim4.conf.template"),
    ...about("file.is"),
    entry("is", "changed"),
    ...about("file.purpose"),
    entry("purpose", "…"),
    ...about("file.backup"),
    entry("backup", "/root/exim4.conf.template.before"),
    ...about("file.diff"),
    "diff: |",
    "  -OUTGOING_IP = /etc/exim4/domains/$sender_address_domain/ip",
    "  +OUTGOING_IP =",
  ];
}

/** What the report found still to be done; without any, an example. */
export function nextStepLines({ openItems }: Report): readonly string[] {
  const lines = [...about("nextSteps"), entry("nextSteps")];
  if (openItems.length === 0) {
    return [
      ...lines,
      ...item([...comment("The logs show nothing that is left to do."), ...commentedOut(exampleStep())]),
    ];
  }
  return [...lines, ...openItems.flatMap((open, at) => item(oneStep(open, at === 0)))];
}

function oneStep({ issue, prose, commands }: OpenItem, isExplained: boolean): readonly string[] {
  const why = (key: Parameters<typeof about>[0]) => (isExplained ? about(key) : []);
  return [
    ...comment(`Issue ${issue}.${commands.length === 0 ? "" : " The report has the commands for it."}`),
    ...why("nextSteps.task"),
    entry("task", plain(prose)),
    ...why("nextSteps.owner"),
    entry("owner", "TODO: who does it"),
    ...why("nextSteps.due"),
    entry("due", "TODO: until when"),
    ...(isExplained ? optionalOfStep() : []),
  ];
}

function optionalOfStep(): readonly string[] {
  return [
    ...about("nextSteps.status"),
    ...commentedOut([entry("status", "open")]),
    ...about("nextSteps.type"),
    ...commentedOut([entry("type", "prevent")]),
    ...about("nextSteps.priority"),
    ...commentedOut([entry("priority", "high")]),
    ...about("nextSteps.ticket"),
    ...commentedOut([entry("ticket", "OPS-1204")]),
  ];
}

function exampleStep(): readonly string[] {
  return item([entry("task", "…"), entry("owner", "…"), entry("due", "2026-02-08")]);
}
