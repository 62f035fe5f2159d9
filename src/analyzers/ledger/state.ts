import type { Instant, Taint } from "../../parsers/events.ts";
import type { Reason } from "../../parsers/exim-reasons.ts";
import type { Evidence, Kept } from "../evidence.ts";
import type { Sampling } from "../sampling.ts";
import type { Tally } from "../tally.ts";
import type { ProofSpan, RecentProof } from "./proof.ts";
import type { ReachedTable } from "./reached.ts";
import type { Settling } from "./settling-state.ts";
import type { YoungTable } from "./young-table.ts";

/** A real reason why an address was not delivered, with when and how often. */
export interface Cause {
  /** Groups equal causes: family and normalised words. */
  readonly key: string;
  readonly family: Reason["family"];
  readonly words: string;
  /** The same in the log's own case and marks; of several the one that sorts first. */
  said: string;
  /** The key of a taint that the reason itself names, not yet folded. */
  readonly taint: Taint | null;
  first: Instant;
  last: Instant;
  readonly tally: Tally;
  /** The host that was tried, when one was reached. */
  host: string | null;
  /** Of the hosts that its lines name (`H=`): one was not this one; one was, by its loopback address. */
  remote: boolean;
  loopback: boolean;
  /** Domain of the address. */
  domain: string | null;
  router: string | null;
  transport: string | null;
  option: string | null;
  readonly evidence: Evidence;
}

/** How an address ended: delivered or failed. */
export interface End {
  readonly at: Instant;
  readonly host: string | null;
  readonly cipher: string | null;
  readonly router: string | null;
  readonly transport: string | null;
  /** Why it failed; null for a delivery. */
  readonly cause: Cause | null;
  readonly line: Kept | null;
}

/** One address of one message. */
export interface Recipient {
  readonly address: string;
  causes: Map<string, Cause>;
  /** "Retry time not reached": looked at, not tried. */
  skips: Tally;
  delivered: End | null;
  /** The first `**` with a cause of its own, else the first `**`. */
  failed: End | null;
  /** A `**` without a cause of its own ("retry timeout exceeded"). */
  gaveUp: End | null;
}

/** Lines of one message that name one refused value. */
export interface TaintHits {
  readonly taint: Taint;
  first: Instant;
  last: Instant;
  readonly tally: Tally;
  readonly evidence: Evidence;
}

/** A line that follows a refused value and hides it: `failed to expand …`, a bare `NULL`. */
export interface Expansion {
  readonly at: Instant;
  readonly option: string | null;
  readonly router: string | null;
  readonly transport: string | null;
}

export type Ending = "completed" | "removed" | "cancelled" | "expired" | "moved";

/** The life of one message, as far as its lines were read. */
export interface Life {
  readonly id: string;
  /** A life-cycle line was seen; an id that was only rejected, or only named in a taint line, is no message. */
  opened: boolean;
  /** `<=`. */
  arrival: Arrival | null;
  /** Two different `<=` for one id: more than one host's logs are mixed. */
  arrivedTwice: boolean;
  recipients: Map<string, Recipient>;
  taints: Map<string, TaintHits>;
  expansions: Map<string, Expansion>;
  unsigned: Tally;
  /** Freezing and thawing; first and last of each. */
  frozen: { first: Instant; last: Instant; readonly by: string | null; readonly line: Kept | null } | null;
  frozenAsBounce: boolean;
  thaws: Tally;
  lastThaw: Instant | null;
  errorIgnored: boolean;
  end: { readonly at: Instant; readonly how: Ending; readonly by: string | null; readonly line: Kept | null } | null;
  first: Instant;
  last: Instant;
  /** The log that named it first, with its last mention there; then the others. An open message's age ends with its own log. */
  readonly log: string;
  lastInLog: Instant;
  otherLogs: Map<string, Instant>;
}

export interface Arrival {
  readonly at: Instant;
  readonly log: string;
  /** null: the empty sender. */
  readonly sender: string | null;
  readonly parent: string | null;
  readonly subject: string | null;
  readonly size: number | null;
  /** The `for` tail, with +received_recipients. */
  readonly recipients: readonly string[];
}

