import type { DraftOf } from "./draft.ts";
import type { LogoutCounters } from "./events.ts";

/** One `name=value` of `login_log_format_elements`, as the start symbol `arranged` of grammars/dovecot.ne reads it. */
export interface LoginElement {
  /** `security` for `TLS` and `secured`, `cipher` for `TLSv1.3 with cipher …`; else the name as logged. */
  readonly name: string;
  readonly value: string;
  /** `user=<…>`: the value stood between angle brackets. */
  readonly bracketed: boolean;
}

/** One ` name=value` or ` name=value/second` of a logout format, as the start symbol `counted` reads it; null for ` rip=192.0.2.7`. */
export interface NamedCounter {
  readonly name: string;
  readonly value: number;
  readonly second: number | null;
}

/** A list with at least one member, as the grammar gives it. */
export interface ListOf<T> {
  readonly first: T;
  readonly more: readonly T[];
}

/** Elements of which no stranger chooses the text, and that this program keeps nothing of. */
const OTHERS = new Set([
  ...["PID", "pid", "port", "rport", "lport", "real_rip", "real_lip", "real_rport", "real_lport", "service", "cipher"],
  ...["ja3", "ja3_hash", "ja4", "ssl_ja3_hash", "tls", "tls_cipher", "ssl_cipher", "protocol", "secured", "uid", "gid"],
  ...["cipher_name", "ssl", "ssl_protocol", "tls_protocol", "tls_version", "country", "orig_user", "original_user"],
]);

/** What the client says itself: its text may look like further elements. */
const CLIENTS_OWN = new Set(["local_name", "sni", "client_id"]);

/** The name as the client typed it: between angle brackets, like the name that it became. */
const TYPED_NAMES = new Set(["orig_user", "original_user"]);

/** Elements that Dovecot has a value for in every line: a name that holds one makes it stand twice. */
const ALWAYS_THERE = new Set(["method", "rip", "lip"]);

type Peer = DraftOf<"dovecot.login" | "dovecot.login-failed">;

/**
 * Fills the elements of a login in an order of the site's own into its event.
 *
 *     rip=192.0.2.7, user=<ann@a.example>, method=PLAIN, lip=192.0.2.1, TLS, ja3=cd08e31494f9531f560d64c695473da9
 *
 * The user name is the stranger's, and may look like elements: `<x>, rip=192.0.2.66, session=<a>`. A name of that kind
 * ends in another bracketed element, and makes one of those stand twice that every format has. So no element may stand
 * twice; behind the name only the session may have brackets, and between the two must stand the address or the method.
 * Behind what the client says of itself (`local_name`) nothing is kept. What the client typed (`orig_user=<ann>`) may
 * stand right behind the name of a login only: an account has no name that looks like elements.
 *
 * @returns false when the list is none of Dovecot's, or cannot be told from a name that imitates one
 */
export function arrangeElements(event: Peer, { first, more }: ListOf<LoginElement>): boolean {
  const seen = new Map<string, string>();
  let nameStood = false;
  let certain = false;
  let clientSpoke = false;
  for (const element of [first, ...more]) {
    const { name, value, bracketed } = element;
    if (clientSpoke) {
      if (name === "user" || name === "rip") return false;
      continue;
    }
    const typedName = TYPED_NAMES.has(name);
    if (seen.has(name) || bracketed !== (name === "user" || name === "session" || typedName)) return false;
    if (!known.has(name)) return false;
    if (name === "session" && nameStood && !certain) return false;
    if (typedName && !certain && event.kind !== "dovecot.login") return false;
    nameStood ||= name === "user";
    certain ||= nameStood && ALWAYS_THERE.has(name);
    clientSpoke = CLIENTS_OWN.has(name);
    seen.set(name, value);
  }
  return fillPeer(event, seen);
}

const known = new Set(["user", "method", "rip", "lip", "mpid", "session", "security", ...OTHERS, ...CLIENTS_OWN]);

