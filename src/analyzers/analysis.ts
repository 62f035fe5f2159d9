import type { FactsOf } from "./facts.ts";
import type { MailState } from "./mail-state.ts";
import type { AnalyzerId, ExternalId, Iso, Severity } from "./terms.ts";

export type * from "./mail-state.ts";
export type { AnalyzerId, ExternalId, Iso, Severity } from "./terms.ts";

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
export interface FindingOf<A extends AnalyzerId | ExternalId> {
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

/** What an analyzer from outside this package found. */
export type ExternalFinding = FindingOf<ExternalId>;

/** What was found; `analyzer` tells which facts it has. */
export type Finding = { [A in AnalyzerId]: FindingOf<A> }[AnalyzerId] | ExternalFinding;

/** True of what an analyzer from outside found: its facts are its author's. */
export function isExternal(finding: Finding): finding is ExternalFinding {
  return finding.analyzer.includes("/");
}

/** What the reading took for granted: zone and year of stamps that name none. */
export interface Assumptions {
  readonly zone: { readonly name: string; readonly basis: string };
  /** null when every stamp had its year. */
  readonly year: { readonly value: string; readonly basis: string } | null;
}

/** One input as it was read. */
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

/** How every line was counted: `lines = recognised + continuation + other + unrecognised`, always. */
export interface Coverage {
  readonly lines: number;
  readonly recognised: number;
  readonly continuation: number;
  readonly other: number;
  readonly unrecognised: number;
  /** Events of a known kind whose tail was not understood; they are part of `unrecognised`. */
  readonly partial: number;
  /**
   * Nothing is lost: how everything that was read was counted, in parts that have nothing in common, and their sums. Of
   * lines, `read` is the sum of the four parts. Of bytes, `stored` is that of the files as they are stored, `read` that of
   * their text (of gzip, opened), and the sum of what is `inLines`, line ends included, and of what was `leftOut`: all
   * behind the first 64 MiB of a line.
   */
  readonly account: {
    readonly lines: {
      readonly read: number;
      readonly recognised: number;
      readonly continuation: number;
      readonly other: number;
      readonly unrecognised: number;
      readonly sum: number;
    };
    readonly bytes: {
      readonly stored: number;
      readonly read: number;
      readonly inLines: number;
      readonly leftOut: number;
      readonly sum: number;
    };
  };
  readonly shapes: readonly { readonly shape: string; readonly count: number; readonly sample: string }[];
  /** Truncated gzip, unreadable file, duplicate file, several hosts mixed … one sentence each. */
  readonly warnings: readonly string[];
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
  /**
   * Only where more messages were open or in trouble than were to be kept: one in `oneIn` was, and numbers of messages
   * are estimates, what was kept times `oneIn`. Lists and evidence are of those that were kept.
   */
  readonly sampling?: { readonly oneIn: number; readonly maxOpen: number };
}
