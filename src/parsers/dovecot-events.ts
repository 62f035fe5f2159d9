import type { Instant } from "./event-terms.ts";

interface DovecotBase {
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
}

interface LoginFields {
  readonly method: string | null;
  readonly ip: string | null;
  readonly localIp: string | null;
  /** Process id of the mail process that took over; null before login. */
  readonly mailPid: number | null;
  /** "TLS", "secured" … */
  readonly security: string | null;
}

export type DovecotEvent =
  /** `Login: user=<…>, method=PLAIN, rip=…, lip=…, mpid=…, TLS, session=<…>`; `user` is the logged-in user. */
  | (DovecotBase & LoginFields & { readonly kind: "dovecot.login" })
  /** End of a mail session (imap, pop3): `Disconnected: Logged out in=… out=…`. Byte counters; null where not logged. */
  | (DovecotBase & {
      readonly kind: "dovecot.logout";
      readonly reason: string | null;
      readonly bytesIn: number | null;
      readonly bytesOut: number | null;
    })
  /**
   * End of a login process without a login: `Disconnected: Connection closed (auth failed, 3 attempts in 20 secs): user=<…>, …`.
   * `reason` is "Connection closed", `detail` what the brackets say: "auth failed", "no auth attempts", "proxy dest auth failed" …
   */
  | (DovecotBase &
      LoginFields & {
        readonly kind: "dovecot.login-failed";
        readonly reason: string | null;
        readonly detail: string | null;
        readonly attempts: number | null;
        readonly seconds: number | null;
      })
  /** LMTP or LDA: `msgid=<…>: saved mail to INBOX`. `headerMessageId` keeps its `<>` off. */
  | (DovecotBase & {
      readonly kind: "dovecot.delivered";
      readonly headerMessageId: string | null;
      readonly outcome: "saved" | "failed" | "rejected" | "forwarded";
      readonly mailbox: string | null;
      readonly error: string | null;
    })
  /** `sieve: msgid=<…>: stored mail into mailbox 'X'` and its other outcomes. */
  | (DovecotBase & {
      readonly kind: "dovecot.sieve";
      readonly headerMessageId: string | null;
      readonly action: string | null;
      readonly outcome: string;
      readonly target: string | null;
      readonly error: string | null;
    })
  /** `[Mailbox NAME: ]mmap(size=N) failed with file PATH: Cannot allocate memory`. Size in bytes. */
  | (DovecotBase & {
      readonly kind: "dovecot.mmap-failed";
      readonly mailbox: string | null;
      readonly size: number | null;
      readonly path: string | null;
      readonly error: string | null;
    })
  /** `pool_system_realloc(N): Out of memory`, `block_alloc(N): …`. Bytes asked for. */
  | (DovecotBase & {
      readonly kind: "dovecot.out-of-memory";
      readonly call: string | null;
      readonly bytes: number | null;
    })
  /** `service(imap): child N returned error 83 (Out of memory (service imap { vsz_limit=256 MB }, …))`. `vszLimit` in MB as logged. */
  | (DovecotBase & {
      readonly kind: "dovecot.child-error";
      readonly of: string;
      readonly child: number;
      readonly error: number;
      readonly vszLimit: number | null;
      readonly text: string | null;
    })
  | (DovecotBase & {
      readonly kind: "dovecot.child-killed";
      readonly of: string;
      readonly child: number;
      readonly signal: number;
      readonly text: string | null;
    })
  /** `Deleting corrupted cache: …`, `Corrupted index cache file …`: Dovecot mends it itself. */
  | (DovecotBase & {
      readonly kind: "dovecot.cache-corrupted";
      readonly mailbox: string | null;
      readonly path: string | null;
      readonly error: string | null;
    })
  | (DovecotBase & {
      readonly kind: "dovecot.index-corrupted";
      readonly mailbox: string | null;
      readonly path: string | null;
      readonly error: string | null;
    })
  /** `open(PATH) failed: …` and other system calls on mailbox files. */
  | (DovecotBase & {
      readonly kind: "dovecot.file-error";
      readonly mailbox: string | null;
      readonly call: string;
      readonly path: string | null;
      readonly error: string;
    })
  /** `service(imap): process_limit (N) reached, client connections are being dropped` */
  | (DovecotBase & {
      readonly kind: "dovecot.limit-reached";
      readonly of: string;
      readonly limit: string;
      readonly value: number;
    })
  /** `passwd-file(user,ip,<session>): Password mismatch`. Passwords that `auth_verbose_passwords` logs are never kept. */
  | (DovecotBase & {
      readonly kind: "dovecot.auth-failed";
      readonly database: string;
      readonly ip: string | null;
      readonly verdict: string;
    })
  /**
   * `Dovecot v2.3.19.1 (…) starting up for imap, pop3`; `Killed with signal 15 (…)`; `SIGHUP received - reloading configuration`.
   * `text` is what it starts up for, the signal and its sender, the throttled service, the whole warning about a limit.
   */
  | (DovecotBase & {
      readonly kind: "dovecot.master";
      readonly notice: "start" | "stop" | "reload" | "throttled" | "limit-low";
      readonly version: string | null;
      readonly text: string | null;
    })
  | (DovecotBase & { readonly kind: "dovecot.lmtp-connection"; readonly from: string; readonly end: string | null })
  /** Known and harmless notes: the time moved, one process was told to end. `text` is null at level Debug: it may hold a password. */
  | (DovecotBase & { readonly kind: "dovecot.notice"; readonly text: string | null })
  /** Stamped by Dovecot, but no rule knows the text. Counts as unrecognised. */
  | (DovecotBase & { readonly kind: "dovecot.other"; readonly text: string });
