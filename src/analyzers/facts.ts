import type { AnalyzerId, ExternalId, Iso } from "./terms.ts";

/** The facts that each analyzer measures: what remedies, sections and JSON readers may rely on. */
export interface AllFacts {
  "tainted-filename": TaintFacts;
  "mmap-failure": MmapFacts;
  "stuck-queue": StuckFacts;
  "frozen-bounce": FrozenFacts;
  [id: ExternalId]: ExternalFacts;
}

/** The facts of one analyzer's findings. */
export type FactsOf<A extends AnalyzerId | ExternalId> = AllFacts[A];

/** Facts of an analyzer from outside: plain JSON, in the words that its author documents. */
export type ExternalFacts = Readonly<Record<string, unknown>>;

/** What became of one message that a taint error hit. */
export type TaintOutcome = "held" | "bounced" | "refused" | "unsigned" | "died" | "unharmed";

/** What is measured of a value that Exim refused as tainted. */
export interface TaintFacts {
  /** `/etc/exim4/domains/<domain>/ip`, or null where the text names no path. */
  readonly pattern: string | null;
  /** One path as logged, for the reader's eye. */
  readonly example: string | null;
  readonly wordings: readonly string[];
  /** Options of Exim's configuration in which the value stood: "interface", "condition", "hosts", "dkim_private_key" … */
  readonly options: readonly string[];
  readonly routers: readonly string[];
  readonly transports: readonly string[];
  /** Variables that Exim named: `$sender_address_domain`. */
  readonly variables: readonly string[];
  /** Hestia's macro for this path pattern ("OUTGOING_IP"), or null. */
  readonly macro: string | null;
  /** Misleading reasons that the same messages logged in the same attempts: "Permission denied", "NULL", … */
  readonly disguises: readonly string[];
  /** Messages by outcome. A message that was held and later delivered counts as held. */
  readonly outcomes: Readonly<Record<TaintOutcome, number>>;
  /** Delivery attempts (or SMTP sessions) that logged the taint. */
  readonly attempts: number;
  /** Times that a queue run passed over a victim: "retry time not reached". */
  readonly skipped: number;
  /** Victims still queued at the end of the log, and those delivered since. */
  readonly stillQueued: number;
  /** Victims that are themselves bounces; the others are mail of people. */
  readonly bounces: number;
  readonly deliveredSince: number;
  /** First proof after the last error: from here on the fault is gone, whether or not all victims have left. */
  readonly proofAt: Iso | null;
  readonly messages: readonly {
    readonly id: string;
    readonly sender: string | null;
    readonly recipients: readonly string[];
    readonly outcome: TaintOutcome;
    readonly attempts: number;
    readonly skipped: number;
    readonly firstError: Iso;
    readonly lastError: Iso;
    readonly deliveredAt: Iso | null;
  }[];
}

/** What is measured of an index file that Dovecot could not map, or of a session that ran out of memory. */
export interface MmapFacts {
  readonly user: string;
  /** null for an out-of-memory kill that no file explains. */
  readonly mailbox: string | null;
  readonly file: string | null;
  /** Largest size that failed, in bytes, and the same for people: "1.30 GiB". */
  readonly size: number | null;
  readonly sizeText: string | null;
  readonly service: string;
  readonly effect: "degraded" | "killed";
  readonly sessions: number;
  readonly killedSessions: number;
  /** `vsz_limit` in bytes and as logged ("256 MB"), if a line shows it. */
  readonly vszLimit: number | null;
  readonly vszLimitText: string | null;
  /** What would have been enough: `vsz_limit` (>= 1.5 x the map, rounded up to 256 MB) and `mail_cache_max_size`. */
  readonly enoughVszLimit: string | null;
  readonly enoughCacheMax: string | null;
  /** Larger than Dovecot >= 2.3.11 can write (1 GiB): the file is older or was migrated. */
  readonly overHardMaximum: boolean;
  readonly proofAt: Iso | null;
}

/** What became of a message; `lost`: out of sight, since the logs have a gap. */
export type LifeOutcome = "delivered" | "failed" | "removed" | "expired" | "moved" | "queued" | "frozen" | "lost";

/** What is measured of messages that waited for the same cause. */
export interface StuckFacts {
  /** The cause's own words, normalised: "connection refused", "frozen", "retry time not reached (cause before the logs)". */
  readonly cause: string;
  /** `cause` in the log's own case and marks, `…` for names and numbers that it leaves out. */
  readonly said: string;
  readonly family: string;
  /** What deferred them in the attempt in which Exim froze them, when the cause is "frozen"; null when no error is logged there. */
  readonly deferredBefore: string | null;
  readonly destinations: readonly { readonly domain: string; readonly messages: number }[];
  /** Ages in ms. */
  readonly ages: { readonly p50: number; readonly p95: number; readonly max: number };
  readonly outcomes: Readonly<Record<LifeOutcome, number>>;
  readonly stillQueued: number;
  readonly attempts: number;
  readonly skipped: number;
  /** The fault was this host's own (taint, configuration, permission, disk), not the other side's. */
  readonly ownFault: boolean;
  /** It happened on this host, fault or not: a full mailbox, an alias that says `:defer:`, Dovecot's socket. */
  readonly onThisHost: boolean;
  /** Who froze them by hand ("root"), empty when Exim did; and who or what took them out of the queue undelivered. */
  readonly frozenBy: readonly string[];
  readonly removedBy: readonly string[];
  /**
   * Delay warnings (`<= <> R=id` while the message was still waiting) that Exim wrote, and those that were delivered: null
   * when what became of them is known of none.
   */
  readonly delayWarnings: number;
  readonly delayWarningsDelivered: number | null;
  readonly messages: readonly {
    readonly id: string;
    readonly sender: string | null;
    readonly recipients: readonly string[];
    readonly arrivedAt: Iso;
    /** When it froze, if it ever did. */
    readonly frozenAt: Iso | null;
    readonly age: number;
    readonly outcome: LifeOutcome;
    readonly endedAt: Iso | null;
  }[];
}

/** What is measured of bounces that froze for the same cause. */
export interface FrozenFacts {
  /** Why the parents failed or waited, normalised. */
  readonly cause: string;
  /** `cause` in the log's own case and marks, `…` for names and numbers that it leaves out. */
  readonly said: string;
  readonly family: string;
  readonly ownFault: boolean;
  readonly stillFrozen: number;
  readonly outcomes: Readonly<Record<LifeOutcome, number>>;
  /** Exim's own letters that froze: all have an empty sender, and not all of them tell of a failure. */
  readonly bounces: readonly {
    readonly id: string;
    /**
     * Exim logs no text, so the parent tells: `bounce` when it failed or was cancelled in the 15 minutes before (or is
     * not in the logs), `delay-warning` when it was unfinished and over an hour old, else `notice` (an autoreply, say).
     */
    readonly is: "bounce" | "delay-warning" | "notice";
    readonly parent: string | null;
    /** To whom it could not be delivered: the parent's sender. */
    readonly recipient: string | null;
    /** Whom the parent could not reach (for a delay warning: not yet), and the reason in the log's own case and marks. */
    readonly parentRecipients: readonly string[];
    readonly parentReason: string | null;
    readonly frozenAt: Iso;
    readonly thaws: number;
    readonly outcome: LifeOutcome;
    readonly endedAt: Iso | null;
  }[];
}
