/** The mappings that the lists of an intervention.yaml hold. */
import type { z } from "zod";
import { readCount, readSize } from "./intervention-amounts.ts";
import {
  count,
  isMapping,
  list,
  mapping,
  optional,
  reading,
  required,
  shorthand,
  states,
  text,
  verbatim,
  word,
} from "./schema-fields.ts";
import { statedFile } from "./stated-file.ts";

/** A schema of times: it knows the zone of the document. */
export type TimeSchema = z.ZodType<string, string>;

/** Texts, or one. */
export const texts = list(text, "a list of texts");

const countOrAll = reading<number | "all">(
  (written) => (/^all$/i.test(written) ? { value: "all" } : readCount(written)),
  'a whole number or "all"',
  { type: ["integer", "string"], pattern: "^[Aa][Ll][Ll]$" },
);
const size = reading(readSize, "a size", { type: ["string", "integer"], examples: ["173 MB", "1.3 GB"] });

export const issue = (time: TimeSchema) =>
  mapping({
    finding: optional("issues.finding", list(verbatim, "the key of a finding")),
    findings: optional("issues.findings", list(verbatim, "a list of keys of findings")),
    title: optional("issues.title", text),
    symptom: optional("issues.symptom", text),
    rootCause: optional("issues.rootCause", text),
    trigger: optional("issues.trigger", text),
    contributing: optional("issues.contributing", texts),
    impact: optional("issues.impact", text),
    fixedAt: optional("issues.fixedAt", time),
    stuck: optional("issues.stuck", count),
    delivered: optional("issues.delivered", countOrAll),
    lost: optional("issues.lost", count),
    logins: optional("issues.logins", word(["failed", "worked"])),
  }).refine((value) => !isMapping(value) || states(value, "finding") || states(value, "findings"), {
    error: "expected finding or findings: the keys of what it is about",
    when: () => true,
  });

export const action = (time: TimeSchema) =>
  mapping({
    at: required("actions.at", time),
    does: required("actions.does", text),
    resolves: optional("actions.resolves", list(verbatim, "a list of keys of findings")),
    kind: optional("actions.kind", word(["temporary", "permanent"])),
    commands: optional("actions.commands", list(verbatim, "a list of commands")),
    file: optional("actions.file", list(statedFile, "a file")),
    files: optional("actions.files", list(statedFile, "a list of files")),
    risks: optional("actions.risks", texts),
    rollback: optional("actions.rollback", text),
  });

export const cacheFile = shorthand("path", {
  path: required("cacheFiles.path", text),
  size: optional("cacheFiles.size", size),
  action: optional("cacheFiles.action", text),
});

export const preventive = shorthand("title", {
  title: required("preventive.title", text),
  purpose: optional("preventive.purpose", text),
  installed: optional("preventive.installed", text),
  file: optional("preventive.file", statedFile),
});

export const service = mapping({
  name: required("services.name", text),
  status: required("services.status", text),
  memory: optional("services.memory", text),
  notes: optional("services.notes", text),
});

export const domain = mapping({
  name: required("domains.name", text),
  accounts: optional("domains.accounts", text),
  status: required("domains.status", text),
  notes: optional("domains.notes", text),
});

export const checklistItem = shorthand("item", {
  item: required("hardening.item", text),
  evidence: optional("hardening.evidence", text),
});

export const verification = (time: TimeSchema) =>
  shorthand("what", {
    what: required("verification.what", text),
    command: optional("verification.command", verbatim),
    output: optional("verification.output", verbatim),
    at: optional("verification.at", time),
  });

export const nextStep = shorthand("task", {
  task: required("nextSteps.task", text),
  owner: optional("nextSteps.owner", text),
  due: optional("nextSteps.due", text),
  status: optional("nextSteps.status", word(["open", "in progress", "done"])),
  type: optional("nextSteps.type", word(["detect", "mitigate", "prevent", "process"])),
  priority: optional("nextSteps.priority", text),
  ticket: optional("nextSteps.ticket", text),
});

export const relatedDocument = mapping({
  title: required("documents.title", text),
  where: required("documents.where", text),
});

export const signOff = shorthand("name", {
  name: required("signOff.name", text),
  role: optional("signOff.role", text),
  at: optional("signOff.at", text),
});
