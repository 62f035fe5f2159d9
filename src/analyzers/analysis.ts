import type { FactsOf } from "./facts.ts";
import type { AnalyzerId, Iso, Severity } from "./terms.ts";

export type { AnalyzerId, Iso, Severity } from "./terms.ts";

/** A line of a log that proves something. `text` is the line as logged, decoded as UTF-8 where valid, capped. */
export interface EvidenceLine {
  readonly source: string;
  readonly line: number;
  readonly at: Iso | null;
  readonly text: string;
  /** What the line shows: "first error", "last error", "proof", "victim delivered" … */
  readonly role: string;
}

/** What one analyzer found. Facts only; the prose about it is in the analyzer's remedy. */
export interface FindingOf<A extends AnalyzerId> {
  readonly analyzer: A;
  /** Unique and stable: `tainted-filename:/etc/exim4/domains/<domain>/ip`. */
  readonly key: string;
  readonly severity: Severity;
  /** One line for people: the path pattern, the user and mailbox, the cause. */
  readonly subject: string;
  readonly status: "open" | "resolved" | "recurred";
  /** `confirmed`: a victim succeeded after the last error; `quiet`: nobody to ask, but a proof after it. */
  readonly basis: "confirmed" | "quiet" | null;
  readonly firstSeen: Iso;
  readonly lastSeen: Iso;
  readonly resolvedAt: Iso | null;
  readonly occurrences: number;
  readonly affected: {
    readonly messages: number;
    readonly recipients: number;
    readonly users: number;
    readonly sessions: number;
  };
  readonly subjects: {
    readonly messages: readonly string[];
    readonly recipients: readonly string[];
    readonly users: readonly string[];
  };
  readonly facts: FactsOf<A>;
  /** Key of the finding that caused this one, or null. */
  readonly causedBy: string | null;
  readonly evidence: readonly EvidenceLine[];
}
export type Finding = { [A in AnalyzerId]: FindingOf<A> }[AnalyzerId];

export interface Assumptions {
  readonly zone: { readonly name: string; readonly basis: string };
  /** null when every stamp had its year. */
  readonly year: { readonly value: string; readonly basis: string } | null;
}

export interface SourceSummary {
  readonly name: string;
  /** The dialects met, most lines first, joined with "+": `exim`, `exim+dovecot`. */
  readonly dialect: string;
  readonly lines: number;
  readonly recognised: number;
  /** Partial events among them; the rest are continuations and lines of other programs. */
  readonly unrecognised: number;
  readonly from: Iso | null;
  readonly to: Iso | null;
}

export interface Coverage {
  readonly lines: number;
  readonly recognised: number;
  readonly continuation: number;
  readonly other: number;
  readonly unrecognised: number;
  /** Events of a known kind whose tail was not understood; they are part of `unrecognised`. */
  readonly partial: number;
  readonly shapes: readonly { readonly shape: string; readonly count: number; readonly sample: string }[];
  /** Truncated gzip, unreadable file, duplicate file, several hosts mixed … one sentence each. */
  readonly warnings: readonly string[];
}

/** One message that waited longer than `stuckAfter`, with one row per recipient. */
export interface StuckRow {
  readonly messageId: string;
  readonly sender: string | null;
  readonly recipient: string;
  readonly subject: string | null;
  readonly arrivedAt: Iso;
  /** `delivered`, `bounced`, `removed`, `expired`, `moved`: over. `queued`, `frozen`: still there. `lost`: out of sight. */
  readonly outcome: "delivered" | "bounced" | "removed" | "expired" | "moved" | "queued" | "frozen" | "lost";
  readonly endedAt: Iso | null;
  /** Arrival to end, or to the end of the log, in ms. */
  readonly delay: number;
  /** `H=` host it was delivered to or last tried at. */
  readonly host: string | null;
  /** "TLS 1.3" read off `X=TLS1.3:…` / `X=TLSv1.3:…`; null when not logged. */
  readonly tls: string | null;
  readonly causedBy: string | null;
  readonly source: string | null;
  readonly line: number | null;
}

