import { isAddress } from "./dovecot-lists.ts";

/** What stands before the text of a Dovecot line, as grammars/dovecot.ne gives it. */
export interface DovecotEnvelope {
  /** `""` for a line without a stamp. */
  readonly stamp: string;
  readonly origin: {
    readonly host: string | null;
    readonly service: string;
    /** In front of the service only (`doveadm log errors`), or in a line that lost its stamp or service. */
    readonly level: string | null;
    readonly unit: Unit | null;
  };
}

/** The texts between the service and its colon: `(first,further)<angles.first><angles.second>[pid]`. */
export interface Unit {
  readonly first: string;
  readonly further: string | null;
  readonly angles: { readonly first: string; readonly second: string | null } | null;
  /** In square brackets: `mail_log_prefix = "%s(%u)[%p]: "`. */
  readonly pid: number | null;
}

/** Whose line it is. */
export interface Owner {
  user: string | null;
  pid: number | null;
  session: string | null;
  /** Of an authentication, 2.4 only: `auth(ann@a.example,192.0.2.7,sasl:plain)<session>`. */
  ip: string | null;
}

/**
 * The meaning of a prefix (mail_log_prefix of 2.2, 2.3 and 2.4; lmtp/main.c; auth/auth-request.c):
 *
 * | prefix | |
 * |---|---|
 * | `imap(ann)<48362><session>` | user, pid, session |
 * | `lmtp(ann)<session>` `imap(ann)<48362>` | one of them: digits are the pid |
 * | `imap(ann)` `lmtp(48358)` | user, or the process before it has one |
 * | `lmtp(48358, ann)` | pid and user |
 * | `auth(ann,192.0.2.7,sasl:plain)<session>` | user and address |
 * | `imap(ann,192.0.2.7)` `imap(ann, 48362)` `imap(ann)[48362]` | user, and an address or the pid (a site's own) |
 */
export function ownerOf(service: string, { first, further, angles, pid }: Unit): Owner {
  const owner: Owner = { user: null, pid, session: null, ip: null };
  const inner = angles?.first ?? "";
  if (angles === null) {
    if (pid === null && (further === null || further.startsWith(" "))) owner.pid = processId(first);
  } else if (angles.second !== null) {
    owner.pid = processId(inner);
    owner.session = filled(angles.second);
  } else {
    owner.pid = processId(inner);
    owner.session = owner.pid === null ? filled(inner) : null;
  }
  owner.user = angles === null && pid === null && owner.pid !== null ? null : filled(first);
  if (further === null) {
    if (first === ONLY_AUTH && service.startsWith("auth")) owner.user = null;
    return owner;
  }
  if (further.startsWith(" ") && angles === null && pid === null && owner.pid !== null)
    owner.user = filled(further.slice(1));
  else if (service.startsWith("auth")) owner.ip = filled(further.split(",", 1)[0] ?? "");
  else addFurther(owner, first, further, angles === null);
  return owner;
}

/** `auth(default): `: up to 2.0 an auth process had a name. */
const ONLY_AUTH = "default";

/** `imap(ann,192.0.2.7)`, `imap(ann, 48362)`: a site's own prefix; anything else belongs to the name (`imap(ann,bob)`). */
function addFurther(owner: Owner, first: string, further: string, ofSite: boolean): void {
  const text = further.startsWith(" ") ? further.slice(1) : further;
  const pid = owner.pid === null ? processId(text) : null;
  if (ofSite && pid !== null) owner.pid = pid;
  else if (isAddress(text)) owner.ip = text;
  else owner.user = `${first},${further}`;
}

/** Seven digits hold every process id of Linux, ten those of any system. */
const LONGEST_PROCESS_ID = 10;

function processId(text: string): number | null {
  if (text.length === 0 || text.length > LONGEST_PROCESS_ID) return null;
  let value = 0;
  for (let at = 0; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return null;
    value = value * 10 + digit;
  }
  return value;
}

function filled(text: string): string | null {
  return text === "" ? null : text;
}
