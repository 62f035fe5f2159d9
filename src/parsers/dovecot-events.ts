import type { DovecotSessionEvent } from "./dovecot-session-events.ts";
import type { DovecotBase, NoteFields } from "./dovecot-terms.ts";

export type { DovecotTopic, LogoutCounters, NoteFields } from "./dovecot-terms.ts";

/** What a line of Dovecot says (conventions: events.ts). */
export type DovecotEvent =
  | DovecotSessionEvent
  /**
   * LMTP or LDA: `msgid=<…>: saved mail to INBOX`. `headerMessageId` keeps its `<>` off. Sender, sizes (bytes) and times (ms) stand
   * only in a `deliver_log_format` of the site's own: `msgid=%m from=%f size=%p vsize=%w session=%{session_time}ms delivery=%{delivery_time}ms: %$`.
   * "rejected" also stands for a rejection that was not sent; `error` then says why.
   */
  | (DovecotBase & {
      readonly kind: "dovecot.delivered";
      readonly headerMessageId: string | null;
      readonly sender: string | null;
      readonly size: number | null;
      readonly virtualSize: number | null;
      readonly sessionTime: number | null;
      readonly deliveryTime: number | null;
      readonly outcome: "saved" | "failed" | "rejected" | "forwarded";
      readonly mailbox: string | null;
      readonly error: string | null;
    })
  /**
   * `sieve: msgid=<…>: stored mail into mailbox 'X'` and its other outcomes. `target` is the mailbox, the address, the program or
   * the script; `outcome` of a script that failed is Sieve's own text: "failed, but implicit keep was successful".
   */
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
  /** `service(imap): child N killed with signal 11 (core dumped) [last ip=…]`: the process of the session in front died. */
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
  /** `Fixed index file …`, `Corrupted transaction log file …`, `fscking index file …`: Dovecot mends it itself. */
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
  /**
   * `Transaction log file PATH was locked for N seconds (REASON)`, `Timeout (Ns) while waiting for lock for transaction log file PATH
   * (WRITE lock held by pid N)`. Seconds that it was held or waited for; `timedOut`: the lock was not had.
   */
  | (DovecotBase & {
      readonly kind: "dovecot.lock-wait";
      readonly mailbox: string | null;
      readonly path: string;
      readonly seconds: number;
      readonly timedOut: boolean;
      readonly reason: string | null;
    })
  /** Mails or lists of mails that are damaged, not their index: `Corrupted dbox file PATH (around offset=N): …`, `Broken file PATH line N: …`. */
  | (DovecotBase & {
      readonly kind: "dovecot.storage-corrupted";
      readonly mailbox: string | null;
      readonly path: string;
      readonly error: string;
    })
  /** A bug: `Panic: file mail-index.c: line 7 (mail_index_open): assertion failed: (…)`. The process is gone. */
  | (DovecotBase & {
      readonly kind: "dovecot.assertion";
      readonly file: string;
      /** null where Dovecot does not name it. */
      readonly sourceLine: number | null;
      readonly function: string;
      readonly text: string;
    })
  /**
   * The clock of the machine was set: `Time moved backwards by 7 seconds, waiting for 180 secs until new services are launched again.`
   * Seconds, with a fraction since 2.3.10; `consequence` is what Dovecot does about it, as logged.
   */
  | (DovecotBase & {
      readonly kind: "dovecot.time-moved";
      readonly direction: "backwards" | "forwards";
      readonly seconds: number;
      readonly consequence: string | null;
    })
  /** A certificate or key that cannot be used: `Can't load ssl_cert: …`, `Received invalid SSL certificate: …`. The whole text. */
  | (DovecotBase & { readonly kind: "dovecot.tls"; readonly error: string })
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
  /** `sql(user,ip): Password query failed: …`: the database gave no answer, whatever the password was. */
  | (DovecotBase & {
      readonly kind: "dovecot.auth-error";
      readonly database: string;
      readonly ip: string | null;
      readonly error: string;
    })
  /** `Auth request was queued for 12 seconds, 3 left in queue`: too few auth workers. `aborted`: it was given up. */
  | (DovecotBase & {
      readonly kind: "dovecot.auth-queued";
      readonly seconds: number;
      readonly left: number;
      readonly aborted: boolean;
    })
  /** Submission: `Successfully relayed message: from=<…>, to=<…>, size=N, …, reply=`250 OK'`. Size in bytes; `reply` is the relay server's. */
  | (DovecotBase & {
      readonly kind: "dovecot.relayed";
      readonly outcome: "relayed" | "failed";
      readonly sender: string;
      readonly recipient: string | null;
      readonly size: number;
      readonly reply: string;
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
  /** `Connect from local`, `Disconnect from 192.0.2.7: …`; `end` is null for the first. */
  | (DovecotBase & { readonly kind: "dovecot.lmtp-connection"; readonly from: string; readonly end: string | null })
  /**
   * `delete: box=INBOX, uid=7, msgid=<x@a.example>, size=512` (plugins/mail-log): what a user or a server did to a mail.
   * `action` is "delete", "expunge", "save", "copy from INBOX", "flag_change" …; `headerMessageId` keeps its `<>` off; size in bytes.
   */
  | (DovecotBase & {
      readonly kind: "dovecot.mail-log";
      readonly action: string;
      readonly mailbox: string;
      readonly uid: number | null;
      readonly headerMessageId: string | null;
      readonly size: number | null;
    })
  /**
   * A text of Dovecot or Pigeonhole of which nothing more is needed than what it is about: a backtrace, one process was told to
   * end, the index was rebuilt. `text` is null at level Debug: it may hold a password.
   */
  | (DovecotBase & NoteFields & { readonly kind: "dovecot.notice" })
  /** The same at level Warning, Error, Fatal or Panic: `Error: Namespace 'inbox': …`, `Panic: file mail-index.c: line 7 (…): assertion failed: (…)`. */
  | (DovecotBase & NoteFields & { readonly kind: "dovecot.problem" })
  /** Stamped by Dovecot, but no rule knows the text. Counts as unrecognised. */
  | (DovecotBase & { readonly kind: "dovecot.other"; readonly text: string });
