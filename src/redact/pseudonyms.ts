/** One name for each value: the same for the same key, the same value and the same kind, whatever else there is. */
import { createHmac } from "node:crypto";
import { canonicalName, organisationLabels, staysAsItIs } from "./host-name.ts";
import { canonicalIp, saysNothing } from "./ip.ts";
import { SYSTEM_ACCOUNTS } from "./words.ts";

/** `partial`: domains and host names stay. */
export type Level = "partial" | "full";

export interface Pseudonyms {
  readonly level: Level;
  /** `marie` -> `u-k3f9q2`: the left part of an address. */
  local(name: string): string;
  /** The same of a login or a user of the system, which are often the same; accounts of programs stay. */
  user(name: string): string;
  /** `mail.acme.example` -> `h-8vw2dn.d-7x2a1c.invalid`, `acme.example` -> `d-7x2a1c.invalid`. */
  host(name: string): string;
  /** Of any spelling: `ip4-2ht0pz`, `ip6-9am4cd`. */
  ip(text: string): string;
  /** `subject-t5r1yq` */
  subject(text: string): string;
  /** `m-c0a9se@d-7x2a1c.invalid`; the left part alone when there is no right one. */
  messageId(id: string): string;
  /** What a client called itself, if that is no host name: `helo-4nn1bw`. */
  helo(name: string): string;
  /** `mb-p0m3xe` */
  mailbox(name: string): string;
  /** A part of a certificate's name that is no host: `name-r7gq2k`. */
  name(text: string): string;
}

/** Digits and letters that are not mistaken for one another (Crockford's base 32). */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

export function pseudonymsOf(key: string, level: Level): Pseudonyms {
  const made = new Map<string, string>();
  const short = (kind: string, canonical: string): string => {
    const input = `${kind}\0${canonical}`;
    let characters = made.get(input);
    if (characters === undefined) {
      const digest = createHmac("sha256", key).update(input).digest();
      characters = Array.from({ length: 6 }, (_, at) => ALPHABET[(digest[at] ?? 0) & 31]).join("");
      made.set(input, characters);
    }
    return characters;
  };
  const host = (name: string): string => {
    const canonical = canonicalName(name);
    if (level === "partial" || staysAsItIs(canonical)) return name;
    const labels = canonical.split(".");
    if (labels.length === 1) return `h-${short("host", canonical)}`;
    const kept = organisationLabels(labels);
    const domain = `d-${short("domain", labels.slice(-kept).join("."))}.invalid`;
    return labels.length > kept ? `h-${short("host", canonical)}.${domain}` : domain;
  };
  const ip = (text: string): string => {
    const canonical = canonicalIp(text) ?? text;
    if (saysNothing(canonical)) return text;
    return `${canonical.includes(":") ? "ip6" : "ip4"}-${short("ip", canonical)}`;
  };
  const local = (name: string): string => `u-${short("user", name.toLowerCase())}`;
  return {
    level,
    local,
    host,
    ip,
    user: (name) => (SYSTEM_ACCOUNTS.has(name.toLowerCase()) ? name : local(name)),
    subject: (text) => `subject-${short("subject", text)}`,
    messageId(id) {
      const at = id.lastIndexOf("@");
      if (at < 0) return `m-${short("message-id", id)}`;
      const right = id.slice(at + 1);
      return `m-${short("message-id", `${id.slice(0, at)}@${right.toLowerCase()}`)}@${canonicalIp(right) === null ? host(right) : ip(right)}`;
    },
    helo: (name) => `helo-${short("helo", name.toLowerCase())}`,
    mailbox: (name) => `mb-${short("mailbox", name)}`,
    name: (text) => `name-${short("name", text.toLowerCase())}`,
  };
}
