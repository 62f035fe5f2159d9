/**
 * Every event of Exim, in one file although it is long: it is the contract that is read from top to bottom, two thirds of
 * it say what a field means, and split up a reader would have to look for the union in pieces.
 */
import type { Endpoint, Instant, Peer, RemoteHost } from "./event-terms.ts";

/** What every line of Exim says. */
export interface EximBase {
  readonly at: Instant;
  /** `[pid]` with `+pid`, or that of syslog: `exim[4711]: `. */
  readonly pid: number | null;
  /** Exim's message id: 16 characters to 4.96, 23 from 4.97. */
  readonly messageId: string | null;
  /** `message repeated 3 times: [ …]`: how often syslog had the same line again; there only. */
  readonly repeats?: number;
}

/** `<=` (and `(=`, fake reject): a message came in. Spec 52.4. */
export interface EximArrival extends EximBase {
  readonly kind: "exim.arrival";
  readonly fake: true | null;
  /** Envelope sender; `null` is the empty sender `<>` of a bounce. */
  readonly sender: string | null;
  /** `R=`: the id of the message that this one reports on. */
  readonly parent: string | null;
  readonly dnssec: true | null;
  readonly peer: Peer | null;
  readonly interface: Endpoint | null;
  readonly fastOpen: string | null;
  /** `U=`: RFC 1413 ident or the local caller. */
  readonly ident: string | null;
  readonly connection: string | null;
  readonly protocol: string | null;
  readonly pipelining: string | null;
  readonly spf: string | null;
  readonly cipher: string | null;
  readonly verified: string | null;
  readonly dn: string | null;
  readonly sni: string | null;
  /** `A=authenticator[:id[:sender]]`. */
  readonly auth: string | null;
  readonly prdr: true | null;
  readonly proxy: string | null;
  readonly chunking: true | null;
  /** `S=`, bytes. */
  readonly size: number | null;
  readonly eightBit: number | null;
  readonly dkim: string | null;
  readonly arc: true | null;
  readonly dmarc: string | null;
  readonly receiveTime: string | null;
  readonly queue: string | null;
  /** `id*=`: the Message-ID that Exim made up because there was none. */
  readonly headerMessageIdMade: string | null;
  /** `id=`: the Message-ID header, without `<>`. */
  readonly headerMessageId: string | null;
  /** `T="…"`, as logged with its backslash escapes; cut by Exim at 100 bytes. */
  readonly subject: string | null;
  readonly rawSender: string | null;
  readonly recipients: readonly string[] | null;
  /** The tail that no rule understood; then the fields above are null. */
  readonly partial: string | null;
}

interface EximAddressed extends EximBase {
  /** As logged: may be a local part, a `|pipe`, a file name or `:blackhole:`. */
  readonly recipient: string;
  /** `(parent, parent)`, with `+all_parents` or for pipes and files. */
  readonly parents: string | null;
  /** `<original@recipient>` when it differs. */
  readonly original: string | null;
  /** `F=<…>`; `""` is the empty sender. */
  readonly sender: string | null;
  readonly queue: string | null;
  readonly returnPath: string | null;
  readonly router: string | null;
  readonly transport: string | null;
  readonly peer: RemoteHost | null;
  readonly proxy: Endpoint | null;
  readonly interface: Endpoint | null;
  readonly fastOpen: string | null;
  readonly sequence: string | null;
  readonly cipher: string | null;
  readonly verified: string | null;
  readonly dn: string | null;
  readonly auth: string | null;
  readonly pipelining: string | null;
  readonly prdr: true | null;
  readonly chunking: true | null;
  readonly deliveryTime: string | null;
  readonly partial: string | null;
}

/** `=>`, `->` (further address in the same transaction), `>>` (cutthrough), `*>` (suppressed by -N). */
export interface EximDelivery extends EximAddressed {
  readonly kind: "exim.delivery";
  readonly flag: "=>" | "->" | ">>" | "*>";
  readonly size: number | null;
  readonly shadow: { readonly transport: string; readonly error: string | null } | null;
  readonly dkim: string | null;
  /** `C="…"`: what the other side answered. */
  readonly confirmation: string | null;
  readonly queueTime: string | null;
  /** Why it was thrown away: `=> discarded (system filter)`, `=> :blackhole: <…> R=r: text`. */
  readonly remark: string | null;
}

