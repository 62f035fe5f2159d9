/** What the logs show of the mail system as a whole: the part of an analysis that belongs to no single finding. */
import type { Iso } from "./terms.ts";

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

/** One moment of the course of events. */
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

/** A daemon that started, stopped or read its configuration again. */
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
