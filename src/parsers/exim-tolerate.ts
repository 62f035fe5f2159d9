import type { EximArrival, EximDelivery, EximEvent, Instant } from "./events.ts";
import { NO_ARRIVAL, NO_DEFERRAL, NO_DELIVERY, NO_FAILURE } from "./exim-blank.ts";
import type { RawCut, RawField, RawTolerated, RawToleratedArrival, RawToleratedDelivery } from "./exim-raw.ts";

/** Events of flagged lines that no typed rule reads to their end: rare, so built from blank ones. */

/** A flagged line of which only the flag and the address are well formed. */
export function cutOf(raw: RawCut, at: Instant): EximEvent {
  const base = { at, pid: raw.pid, messageId: raw.messageId };
  const partial = raw.partial ?? "";
  switch (raw.kind) {
    case "cut-arrival": {
      const { fake, parent, peer, interface: iface } = raw;
      const sender = raw.sender === "<>" ? null : raw.sender;
      return { ...NO_ARRIVAL, ...base, fake, sender, parent, peer, interface: iface, partial };
    }
    case "cut-delivery": {
      const { flag, recipient, parents, original, router, transport } = raw;
      return { ...NO_DELIVERY, ...base, flag, recipient, parents, original, router, transport, partial };
    }
    case "cut-deferral":
      return { ...NO_DEFERRAL, ...base, recipient: raw.recipient, partial };
    case "cut-failure":
      return { ...NO_FAILURE, ...base, recipient: raw.recipient, partial };
  }
}

/** Exim's tags and the fields of the events they fill (spec 52.4). */
const ARRIVAL_FIELDS: ReadonlyMap<string, keyof EximArrival> = new Map<string, keyof EximArrival>([
  ["R", "parent"],
  ["H", "peer"],
  ["I", "interface"],
  ["U", "ident"],
  ["Ci", "connection"],
  ["P", "protocol"],
  ["X", "cipher"],
  ["CV", "verified"],
  ["DN", "dn"],
  ["SNI", "sni"],
  ["A", "auth"],
  ["PRX", "proxy"],
  ["S", "size"],
  ["M8S", "eightBit"],
  ["DKIM", "dkim"],
  ["RT", "receiveTime"],
  ["Q", "queue"],
  ["id*", "headerMessageIdMade"],
  ["id", "headerMessageId"],
  ["T", "subject"],
]);
const DELIVERY_FIELDS: ReadonlyMap<string, keyof EximDelivery> = new Map<string, keyof EximDelivery>([
  ["F", "sender"],
  ["Q", "queue"],
  ["P", "returnPath"],
  ["R", "router"],
  ["T", "transport"],
  ["S", "size"],
  ["H", "peer"],
  ["PRX", "proxy"],
  ["I", "interface"],
  ["PS", "sequence"],
  ["X", "cipher"],
  ["CV", "verified"],
  ["DN", "dn"],
  ["A", "auth"],
  ["DKIM", "dkim"],
  ["C", "confirmation"],
  ["QT", "queueTime"],
  ["DT", "deliveryTime"],
]);
const FLAGS: ReadonlyMap<string, string> = new Map([
  ["DS", "dnssec"],
  ["PRDR", "prdr"],
  ["K", "chunking"],
  ["ARC", "arc"],
]);
/** Flags with variants: the flag itself is the value. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ["TFO", "fastOpen"],
  ["TFO*", "fastOpen"],
  ["L", "pipelining"],
  ["L*", "pipelining"],
  ["L.", "pipelining"],
  ["L-", "pipelining"],
  ["L.-", "pipelining"],
  ["L*-", "pipelining"],
]);
/** Alone they are a pass. */
const POLICIES: ReadonlyMap<string, string> = new Map([
  ["SPF", "spf"],
  ["DMARC", "dmarc"],
]);
const NUMBERS = new Set(["size", "eightBit"]);
const ENDPOINTS = new Set(["interface", "peer"]);

/**
 * `<= ann@a.example H=(helo) [192.0.2.7] NEW=field P=esmtp S=10`: fields in any order; what no tag is known for is
 * `partial`. Undefined when a tag comes twice: then a stranger's text may have made up one of them.
 */
export function toleratedArrivalOf(raw: RawToleratedArrival, at: Instant): EximEvent | undefined {
  const { pid, messageId, fake, sender, rawSender, recipients } = raw;
  const found = fieldsOf(raw, ARRIVAL_FIELDS);
  return found && ({ ...NO_ARRIVAL, at, pid, messageId, fake, sender, rawSender, recipients, ...found } as EximArrival);
}

export function toleratedDeliveryOf(raw: RawToleratedDelivery, at: Instant): EximEvent | undefined {
  const { pid, messageId, flag, recipient, parents, original } = raw;
  const found = fieldsOf(raw, DELIVERY_FIELDS);
  return (
    found && ({ ...NO_DELIVERY, at, pid, messageId, flag, recipient, parents, original, ...found } as EximDelivery)
  );
}

function fieldsOf(
  { fields }: RawTolerated,
  names: ReadonlyMap<string, string>,
): Readonly<Record<string, unknown>> | undefined {
  const found = new Map<string, unknown>();
  const unknown: string[] = [];
  for (const field of fields) {
    const known = knownField(field, names);
    if (known === undefined) unknown.push(shown(field));
    else if (found.has(known.name)) return undefined;
    else found.set(known.name, known.value);
  }
  return { ...Object.fromEntries(found), partial: unknown.length === 0 ? null : unknown.join(" ") };
}

function knownField({ key, value }: RawField, names: ReadonlyMap<string, string>) {
  const word = WORDS.get(key);
  if (word !== undefined) return value === null ? { name: word, value: key } : undefined;
  const policy = POLICIES.get(key);
  if (policy !== undefined) return { name: policy, value: value === null ? "pass" : value };
  const flag = FLAGS.get(key);
  if (flag !== undefined) return value === null ? { name: flag, value: true } : undefined;
  const name = names.get(key);
  if (name === undefined || value === null) return undefined;
  if (NUMBERS.has(name))
    return typeof value === "string" && isCount(value) ? { name, value: Number(value) } : undefined;
  const wantsEndpoint = ENDPOINTS.has(name) || (name === "proxy" && names === DELIVERY_FIELDS);
  return wantsEndpoint === (typeof value === "object") ? { name, value } : undefined;
}

function isCount(text: string): boolean {
  return text.length < 16 && [...text].every((digit) => digit >= "0" && digit <= "9");
}

function shown({ key, value }: RawField): string {
  if (value === null) return key;
  return typeof value === "string" ? `${key}=${value}` : `${key}=[${value.ip}]`;
}
