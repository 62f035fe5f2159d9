/** What a finished report states, as far as logs could bear it out. */
import type { MailEvent } from "../parsers/events.ts";

/** What a claim is about, for readers of the result. */
export type ClaimKind = "delivery" | "log-line" | "time" | "size" | "count" | "duration" | "status";

/** A stretch of time as a report writes it: "14:18" is a whole minute. Ms since the epoch, `to` is exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A place as a report writes it: `mainlog:1732`. */
export interface WrittenPlace {
  readonly name: string;
  readonly line: number;
}

/** Texts that tell which finding a claim is about, the nearest first: the claim, its headings, its section. */
export type About = readonly string[];

/** A bound of a number that was not written exactly: "48+ hours", "up to 5 minutes", "~5 minutes". */
export type Exactness = "exact" | "at least" | "at most" | "about";

/** What became of an address, in the report's words. `other`: a word that says none of these. */
export type Outcome = "delivered" | "bounced" | "queued" | "frozen" | "removed" | "other";

/** What has to be looked up to decide a claim. */
export type Ask =
  | {
      readonly is: "delivery";
      readonly recipient: string;
      readonly outcome: Outcome;
      readonly span: Span | null;
      /** `null`: not stated. Name of the host and "TLS 1.3". */
      readonly host: string | null;
      readonly tls: string | null;
      readonly subject: string | null;
    }
  /** All mail that had waited went over this host, in this way. */
  | { readonly is: "relay"; readonly host: string | null; readonly tls: string | null; readonly about: About }
  /** `waited`: it is said of mail that had waited only, so that mail which bounced at once does not matter. */
  | { readonly is: "all delivered"; readonly waited: boolean; readonly about: About }
  | {
      readonly is: "quote";
      readonly text: string;
      /** The text was cut ("…"): the log's line only begins like it. */
      readonly cut: boolean;
      readonly kind: MailEvent["kind"];
      /** Instants that the stamp may mean (a stamp without a year has several). */
      readonly at: readonly number[];
      readonly place: WrittenPlace | null;
    }
  /** `fixed`: no error after it; `first`, `last`: of the errors; `begin`, `end`: of the logs. */
  | { readonly is: "fixed" | "first" | "last"; readonly span: Span; readonly about: About }
  | { readonly is: "begin" | "end"; readonly span: Span }
  | {
      readonly is: "restart";
      readonly daemon: "exim" | "dovecot";
      readonly what: "start" | "stop" | "reload" | "any";
      readonly span: Span;
    }
  /** Each of the lines is of one of the times. `bound`: a row of a table says so, not just a sentence near by. */
  | {
      readonly is: "place";
      readonly spans: readonly Span[];
      readonly places: readonly WrittenPlace[];
      readonly bound: boolean;
    }
  | {
      readonly is: "size";
      /** End of the file's path, or null when no file is named. */
      readonly file: string | null;
      /** What the size may have been rounded from, in bytes, bounds included: one range for each meaning of "GB". */
      readonly ranges: readonly { readonly least: number; readonly most: number }[];
      readonly about: About;
    }
  /** `emails`: they may be counted by recipient; messages are not. */
  | {
      readonly is: "count";
      readonly of: Counted;
      readonly emails: boolean;
      readonly count: number;
      readonly about: About;
    }
  /** A figure of a table with the columns Before and After. */
  | {
      readonly is: "change";
      readonly of: Changed;
      readonly side: "before" | "after";
      readonly count: number;
      readonly other: number | null;
      /** Moments that the section names: where it parts them. */
      readonly splits: readonly number[];
    }
  | {
      readonly is: "duration";
      readonly of: "wait" | "downtime";
      /** Whose downtime; null: not said. */
      readonly daemon: "exim" | "dovecot" | null;
      /** Ms, and what one unit of the last figure is. */
      readonly length: number;
      readonly unit: number;
      readonly exactness: Exactness;
      readonly about: About;
    }
  /** `failed`: a login of the user did, while the fault that it is about lasted; `works`: the last one succeeded. */
  | { readonly is: "login"; readonly user: string; readonly outcome: "failed" | "works"; readonly about: About }
  /** What no mail log can tell, or what the report leaves open. */
  | { readonly is: "never"; readonly why: string };

/** What is counted: mail that had to wait, that waits at the end, that is frozen then … */
export type Counted = "held" | "waiting" | "frozen" | "frozen bounces" | "other frozen" | "delivered" | "bounced";

/** Rows of a table of figures before and after the mend, as `Figures` of analysis.ts names them. */
export type Changed =
  | "arrived"
  | "delivered"
  | "deferrals"
  | "skipped"
  | "failed"
  | "queued"
  | "frozen"
  | "taintErrors"
  | "mmapErrors"
  | "logins"
  | "loginsFailed";

/** One statement of a report. */
export interface Claim {
  /** Line of the report, from 1. */
  readonly line: number;
  readonly kind: ClaimKind;
  /** The statement as plain text, in one line, capped. Untrusted. */
  readonly text: string;
  readonly ask: Ask;
}

/** What the logs say to a claim. */
export interface CheckedClaim {
  readonly line: number;
  readonly kind: ClaimKind;
  readonly text: string;
  readonly result: "confirmed" | "contradicted" | "not checkable";
  /** What the logs say, or why they cannot. Plain text that may hold log text: escape it. */
  readonly says: string;
  /** Lines of the logs that show it. */
  readonly seen: readonly { readonly source: string; readonly line: number }[];
}

/** Every claim of a report, checked. Versioned: a change of meaning changes `schema`. */
export interface VerifyResult {
  readonly schema: "mailmortem/verify@1";
  readonly claims: readonly CheckedClaim[];
  readonly totals: {
    readonly claims: number;
    readonly confirmed: number;
    readonly contradicted: number;
    readonly notCheckable: number;
  };
}
