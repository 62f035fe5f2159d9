/** Reports of the recorded cases, and every name that their logs hold, found apart from the code under test. */
import { readLocatedEvents } from "../../src/api/read.ts";
import { analyze, buildReport } from "../../src/index.ts";
import { unescaped, utf8 } from "../../src/parsers/index.ts";
import type { Report } from "../../src/report/model.ts";
import { logsOfCase, readingOfCase } from "../../tools/cases.ts";

export async function reportOf(name: string): Promise<Report> {
  const options = readingOfCase(name);
  return buildReport(await analyze(logsOfCase(name), options), { now: options.now });
}

export interface LoggedNames {
  readonly locals: Set<string>;
  readonly users: Set<string>;
  readonly domains: Set<string>;
  readonly ips: Set<string>;
  readonly subjects: Set<string>;
  readonly helos: Set<string>;
  readonly messageIds: Set<string>;
}

const ADDRESSES = [
  "sender",
  "recipient",
  "original",
  "returnPath",
  "address",
  "envelopeFrom",
  "envelopeTo",
  "recipients",
];
const USERS = ["user", "login", "ident", "localUser"];
const IPS = ["ip", "localIp"];

/** Every name in every event of a case's logs, whether or not the report quotes its line. */
export async function namesOf(name: string): Promise<LoggedNames> {
  const names: LoggedNames = {
    locals: new Set(),
    users: new Set(),
    domains: new Set(),
    ips: new Set(),
    subjects: new Set(),
    helos: new Set(),
    messageIds: new Set(),
  };
  for await (const { event } of readLocatedEvents(logsOfCase(name), readingOfCase(name))) collect(names, event, "");
  return names;
}

function collect(names: LoggedNames, value: unknown, field: string): void {
  if (Array.isArray(value)) for (const item of value) collect(names, item, field);
  else if (typeof value === "object" && value !== null)
    for (const [key, held] of Object.entries(value)) collect(names, held, key);
  else if (typeof value === "string") put(names, utf8(value), field);
}

function put(names: LoggedNames, value: string, field: string): void {
  for (const [domain] of value.matchAll(/[\w-]+(?:\.[\w-]+)*\.example\b/gi)) names.domains.add(domain.toLowerCase());
  for (const [ip] of value.matchAll(/\b(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d{1,3}\b|2001:db8:[0-9a-f:]+/gi))
    names.ips.add(ip);
  if (IPS.includes(field)) names.ips.add(value);
  if (field === "subject") names.subjects.add(unescaped(value)).add(value);
  if (field === "helo") names.helos.add(value);
  if (field === "headerMessageId") names.messageIds.add(value);
  if (!USERS.includes(field) && !ADDRESSES.includes(field)) return;
  const at = value.lastIndexOf("@");
  if (at > 0) names.locals.add(value.slice(0, at).toLowerCase());
  else if (at < 0 && USERS.includes(field)) names.users.add(value.toLowerCase());
}
