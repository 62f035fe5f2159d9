/** What is known to be a name, so that it is found again where nothing tells that it is one. */
import { canonicalName, looksLikeHost } from "./host-name.ts";
import { canonicalIp } from "./ip.ts";
import { SYSTEM_ACCOUNTS, USUAL_MAILBOXES } from "./words.ts";

export interface Known {
  /** Whole addresses, as written. */
  readonly addresses: Set<string>;
  /** Local parts, logins and users of the system, in lower case; no account of a program. */
  readonly users: Set<string>;
  /** Hosts and domains, in lower case. */
  readonly hosts: Set<string>;
  /** In one spelling. */
  readonly ips: Set<string>;
  /** Decoded. */
  readonly subjects: Set<string>;
  readonly messageIds: Set<string>;
  /** HELO names that are no host names. */
  readonly helos: Set<string>;
  readonly mailboxes: Set<string>;
}

export function nothingKnown(): Known {
  return {
    addresses: new Set(),
    users: new Set(),
    hosts: new Set(),
    ips: new Set(),
    subjects: new Set(),
    messageIds: new Set(),
    helos: new Set(),
    mailboxes: new Set(),
  };
}

/** An address, or a bare local part; a pipe, a file or `:blackhole:` is none. */
export function learnAddress(known: Known, value: string): void {
  const address = value.trim().replace(/^<(.*)>$/, "$1");
  const at = address.lastIndexOf("@");
  if (at < 0) {
    if (!/^[|/:(]/.test(address)) learnUser(known, address);
    return;
  }
  if (at > 0) {
    known.addresses.add(address);
    learnUser(known, address.slice(0, at));
  }
  learnHost(known, address.slice(at + 1));
}

/** A login, with or without a domain, or a user of the system. */
export function learnUser(known: Known, value: string): void {
  const name = value.trim();
  if (name.includes("@")) learnAddress(known, name);
  else if (isUserName(name)) known.users.add(name.toLowerCase());
}

/** `uid 33` and an empty sender are no names. */
export function isUserName(name: string): boolean {
  return !/^(?:|<>|uid \d+|\d+)$/.test(name) && !SYSTEM_ACCOUNTS.has(name.toLowerCase());
}

/** A host, a domain or an address literal. */
export function learnHost(known: Known, value: string): void {
  const ip = canonicalIp(value);
  if (ip !== null) known.ips.add(ip);
  else if (/^[\p{L}\p{N}_.-]*\p{L}[\p{L}\p{N}_.-]*$/u.test(value) && value.includes("."))
    known.hosts.add(canonicalName(value));
}

/** What a client called itself: a host, an address literal, or anything. */
export function learnHelo(known: Known, value: string): void {
  if (canonicalIp(value) !== null || looksLikeHost(value)) learnHost(known, value);
  else if (value.length > 1) known.helos.add(value);
}

export function learnMailbox(known: Known, value: string): void {
  const isUsual = value.split(/[/.]/).every((part) => USUAL_MAILBOXES.has(part.toLowerCase()));
  if (!isUsual) known.mailboxes.add(value);
}