/** What the mail system did in a stretch of time; the report's before and after. */
export interface Figures {
  readonly from: Iso;
  readonly to: Iso;
  readonly arrived: number;
  readonly delivered: number;
  /** Attempts that were put off; passing over a message ("retry time not reached") is no attempt. */
  readonly deferrals: number;
  readonly skipped: number;
  readonly failed: number;
  /** Waiting at `to`: not frozen, and frozen. */
  readonly queued: number;
  readonly frozen: number;
  readonly taintErrors: number;
  readonly mmapErrors: number;
  readonly logins: number;
  readonly loginsFailed: number;
}

export interface TimelineEntry {
  readonly at: Iso;
  /** A closed vocabulary that sections may word: "daemon-start", "daemon-reload", "first-error", "last-error", "resolved", "frozen", "queue-flush", "first-delivery", "log-start", "log-end" … */
  readonly what: string;
  /** Plain text, may hold log text: escape it. */
  readonly text: string;
  readonly finding: string | null;
  readonly source: string | null;
  readonly line: number | null;
}

export interface Restart {
  readonly at: Iso;
  readonly daemon: "exim" | "dovecot";
  readonly what: "start" | "stop" | "reload";
  readonly text: string;
  readonly source: string;
  readonly line: number;
}

/** One stretch of the logs' time. Counts are of lines in it; the queue is as it stood at its end. */
export interface SeriesBucket {
  /** Its first instant. */
  readonly at: Iso;
  readonly arrived: number;
  readonly delivered: number;
  /** Deliveries to another host, a part of `delivered`. */
  readonly sent: number;
  readonly deferrals: number;
  readonly skipped: number;
  readonly failed: number;
  readonly logins: number;
  /** Logins that Dovecot refused, and those that Exim refused (`535`). */
  readonly loginsFailed: number;
  readonly authFailed: number;
  /** Waiting unfrozen at the bucket's end, for five minutes or longer by the end of their lives; and frozen. */
  readonly waiting: number;
  readonly frozen: number;
  /** Arrival of the oldest that waits unfrozen at the bucket's end. */
  readonly oldest: Iso | null;
}

/** The logs' time in equal steps, whole ones, without a gap. Empty when there is no Exim or Dovecot line with a stamp. */
export interface Series {
  /** Length of a bucket in ms: ten minutes, an hour, or whole multiples of an hour, so that there are at most 400. */
  readonly step: number;
  readonly buckets: readonly SeriesBucket[];
}

/** How long messages took from arrival to their end (`Completed` or what else ended them), and to the logs' end if they have none. */
export interface Delays {
  readonly messages: number;
  /** Milliseconds; null when there is no message. Half of the messages took at most `p50`. */
  readonly p50: number | null;
  readonly p95: number | null;
  readonly max: number | null;
  /** Messages by how long they took; `upTo` is exclusive, in ms, null for the last. */
  readonly histogram: readonly { readonly upTo: number | null; readonly messages: number }[];
}

/**
 * A stretch without a daemon. Dovecot logs its stop; Exim does not (it ends silently on SIGTERM), so for Exim only the
 * last line before a start bounds it: it was down for at most `most`.
 */
export interface Downtime {
  readonly daemon: "exim" | "dovecot";
  /** The stop as logged, or null; and the daemon's last line of mail, queue runs or logins before the start. */
  readonly stoppedAt: Iso | null;
  readonly lastLineAt: Iso | null;
  /** null: it was not started again before the logs end. */
  readonly startedAt: Iso | null;
  /** Milliseconds, bounds of the stretch. `least` is 0 where no stop was logged; `most` is null where nothing bounds it. */
  readonly least: number;
  readonly most: number | null;
  readonly source: string;
  readonly line: number;
}