/** `==`: the address was not delivered this time. */
export interface EximDeferral extends EximAddressed {
  readonly kind: "exim.deferral";
  /** ` routing`: deferred before a router was found. */
  readonly routing: true | null;
  /** > 0: errno of the system; < 0: Exim's own code, whose meaning moved in 4.95 (macros.h): go by the text. */
  readonly errno: number | null;
  readonly strerror: string | null;
  readonly reason: string | null;
}

/** `**`: the address failed for good; a bounce follows. */
export interface EximFailure extends EximAddressed {
  readonly kind: "exim.failure";
  readonly reason: string | null;
}

/**
 * `DKIM: d=a.example s=sel c=relaxed/relaxed a=rsa-sha256 b=2048 [verification succeeded]`: one signature of a message that
 * came in. dkim.c, 4.69 on (with `+dkim_verbose` from 4.91); all tags are the signer's, a stranger's.
 */
export interface EximDkim extends EximBase {
  readonly kind: "exim.dkim";
  readonly domain: string;
  readonly selector: string;
  /** `c=header/body` */
  readonly canonicalization: string | null;
  readonly algorithm: string | null;
  /** Length of the key. */
  readonly bits: number | null;
  /** `i=` */
  readonly identity: string | null;
  /** "verification succeeded", "verification failed", "invalid", "not verified", "failed key import", "fail" */
  readonly result: string;
  /** What stands behind ` - `: "body hash mismatch (body probably modified in transit)" */
  readonly reason: string | null;
}

/**
 * Exim could not make, read or write a file of its own: spool, journal, message log, main log.
 * `Failed to create spool file /var/spool/exim4//input//1vdpup-000CfU-1V-D: No space left on device`
 */
export interface EximSpool extends EximBase {
  readonly kind: "exim.spool";
  /** The opening words: "Failed to create spool file", "Cannot open main log file", "spool directory space check failed" … */
  readonly what: string;
  /** File or directory, or the message id for a journal. */
  readonly path: string | null;
  /** What the system said: "No space left on device". */
  readonly error: string | null;
  /** `space=`, kilobytes left (-1: unknown), of a space check. */
  readonly space: number | null;
  /** `inodes=` left. */
  readonly inodes: number | null;
}

/** A line of a known family of which nothing more than the text is needed. */
export interface EximNote extends EximBase {
  readonly kind: "exim.note";
  readonly topic:
    | "acl"
    | "arc"
    | "auth"
    | "callout"
    | "config"
    | "daemon"
    | "delivery"
    | "dkim"
    | "dmarc"
    | "dns"
    | "filter"
    | "hints"
    | "log"
    | "lookup"
    | "malware"
    | "panel"
    | "proxy"
    | "queue"
    | "rewrite"
    | "router"
    | "scan"
    | "spam"
    | "spool"
    | "tls";
  readonly text: string;
}

/** Message life-cycle lines. `by` is the user or the mechanism that did it ("root", "errmsg timer", "forced delivery"). */
export type EximLifecycle =
  | (EximBase & { readonly kind: "exim.completed"; readonly queueTime: string | null })
  | (EximBase & { readonly kind: "exim.frozen"; readonly by: string | null; readonly reason: string | null })
  | (EximBase & { readonly kind: "exim.still-frozen" })
  | (EximBase & { readonly kind: "exim.unfrozen"; readonly by: string })
  | (EximBase & { readonly kind: "exim.removed"; readonly by: string })
  | (EximBase & { readonly kind: "exim.cancelled"; readonly by: string })
  /** `moved from input, msglog to Finput, Fmsglog` */
  | (EximBase & { readonly kind: "exim.moved"; readonly to: string })
  /** `<address>: error ignored`: an undeliverable bounce was dropped. */
  | (EximBase & { readonly kind: "exim.error-ignored"; readonly recipient: string })
  /** root edited the message: recipients, sender, marked delivered (`what` is the line's text) */
  | (EximBase & { readonly kind: "exim.edited"; readonly what: string })
  /** `Spool file for ID is locked (another process is handling this message)` */
  | (EximBase & { readonly kind: "exim.spool-locked" });

/**
 * Exim refused a value because a stranger wrote it. The line itself says `Tainted …`, `attempt to use tainted …`,
 * `Taint mismatch, …`, `Attempt to exec tainted path`, `tainted search query is not properly quoted`.
 */