function fillPeer(event: Peer, seen: ReadonlyMap<string, string>): boolean {
  const mailPid = seen.get("mpid");
  if (mailPid !== undefined && !(Number(mailPid) >= 0)) return false;
  if (![seen.get("rip"), seen.get("lip")].every((ip) => ip === undefined || isAddress(ip))) return false;
  event.user = seen.get("user") || null;
  event.method = seen.get("method") ?? null;
  event.ip = seen.get("rip") ?? null;
  event.localIp = seen.get("lip") ?? null;
  event.mailPid = mailPid === undefined ? null : Number(mailPid);
  event.security = seen.get("security") ?? seen.get("cipher") ?? null;
  event.session = seen.get("session") || null;
  return event.ip !== null || event.user !== null;
}

/** Whether a text has the bytes of an IPv4 or IPv6 address only, and the separators of one. */
export function isAddress(text: string): boolean {
  let dots = 0;
  let colons = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at) | 32;
    if (code === 46) dots++;
    else if (code === 58) colons++;
    else if (code === 37 && colons > 1) return true;
    else if (!((code >= 48 && code <= 57) || (code >= 97 && code <= 102))) return false;
  }
  return colons > 1 || (dots === 3 && colons === 0);
}

/** Where a counter of `imap_logout_format` or `pop3_logout_format` goes: one field, or two for `value/second`. */
const FIELDS: ReadonlyMap<string, readonly [keyof LogoutCounters, keyof LogoutCounters | null]> = new Map<
  string,
  readonly [keyof LogoutCounters, keyof LogoutCounters | null]
>([
  ["deleted", ["deleted", null]],
  ["expunged", ["expunged", null]],
  ["trashed", ["trashed", null]],
  ["hdr_count", ["headers", null]],
  ["hdr_bytes", ["headerBytes", null]],
  ["body_count", ["bodies", null]],
  ["body_bytes", ["bodyBytes", null]],
  ["appended", ["appended", null]],
  ["append_count", ["appended", null]],
  ["autoexpunged", ["autoexpunged", null]],
  ["top", ["tops", "topBytes"]],
  ["retr", ["retrieved", "retrievedBytes"]],
  ["del", ["deleted", "messages"]],
  ["size", ["mailboxBytes", null]],
]);

/**
 * Fills counters in an order of the site's own into the event of the end of a session: `in=5, out=6 top=1/20 size=8`.
 *
 * @returns false when one of them is none that Dovecot has, or stands twice
 */
export function countSession(event: DraftOf<"dovecot.logout">, { first, more }: ListOf<NamedCounter | null>): boolean {
  const counters: { -readonly [K in keyof LogoutCounters]: LogoutCounters[K] } = { ...noCounters };
  const seen = new Set<string>();
  for (const counter of [first, ...more]) {
    if (counter === null) continue;
    const { name, value, second } = counter;
    if (seen.has(name)) return false;
    seen.add(name);
    const fields = FIELDS.get(name);
    if (name === "bytes" && second !== null) {
      event.bytesIn = value;
      event.bytesOut = second;
    } else if (name === "in" || name === "rcvd") event.bytesIn = value;
    else if (name === "out" || name === "sent") event.bytesOut = value;
    else if (fields === undefined || (second === null) !== (fields[1] === null)) return false;
    else {
      counters[fields[0]] = value;
      if (fields[1] !== null) counters[fields[1]] = second;
      event.counters = counters;
    }
  }
  return true;
}

/** All that a session's end does not count. */
export const noCounters: LogoutCounters = {
  deleted: null,
  expunged: null,
  trashed: null,
  headers: null,
  headerBytes: null,
  bodies: null,
  bodyBytes: null,
  appended: null,
  autoexpunged: null,
  tops: null,
  topBytes: null,
  retrieved: null,
  retrievedBytes: null,
  messages: null,
  mailboxBytes: null,
};
