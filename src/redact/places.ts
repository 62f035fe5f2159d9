/** Which strings of a report hold what. The report is plain data; a new field is read as log text until it stands here. */
import type { Mode } from "./mode.ts";

/** How the value of a property is rewritten. `null`: our own word for something, or a time; it stays. */
export type Treatment = Mode | "user" | "subject" | "mailbox" | "line" | null;

const FIXED = new Set([
  ...["schema", "severity", "analyzer", "risk", "is", "basis", "result", "outcome", "daemon", "dialect", "topic"],
  ...["id", "messageId", "kind", "language", "mode", "type", "family", "wordings", "routers", "transports", "macro"],
  ...["variables", "disguises", "effect", "service", "is", "logins", "role", "what", "tls", "due", "dialect"],
  ...["at", "from", "to", "since", "until", "firstSeen", "lastSeen", "resolvedAt", "proofAt", "endedAt", "arrivedAt"],
  ...["firstError", "lastError", "deliveredAt", "frozenAt", "noticedAt", "generatedAt", "fixedAt", "started"],
  ...["completed", "stoppedAt", "lastLineAt", "startedAt", "oldest", "hour", "localZone", "sizeText", "vszLimitText"],
  ...["enoughVszLimit", "enoughCacheMax", "references", "tool", "assumptions", "host:object", "window", "question"],
]);
const STATUS = new Set(["open", "resolved", "recurred", "clean", "over", "leftovers", "in progress", "done"]);
const USERS = new Set([
  "sender",
  "recipient",
  "recipients",
  "parentRecipients",
  "user",
  "users",
  "frozenBy",
  "removedBy",
]);
/** Names of files, commands and files of ours. */
const KNOWN = new Set(["source", "sources", "commands", "command", "config", "content", "install", "file:string"]);

/**
 * @param property the property's name; an array's items are treated as the array is
 * @param owner the object that has it
 * @param above how the owner is treated
 */
export function treatmentOf(property: string, value: unknown, owner: object, above: Treatment): Treatment {
  const kind = typeof value === "string" ? "string" : "object";
  if (FIXED.has(property) && !isText(property, owner)) return null;
  if (property === "status" && STATUS.has(String(value))) return null;
  if (FIXED.has(`${property}:${kind}`)) return null;
  if (USERS.has(property) && kind === "string") return "user";
  if (USERS.has(property) && Array.isArray(value)) return "user";
  if (property === "subject" && "messageId" in owner) return "subject";
  if (property === "mailbox") return "mailbox";
  if (property === "sample" || (property === "text" && "role" in owner)) return "line";
  if (property === "text") return Object.keys(owner).length === 1 ? "own" : "log";
  if (KNOWN.has(property)) return "known";
  if (property === "path" && "purpose" in owner && "content" in owner) return "known";
  if (property === "label" || property === "statusText" || property === "warnings") return "own";
  // what lies below a list of sources is as it is
  return above === "known" ? "known" : "log";
}

/** `what` is a word of ours in a timeline, and the operator's sentence in a verification. */
function isText(property: string, owner: object): boolean {
  return property === "what" && "output" in owner;
}
