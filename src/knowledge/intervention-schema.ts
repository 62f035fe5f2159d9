/** What an intervention.yaml may hold. The published JSON Schema is made of this (schema-json.ts). */
import type { z } from "zod";
import {
  action,
  cacheFile,
  checklistItem,
  domain,
  issue,
  nextStep,
  preventive,
  relatedDocument,
  service,
  signOff,
  texts,
  verification,
} from "./intervention-parts.ts";
import { luxonZone, type Read, readStretch, readTime } from "./intervention-times.ts";
import { count, list, mapping, optional, reading, shorthand, text } from "./schema-fields.ts";

const stretch = reading(readStretch, "a stretch of time", { type: "string", examples: ["5m", "1h 20m"] });
const zone = reading(readZone, "a time zone", { type: "string", examples: ["Europe/Brussels", "UTC"] });

/** The schema; times without a zone of their own are of `zoneName`. */
export function interventionSchema(zoneName: string) {
  const time = reading((written) => readTime(written, zoneName), "a time", {
    "x-part": "time",
    type: "string",
    examples: ["2026-01-08 14:18", "2026-01-08 14:18:22 UTC", "2026-01-08T15:18+01:00"],
  });
  return mapping({
    timezone: optional("timezone", zone),
    title: optional("title", text),
    date: optional("date", text),
    system: optional("system", text),
    author: optional("author", text),
    status: optional("status", text),
    severity: optional("severity", text),
    summary: optional("summary", text),
    started: optional("started", time),
    completed: optional("completed", time),
    downtime: optional("downtime", stretch),
    detection: optional(
      "detection",
      shorthand("how", {
        at: optional("detection.at", time),
        by: optional("detection.by", text),
        how: optional("detection.how", text),
      }),
    ),
    issues: optional("issues", list(issue(time), "a list of issues")),
    actions: optional("actions", list(action(time), "a list of actions")),
    cacheFiles: optional("cacheFiles", list(cacheFile, "a list of files")),
    preventive: optional("preventive", list(preventive, "a list of measures")),
    services: optional("services", list(service, "a list of services")),
    domains: optional("domains", list(domain, "a list of domains")),
    queue: optional(
      "queue",
      mapping({
        at: optional("queue.at", time),
        active: optional("queue.active", count),
        frozen: optional("queue.frozen", count),
        notes: optional("queue.notes", text),
      }),
    ),
    hardening: optional("hardening", list(checklistItem, "a list of items")),
    verification: optional("verification", list(verification(time), "a list of checks")),
    lessons: optional(
      "lessons",
      mapping({
        wentWell: optional("lessons.wentWell", texts),
        wentBadly: optional("lessons.wentBadly", texts),
        lucky: optional("lessons.lucky", texts),
      }),
    ),
    nextSteps: optional("nextSteps", list(nextStep, "a list of steps")),
    documents: optional("documents", list(relatedDocument, "a list of documents")),
    signOff: optional("signOff", list(signOff, "a list of names")),
    document: optional(
      "document",
      mapping({
        version: optional("document.version", text),
        lastUpdated: optional("document.lastUpdated", text),
        nextReview: optional("document.nextReview", text),
      }),
    ),
  });
}

/** An intervention.yaml as it was written, checked. */
export type WrittenIntervention = z.infer<ReturnType<typeof interventionSchema>>;

function readZone(written: string): Read<string> {
  return luxonZone(written) === null
    ? { problem: `"${written}" is not a time zone; write a name such as Europe/Brussels, or UTC` }
    : { value: written };
}
