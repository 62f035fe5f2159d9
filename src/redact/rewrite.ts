/**
 * Replaces the names in a text. What is replaced is set aside at once, so that no pseudonym is taken for a name; the
 * longest and surest come first: quoted fields, whole values, addresses, IP addresses, hosts, bare names.
 */

import { unescaped } from "../parsers/index.ts";
import { addressesIn } from "./addresses.ts";
import { bareNames } from "./bare-names.ts";
import { certificateName } from "./certificate-name.ts";
import { hostNames } from "./hosts.ts";
import { canonicalIp } from "./ip.ts";
import { ipAddresses } from "./ip-addresses.ts";
import { isUserName, type Known } from "./known.ts";
import { literalsIn, type Replacer } from "./literals.ts";
import type { Mode } from "./mode.ts";
import type { Pseudonyms } from "./pseudonyms.ts";

export interface Rewriter {
  text(text: string, mode: Mode): string;
  /** A value that is an address, a login or a user of the system, and nothing else. */
  user(value: string): string;
  subject(value: string): string;
  mailbox(value: string): string;
}

/** Sets a pseudonym aside and gives what stands for it meanwhile. */
export type Aside = (pseudonym: string) => string;

/** Private-use characters around the number of what was set aside; see {@link Aside}. */
export const OPEN = "\uE100";
export const CLOSE = "\uE101";
const STANDINS = /\uE100(\d+)\uE101/g;

/** @param versions texts that look like addresses and are none: `2.3.19.1` */
export function rewriterOf(names: Pseudonyms, known: Known, versions: ReadonlySet<string>): Rewriter {
  const isFull = names.level === "full";
  const [inLog, inOurs] = [literalsOf(known, true, isFull), literalsOf(known, false, isFull)];
  const literals: Record<Mode, Replacer | null> = { log: inLog, known: inOurs, own: inOurs };
  const hosts = hostNames(names, known);
  const done: Record<Mode, Map<string, string>> = { log: new Map(), known: new Map(), own: new Map() };

  function rewrite(text: string, mode: Mode): string {
    const set: string[] = [];
    const aside: Aside = (pseudonym) => `${OPEN}${set.push(pseudonym) - 1}${CLOSE}`;
    let out = mode === "log" ? quotedFields(text, names, aside) : text;
    out = literals[mode]?.(out, (value) => aside(literal(value))) ?? out;
    out = addresses(out, aside);
    out = ipAddresses(out, known, versions, (ip) => aside(names.ip(ip)));
    // at `partial` a host is set aside as it is, so that no label of it is taken for a user
    out = hosts(out, mode === "log", aside);
    out = bareNames(out, known, mode, (name) => aside(names.user(name)));
    return out.replace(STANDINS, (_, at: string) => set[Number(at)] ?? "");
  }

  function literal(value: string): string {
    if (known.messageIds.has(value)) return names.messageId(value);
    const lower = value.toLowerCase();
    if (known.users.has(lower)) return names.user(value);
    if (value.includes("@")) return address(value);
    if (known.helos.has(value)) return names.helo(value);
    if (known.mailboxes.has(value)) return names.mailbox(value);
    return known.subjects.has(value) ? names.subject(value) : names.helo(value);
  }

  function addresses(text: string, aside: Aside): string {
    let out = "";
    let end = 0;
    for (const found of addressesIn(text, (domain) => known.hosts.has(domain.toLowerCase()))) {
      const { local, separator, domain } = found;
      const right = domainOf(domain);
      out += text.slice(end, found.start) + aside(`${local === "" ? "" : names.local(local)}${separator}${right}`);
      end = found.end;
    }
    return out + text.slice(end);
  }

  function address(value: string): string {
    const at = value.lastIndexOf("@");
    return `${at === 0 ? "" : names.local(value.slice(0, at))}@${domainOf(value.slice(at + 1))}`;
  }

  function domainOf(domain: string): string {
    if (canonicalIp(domain) === null) return names.host(domain);
    return `[${names.ip(domain.replace(/^\[|\]$/g, ""))}]`;
  }

  return {
    text(text, mode) {
      const held = done[mode].get(text);
      if (held !== undefined) return held;
      const out = rewrite(text, mode);
      done[mode].set(text, out);
      return out;
    },
    user(value) {
      if (/^[|/:(]/.test(value)) return this.text(value, "log");
      if (/^[^\s@]+@[^\s@]+$/.test(value) || known.addresses.has(value)) return address(value);
      return !value.includes("@") && isUserName(value) ? names.user(value) : this.text(value, "log");
    },
    subject: (value) => names.subject(value),
    mailbox: (value) => (isFull && known.mailboxes.has(value) ? names.mailbox(value) : value),
  };
}

/** Fields of a line that say what they hold: `T="…"`, `DN="…"`, a header that Exim quotes. */
function quotedFields(text: string, names: Pseudonyms, aside: Aside): string {
  if (!/[TD]N?="|subject/i.test(text)) return text;
  return text
    .replace(/\bT="((?:[^"\\]|\\.)*)/g, (_, subject: string) => `T="${aside(names.subject(unescaped(subject)))}`)
    .replace(/\bDN="((?:[^"\\]|\\.)*)/g, (_, dn: string) => `DN="${aside(certificateName(unescaped(dn), names))}`)
    .replace(
      /((?:^|[\s"]|\\n)subject(?:: ?|="?))(?!T=)((?:[^\n\\"]|\\[^n])+)/gi,
      (_, before: string, subject: string) => `${before}${aside(names.subject(unescaped(subject.trim())))}`,
    );
}

/** Shorter values and words would be found where they are none. */
const LONG_SUBJECT = 8;
const LONG = 3;

/** Values that no pattern finds; null when there is none. Subjects and HELO names only in `log`. */
function literalsOf(known: Known, inLog: boolean, withMailboxes: boolean): Replacer | null {
  const values = new Set<string>(known.messageIds);
  for (const address of known.addresses) if (!/^[\p{L}\p{N}+_.-]+@/u.test(address)) values.add(address);
  for (const user of known.users) if (!/^[\p{L}\p{N}+_.-]+$/u.test(user) && user.length >= LONG) values.add(user);
  if (inLog) {
    for (const subject of known.subjects) if (subject.length >= LONG_SUBJECT) values.add(subject);
    for (const helo of known.helos) if (helo.length >= LONG) values.add(helo);
    if (withMailboxes) for (const mailbox of known.mailboxes) if (mailbox.length >= LONG) values.add(mailbox);
  }
  return literalsIn(values);
}