export interface EximTainted extends EximBase {
  readonly kind: "exim.tainted";
  readonly taint: Taint;
  /** The whole text of the line. */
  readonly text: string;
}

/** What a taint text says, wherever it stands (its own line, or inside a `==` or `**`). */
export interface Taint {
  /** One word per wording of Exim's source. `quoting` is the warning "not properly quoted": never a cause. */
  readonly wording:
    | "search"
    | "filename"
    | "file"
    | "argument"
    | "command"
    | "name"
    | "value"
    | "host-list"
    | "string"
    | "acl-text"
    | "exec"
    | "mismatch"
    | "quoting"
    | "other";
  /** The refused path, when the text names one (absolute file or directory name). */
  readonly path: string | null;
  /** Otherwise the refused value. Hostile. */
  readonly value: string | null;
  /** `$sender_address_domain` of "… from '$sender_address_domain' for interface". */
  readonly variable: string | null;
  /** What it was for: "interface", "transport", "exec:t1", "t1 transport" … */
  readonly use: string | null;
}

/** `failed to expand …`, `expansion of … failed`, a bare `NULL`: follows a refused value and hides it. */
export interface EximExpansionFailed extends EximBase {
  readonly kind: "exim.expansion-failed";
  /** "interface" option, "condition", … ; null for the bare `NULL`. */
  readonly option: string | null;
  readonly router: string | null;
  readonly transport: string | null;
  readonly text: string;
}

/** `unable to open file for reading: PATH` (DKIM key) and `DKIM: message could not be signed…`. */
export type EximUnsigned = EximBase & {
  readonly kind: "exim.unsigned";
  readonly path: string | null;
  readonly text: string;
};

interface EximSession extends EximBase {
  readonly peer: Peer | null;
  readonly localUser: string | null;
  readonly interface: Endpoint | null;
  readonly ident: string | null;
  readonly connection: string | null;
  readonly cipher: string | null;
  readonly verified: string | null;
  readonly dn: string | null;
  readonly sni: string | null;
  /** `F=<…>`; `""` is the empty sender. */
  readonly sender: string | null;
  readonly auth: string | null;
}

/** `H=… F=<…> [temporarily ]rejected RCPT <…>: reason` */
export interface EximReject extends EximSession {
  readonly kind: "exim.reject";
  readonly temporary: true | null;
  /** "RCPT", "MAIL", "after", "connection in" … */
  readonly verb: string;
  /** Of AUTH the mechanism only: what a client sends behind it is its password. */
  readonly argument: string | null;
  readonly reason: string | null;
  /** Argument and reason where a stranger's words leave it open which is which; those are `null` then. */
  readonly partial: string | null;
  readonly record: RejectedMessage | null;
}

/**
 * What the reject log shows of a message that was refused after its headers came: null in every other line and in every
 * other log, and without `+rejected_header`. Of the envelope Exim names five recipients at most. Its headers are hostile.
 */
export interface RejectedMessage {
  /** `""` is the empty sender; null when the record has no envelope (all recipients were refused before). */
  readonly envelopeFrom: string | null;
  readonly envelopeTo: readonly string[];
  /** `...`: there were further recipients. */
  readonly others: true | null;
  readonly headers: readonly RejectedHeader[];
  /** `*** truncated ***`: the log buffer was full. */
  readonly truncated: true | null;
}

/**
 * A header as Exim keeps it. `type` is its letter: `P` Received, `F` From, `T` To, `C` Cc, `B` Bcc, `S` Sender,
 * `R` Reply-To, `I` Message-Id, `*` replaced or removed, a blank for all others. A sender may fold a line so that it looks
 * like a header with a blank, never like one with a letter. `value` holds folded lines behind `\n`, as they were sent.
 */
export interface RejectedHeader {
  readonly type: string;
  readonly name: string;
  readonly value: string;
}

/** `H=… sender verify fail|defer for <…>: reason` */
export interface EximSenderVerify extends EximSession {
  readonly kind: "exim.sender-verify";
  readonly temporary: true | null;
  readonly address: string;
  readonly reason: string | null;
}

/** `H=… F=<…> RCPT <…>: discarded by RCPT ACL: reason`: accepted and thrown away. */
export interface EximDiscarded extends EximSession {
  readonly kind: "exim.discarded";
  readonly recipient: string;
  /** "RCPT", "MAIL" … */
  readonly by: string;
  readonly reason: string | null;
}

