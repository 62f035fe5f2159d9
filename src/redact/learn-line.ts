/** What a quoted log line names: it is read again, since only the grammar knows where a name ends. */
import { type MailEvent, parseLine, unescaped, utf8 } from "../parsers/index.ts";
import { type Known, learnAddress, learnHelo, learnHost, learnMailbox, learnUser } from "./known.ts";

type Learn = (known: Known, value: string) => void;

const addresses: Learn = (known, value) => {
  for (const part of value.split(/[\s,()<>"]+/)) if (part.includes("@")) learnAddress(known, part);
};

/** Fields of events by what they hold (events.ts). A field that is not here holds no name, or is found by its looks. */
const FIELDS: ReadonlyMap<string, Learn> = new Map<string, Learn>([
  ...(["sender", "recipient", "original", "returnPath", "address", "envelopeFrom", "identity"] as const).map(
    (field) => [field, learnAddress] as const,
  ),
  ...(["recipients", "envelopeTo"] as const).map((field) => [field, learnAddress] as const),
  ...(["parents", "rawSender", "target"] as const).map((field) => [field, addresses] as const),
  ...(["user", "login", "ident", "localUser"] as const).map((field) => [field, learnUser] as const),
  ...(["name", "domain", "sni", "host", "ip", "localIp"] as const).map((field) => [field, learnHost] as const),
  // "errmsg timer", "forced delivery" and "system filter" are no persons
  ["by", (known, value) => (value.includes(" ") ? undefined : learnUser(known, value))],
  // the name of the authenticator, the login, the sender it was told
  [
    "auth",
    (known, value) =>
      value
        .split(":")
        .slice(1)
        .forEach((part) => void learnUser(known, part)),
  ],
  ["helo", learnHelo],
  ["subject", (known, value) => void known.subjects.add(unescaped(value))],
  ["headerMessageId", (known, value) => void known.messageIds.add(value)],
  ["headerMessageIdMade", (known, value) => void known.messageIds.add(value)],
  ["mailbox", learnMailbox],
]);

export function learnLine(known: Known, line: string): void {
  const event = parseLine(line, { tz: "UTC", year: 2000 });
  if (event !== undefined) learnEvent(known, event);
}

/** {@link learnLine} of a line that is read already. */
export function learnEvent(known: Known, event: MailEvent): void {
  learnFields(known, event);
}

function learnFields(known: Known, fields: object): void {
  for (const [field, value] of Object.entries(fields)) {
    if (field === "headers" && Array.isArray(value)) learnHeaders(known, value);
    else if (Array.isArray(value)) for (const one of value) learnField(known, field, one);
    else learnField(known, field, value);
  }
}

function learnField(known: Known, field: string, value: unknown): void {
  if (typeof value === "string") FIELDS.get(field)?.(known, utf8(value));
  else if (typeof value === "object" && value !== null) learnFields(known, value);
}

function learnHeaders(known: Known, headers: readonly { readonly name: string; readonly value: string }[]): void {
  for (const { name, value } of headers) {
    if (name.toLowerCase() === "subject") known.subjects.add(utf8(value).trim());
    else addresses(known, utf8(value));
  }
}
