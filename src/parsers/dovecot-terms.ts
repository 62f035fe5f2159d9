import type { Instant } from "./event-terms.ts";

/** What every line of Dovecot says: when, which service, for whom. */
export interface DovecotBase {
  readonly at: Instant;
  /** Host name of a syslog prefix. */
  readonly host: string | null;
  /** "imap", "imap-login", "lmtp", "master", "auth" …; `""` when the prefix was cut. */
  readonly service: string;
  readonly user: string | null;
  /** Process id of the session (2.3: `<pid>`), not of syslog. */
  readonly pid: number | null;
  readonly session: string | null;
  /** "Error", "Fatal" …; null where syslog dropped it (Info). */
  readonly level: string | null;
  readonly partial: string | null;
  /** `message repeated 3 times: [ …]`: how often syslog had the same line again; there only. */
  readonly repeats?: number;
}

/** What a login process says of the peer (login_log_format_elements). */
export interface LoginFields {
  readonly method: string | null;
  readonly ip: string | null;
  readonly localIp: string | null;
  /** Process id of the mail process that took over; null before login. */
  readonly mailPid: number | null;
  /** "TLS", "secured" … */
  readonly security: string | null;
}

/**
 * What a mail session did. IMAP counts `deleted=` to `body_bytes=` (imap_logout_format, since 2.2.10; `appended` and
 * `autoexpunged` only where a site logs them), POP3 `top=…/… retr=…/… del=…/… size=…` (pop3_logout_format).
 * null where the format has no such counter.
 */
export interface LogoutCounters {
  /** Mails that were given the flag \Deleted (IMAP), or deleted (POP3). */
  readonly deleted: number | null;
  readonly expunged: number | null;
  /** Mails that were copied into the trash. */
  readonly trashed: number | null;
  /** Mails of which headers were read, and their bytes. */
  readonly headers: number | null;
  readonly headerBytes: number | null;
  /** Mails of which bodies were read, and their bytes. */
  readonly bodies: number | null;
  readonly bodyBytes: number | null;
  readonly appended: number | null;
  readonly autoexpunged: number | null;
  /** TOP and RETR commands of POP3, and the bytes that were sent for them. */
  readonly tops: number | null;
  readonly topBytes: number | null;
  readonly retrieved: number | null;
  readonly retrievedBytes: number | null;
  /** Mails in the mailbox before any was deleted, and their bytes (POP3). */
  readonly messages: number | null;
  readonly mailboxBytes: number | null;
}

/** The part of Dovecot that a note is about; "general" where its words do not say, "debug" for all texts at that level. */
export type DovecotTopic =
  | "general"
  | "debug"
  | "storage"
  | "index"
  | "cache"
  | "mailbox"
  | "quota"
  | "fts"
  | "acl"
  | "plugin"
  | "lock"
  | "auth"
  | "ssl"
  | "sql"
  | "dict"
  | "lua"
  | "login"
  | "proxy"
  | "imap"
  | "pop3"
  | "lmtp"
  | "delivery"
  | "submission"
  | "smtp"
  | "http"
  | "dns"
  | "sieve"
  | "master"
  | "config"
  | "log"
  | "anvil"
  | "stats"
  | "indexer"
  | "doveadm"
  | "dsync"
  | "replication"
  | "director"
  | "system";

/** What a note says (grammars/dovecot-notes.ne). `text` is as logged, a password in it masked; null at level Debug. */
export interface NoteFields {
  readonly topic: DovecotTopic;
  readonly text: string | null;
}