/** A note about a session. Where a stranger's text makes it doubtful whom it speaks of, peer and interface are `null`. */
export interface EximNoted extends EximBase {
  readonly peer: Peer | null;
  readonly interface: Endpoint | null;
}

/** Kinds of Exim lines that no analyzer needs field by field. */
export type EximOtherKnown =
  /** `rejected HELO from …: reason`, forms without `H=` in front; `what` is the text between, peer and all. */
  | (EximNoted & {
      readonly kind: "exim.reject-command";
      readonly what: string;
      readonly reason: string;
      readonly record: RejectedMessage | null;
    })
  /** `F=<…> rejected by non-SMTP ACL: reason` */
  | (EximNoted & {
      readonly kind: "exim.reject-local";
      readonly sender: string;
      readonly temporary: true | null;
      readonly by: string;
      readonly reason: string | null;
      readonly record: RejectedMessage | null;
    })
  /** `plain authenticator failed for (helo) [ip]: 535 Incorrect authentication data (set_id=login)` */
  | (EximBase & {
      readonly kind: "exim.auth-failed";
      readonly mechanism: string;
      readonly peer: Peer;
      readonly interface: Endpoint | null;
      readonly ident: string | null;
      readonly answer: string;
      readonly login: string | null;
    })
  /** `l authenticator failed H=relay.example [192.0.2.1] 535 …`: our own login at a smarthost. */
  | (EximBase & {
      readonly kind: "exim.auth-failed-outgoing";
      readonly mechanism: string;
      readonly peer: { readonly name: string; readonly ip: string; readonly port: number | null };
      readonly answer: string;
    })
  /** `Start queue run: pid=N -qff`, `End queue run: pid=N` */
  | (EximBase & {
      readonly kind: "exim.queue-run";
      readonly end: true | null;
      readonly queue: string | null;
      readonly process: string;
      readonly options: string | null;
    })
  /** `exim 4.96 daemon started: pid=N, -q30m, …`, `pid N: SIGHUP received: re-exec daemon` (version null) */
  | (EximBase & {
      readonly kind: "exim.daemon";
      readonly version: string | null;
      readonly process: string;
      readonly text: string;
    })
  /** `H=host [ip] Connection refused`: one host of an attempt, with a message id. */
  | (EximBase & { readonly kind: "exim.host"; readonly peer: Peer | RemoteHost; readonly text: string })
  /** SMTP session notes: `SMTP connection from … closed by QUIT`, `unexpected disconnection …`, `no MAIL in SMTP connection …`, syntax and protocol errors */
  | (EximNoted & { readonly kind: "exim.smtp"; readonly text: string })
  /**
   * `TLS error on connection from …`, `TLS session: …: delivering unencrypted to …`. The peer is the session's other
   * side, or the server that Exim speaks to; null where the text names none.
   */
  | (EximNoted & { readonly kind: "exim.tls"; readonly text: string })
  /** `H=… Warning: …`: written by a site's `warn` ACL */
  | (EximBase & { readonly kind: "exim.warning"; readonly peer: Peer | null; readonly text: string })
  | EximDkim
  | EximSpool
  | EximNote
  /** `cwd=/root 3 args: …` */
  | (EximBase & {
      readonly kind: "exim.arguments";
      readonly directory: string;
      readonly count: number;
      readonly arguments: string;
    })
  /** `no host name found for IP address 192.0.2.7` */
  | (EximBase & { readonly kind: "exim.no-host-name"; readonly ip: string })
  /** paniclog texts and configuration errors that are none of the above; `text` holds their further lines behind `\n`. */
  | (EximBase & { readonly kind: "exim.panic"; readonly text: string })
  /** Stamped, but no rule knows the text. Counts as unrecognised; the id is kept so that no trace of a message is lost. */
  | (EximBase & { readonly kind: "exim.other"; readonly text: string });

/** What a line of Exim says. */
export type EximEvent =
  | EximArrival
  | EximDelivery
  | EximDeferral
  | EximFailure
  | EximLifecycle
  | EximTainted
  | EximExpansionFailed
  | EximUnsigned
  | EximReject
  | EximSenderVerify
  | EximDiscarded
  | EximOtherKnown;