/**
 * A stretch in which mail did not go out by a fault of this host. With a finding: from its first error to the first proof
 * that it was over (or the logs' end), for the mail that the fault hit. Without one: the longest stretch inside of those
 * in which no mail at all went to another host.
 */
export interface Outage {
  readonly from: Iso;
  readonly to: Iso;
  /** Key of the finding that held the mail; null for the stretch without any outgoing mail. */
  readonly finding: string | null;
  /** Messages that it held; those of all such findings where there is no single one. */
  readonly messages: number;
  /** Domains of the senders that were hit, sorted; empty where no sender is known. */
  readonly senderDomains: readonly string[];
}

/** Figures on both sides of an instant. */
export interface Split {
  readonly at: Iso;
  readonly before: Figures;
  readonly after: Figures;
}

/** First times that an alarm could have spoken, for what no finding tells. */
export interface Signs {
  /** First line of a panic log. */
  readonly panicLog: { readonly at: Iso; readonly source: string } | null;
  /** First clock hour with more than ten failed logins (Dovecot's and Exim's), the minute in which it had, and its count. */
  readonly authFailures: { readonly hour: Iso; readonly at: Iso; readonly count: number } | null;
  readonly authFailuresInAll: number;
  /** Largest number of messages that were in the queue at once, frozen ones included. */
  readonly mostWaiting: { readonly at: Iso; readonly count: number } | null;
  /** When more than fifty were for the first time. */
  readonly queueOver: { readonly at: Iso; readonly count: number } | null;
}

/** Mail-wide facts that belong to no single finding. */
export interface MailState {
  readonly messages: number;
  readonly queue: {
    readonly at: Iso;
    readonly active: number;
    readonly frozen: number;
    readonly frozenBounces: number;
    readonly oldest: Iso | null;
    readonly lostSight: number;
  };
  readonly stuck: readonly StuckRow[];
  /** Split at `at`, the moment the last fault ended (or null when nothing ended). */
  readonly change: Split | null;
  /** Split at each instant that was asked for (the operator's actions), in order of time. */
  readonly splits: readonly Split[];
  readonly series: Series;
  readonly delays: Delays;
  readonly downtime: readonly Downtime[];
  readonly outages: readonly Outage[];
  readonly signs: Signs;
  readonly restarts: readonly Restart[];
  readonly timeline: readonly TimelineEntry[];
  /** Names of the host's programs, as its logs show them. */
  readonly host: {
    readonly exim: string;
    readonly panel: "hestia" | "cpanel" | "directadmin" | "debian" | null;
    readonly eximVersion: string | null;
    readonly dovecotVersion: string | null;
  };
}

/** Grave lines that no detector judges: counted, not explained. */
export interface Unjudged {
  readonly what: "exim-panic" | "exim-spool" | "dovecot-fatal";
  /** A line that two logs hold counts once. */
  readonly lines: number;
  /** To the second. */
  readonly firstSeen: Iso;
  readonly lastSeen: Iso;
  /** The most frequent text, as one line says it, and how many say the same. */
  readonly most: { readonly text: string; readonly lines: number };
  /** The first line of them all. */
  readonly source: string;
  readonly line: number;
}

/** Everything that the logs show; `analyze --format json` prints it. Versioned: a change of meaning changes `schema`. */
export interface Analysis {
  readonly schema: "mailmortem/analysis@1";
  readonly tool: { readonly name: "mailmortem"; readonly version: string };
  /** First and last instant of the logs; and the bounds of what is reported, where some were asked for. */
  readonly window: {
    readonly from: Iso | null;
    readonly to: Iso | null;
    readonly since: Iso | null;
    readonly until: Iso | null;
  };
  readonly assumptions: Assumptions;
  readonly sources: readonly SourceSummary[];
  readonly findings: readonly Finding[];
  readonly mail: MailState;
  readonly unjudged: readonly Unjudged[];
  readonly coverage: Coverage;
}