/** Queue runs, so far as they tell whether a message is still there. */
export interface QueueRuns {
  /** Starts and ends without their other half, by process. */
  readonly starts: Map<string, Instant[]>;
  readonly ends: Map<string, Instant[]>;
  /** Start of the last run that ended. */
  lastComplete: Instant | null;
  /** Start of the last run, complete or not. */
  lastStart: Instant | null;
}

/** Refusals without a message id: they hit an SMTP session. */
export interface SessionTaints {
  readonly hits: Map<string, TaintHits>;
}

/** A program's mail that this host did not take. */
export interface Refusal {
  /** "rejected by non-SMTP ACL: local policy", normalised. */
  readonly words: string;
  /** The same in the log's own case and marks. */
  readonly said: string;
  readonly line: Kept;
}

/**
 * What bounds each part: `lives`, `refusals` and `children` hold at most `sampling.limit` each, `domainCauses` as many
 * domains as `domainSampling.limit`; `young`, `knownIds`, `reached` and what is `recent` are tables of fixed
 * size; `queueRuns` has only what came after the last complete run; `short` 300 numbers a log. With time and the host
 * grow `proofs` (an hour a transport and sender domain), `domains` and `localTransports`; with trouble the evidence of a
 * life (five lines a cause at most) and its tallies (an entry a second).
 */
export interface LedgerState {
  /** Grows with every event and merge; what was worked out from the state is good as long as it stays. */
  revision: number;
  /** Messages to which nothing has happened yet, by slot (young.ts). */
  readonly young: YoungTable;
  /** The same messages as far as the module keeps them that settles their lines, and where their tables are then. */
  settling: Settling | null;
  /** A filter over the ids of `lives` (known-ids.ts). */
  knownIds: Uint8Array;
  /** Domains learnt last, each with its `@`: nearly always one of them comes again. */
  readonly recentDomains: string[];
  /** Which ids are kept. */
  readonly sampling: Sampling;
  /** Of which domains `domainCauses` knows. */
  readonly domainSampling: Sampling;
  /** Milliseconds: of a message that was delivered sooner no line will be quoted. Least of what is stuck in this run. */
  slimUnder: number;
  /** The same of all runs that went into the state: of such messages no line is there any more. */
  slimmedUnder: number;
  /** Open and troubled messages. */
  readonly lives: Map<string, Life>;
  readonly sessions: SessionTaints;
  readonly queueRuns: Map<string, QueueRuns>;
  /** Domains of this host's mail (authenticated and local senders, local deliveries) and of mail in trouble: a path segment that equals one is variable. */
  readonly domains: Set<string>;
  /** Transports that delivered on this host: `=> marie R=mailboxes T=dovecot_lmtp`, without `H=`. */
  readonly localTransports: Set<string>;
  /** `ID F=<…> rejected by non-SMTP ACL: reason`: why a message that never was one got a bounce. */
  readonly refusals: Map<string, Refusal>;
  /** Latest real causes by destination domain, for messages that were only ever skipped. */
  readonly domainCauses: Map<string, Map<string, Cause>>;
  /** Deliveries of untroubled messages to remote hosts, by transport and sender domain, per hour: proofs that it works. */
  readonly proofs: Map<string, Map<number, ProofSpan>>;
  /** Those counted last, by slot. */
  readonly recentProofs: RecentProof[];
  /** Late deliveries by recipient, in a table of fixed size (reached.ts). */
  reached: ReachedTable;
  /** `<= <> R=parent`, by parent: what may be a delay warning about it, with the instant at which it came in. */
  readonly children: Map<string, Map<string, Instant>>;
  /** Messages forgotten as untroubled, by the log of their arrival: how many took 0, 1, 2 … seconds, by what `halvingsOf` says of their ids. */
  readonly short: Map<string, number[][]>;
  /** Last life-cycle line of each log. */
  readonly logEnds: Map<string, Instant>;
}
