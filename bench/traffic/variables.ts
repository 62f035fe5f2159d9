/** What may differ from life to life in a recorded line: names, ids, addresses, numbers. The parsers say where they are. */
import { addressesIn } from "../../src/redact/addresses.ts";
import { looksLikeHost, TOKEN } from "../../src/redact/host-name.ts";
import type { RecordedLine } from "./recorded.ts";

export type VariableKind =
  | "id"
  | "domain"
  | "own-domain"
  | "local"
  | "own-local"
  | "ip4"
  | "ip6"
  | "header-id"
  | "token"
  | "subject"
  | "process"
  | "port"
  | "size"
  | "count";

/** A value that is the same wherever a life says it. */
export interface Variable {
  readonly kind: VariableKind;
  /** As recorded, latin1. */
  readonly text: string;
}

/** The recorder's own host: it stays, as one host stays one host. */
const ownHost = "hosting.example";
const ownAddresses: ReadonlySet<string> = new Set(["192.0.2.10", "2001:db8::10"]);
/** Lower ports are those of services. */
const firstClientPort = 1024;
/** Shorter words of a confirmation are prose. */
const shortestToken = 12;

/** @param isOwn whether a domain is one that the host keeps the mail of */
export function variablesOf(line: RecordedLine, isOwn: (domain: string) => boolean): readonly Variable[] {
  const found: Variable[] = [];
  const add = (kind: VariableKind, text: string) => void (text === "" || found.push({ kind, text }));
  fields(line.event, "", add);
  for (const { local, domain } of addressesIn(line.text, () => false)) {
    if (organisation(domain) === ownHost) continue;
    add(isOwn(organisation(domain)) ? "own-local" : "local", local);
  }
  for (const [token] of line.text.matchAll(TOKEN)) {
    const domain = organisation(token);
    if (looksLikeHost(token) && domain.endsWith(".example") && domain !== ownHost)
      add(isOwn(domain) ? "own-domain" : "domain", domain);
  }
  return found;
}

/** `mx1.energy.example` is a host of `energy.example`. */
export function organisation(host: string): string {
  return host.split(".").slice(-2).join(".");
}

type Add = (kind: VariableKind, text: string) => void;

/** By the names of events' fields (events.ts). */
function fields(value: object, owner: string, add: Add): void {
  for (const [name, inner] of Object.entries(value)) {
    if (typeof inner === "object" && inner !== null) fields(inner, name, add);
    else if (typeof inner === "string") textField(name, inner, add);
    else if (typeof inner === "number") numberField(name, inner, owner, add);
  }
}

function textField(name: string, text: string, add: Add): void {
  switch (name) {
    case "messageId":
    case "parent":
      add("id", text);
      break;
    case "headerMessageId":
    case "headerMessageIdMade":
      add("header-id", text.slice(0, Math.max(0, text.lastIndexOf("@"))));
      break;
    case "subject":
      add("subject", text);
      break;
    case "process":
      add("process", text);
      break;
    case "session":
      add("token", text.split(":")[0] ?? "");
      break;
    case "confirmation":
      for (const word of text.split(" "))
        if (word.length >= shortestToken && !/[^A-Za-z0-9+/]/.test(word)) add("token", word);
      break;
    case "ip":
    case "localIp":
      if (!ownAddresses.has(text)) add(text.includes(":") ? "ip6" : "ip4", text);
  }
}

function numberField(name: string, value: number, owner: string, add: Add): void {
  if (name === "size") add("size", String(value));
  else if (name === "pid" || name === "mailPid") add("process", String(value));
  else if (name === "port" && value >= firstClientPort) add("port", String(value));
  // Small counts stay: nothing read is nothing read.
  else if ((owner === "counters" || name === "bytesIn" || name === "bytesOut") && value > 9)
    add("count", String(value));
}
