import type { Instant, MailEvent } from "../parsers/events.ts";

/** One line of a life. */
export interface TracedLine {
  /** null when no line before it in its source had a stamp. */
  readonly at: Instant | null;
  readonly source: string;
  /** From 1. */
  readonly line: number;
  /** Byte offset of the line in the decompressed text. */
  readonly offset: number;
  /** null for a line that no grammar reads: part of the record above it, or another program's. */
  readonly event: MailEvent | null;
  /**
   * The line as it stands in the log, latin1, without its line end; of a record of several lines all of them. It may
   * hold a password that Dovecot logged: who shows it masks it (`maskedTexts` of trace/masked.ts).
   */
  readonly text: string;
  /** The line as its program wrote it, where its envelope encodes it (JSON); null where it stands as it was written. */
  readonly said: string | null;
  /** Offset of the record of the same source that the line is part of; null for a line of its own. */
  readonly partOf: number | null;
}

/** Why a message is shown. */
export type Why =
  /** One of its lines names what was looked for. */
  | "match"
  /** A message shown reports on it (`R=`): a bounce's parent. */
  | "parent"
  /** It reports on a message shown: a bounce, a delay warning, an automatic answer. */
  | "report"
  /** It has the same Message-ID header: forwarded, or sent twice. */
  | "same Message-ID"
  /** A message shown was handed to an Exim that gave it this id. */
  | "handed on";

/** What became of one address. */
export interface Outcome {
  /** As logged last; `original` where the envelope's address differs. */
  readonly recipient: string;
  readonly original: string | null;
  readonly is: "delivered" | "discarded" | "failed" | "waiting" | "untried";
  /** When this was logged first since it holds; null for untried. */
  readonly at: Instant | null;
  /** Attempts that were put off. */
  readonly deferrals: number;
  readonly firstDeferral: Instant | null;
  /** The last reason of a failure or deferral, as logged. */
  readonly reason: string | null;
  /** Host or transport. */
  readonly where: string | null;
  /** The mailbox that it lies in, where Dovecot says so. */
  readonly mailbox: string | null;
}

/** How a message ended, or that it did not, as far as these logs go. */
export type Ending =
  | "delivered"
  | "partly delivered"
  | "bounced"
  | "waiting"
  | "frozen"
  | "removed"
  | "refused"
  | "discarded"
  | "unknown";

/** A message that Dovecot filed or answered. */
export interface Filing {
  readonly user: string | null;
  readonly at: Instant;
  /** `saved`, `stored`, `forwarded`, `rejected`, `failed`, `discarded` … */
  readonly outcome: string;
  /** Mailbox, address or script. */
  readonly target: string | null;
}

/** The life of one message: all of its lines, in the order of time. */
export interface TracedMessage {
  readonly type: "message";
  /** null when only Dovecot's lines tell of it. */
  readonly messageId: string | null;
  readonly headerMessageId: string | null;
  readonly why: Why;
  readonly arrivedAt: Instant | null;
  /** Envelope sender; `""` is the empty one of a bounce, null when its arrival is not in these logs. */
  readonly sender: string | null;
  readonly subject: string | null;
  readonly size: number | null;
  /** Message that this one reports on. */
  readonly parent: string | null;
  /** Messages that report on this one. */
  readonly reports: readonly string[];
  /** Others with the same Message-ID header. */
  readonly sameHeaderMessageId: readonly string[];
  /** Ids that another Exim gave it, as its confirmations say. */
  readonly handedOnAs: readonly string[];
  readonly ending: Ending;
  /** Since when it waits or is frozen; when it ended otherwise. */
  readonly since: Instant | null;
  readonly recipients: readonly Outcome[];
  readonly filings: readonly Filing[];
  /** The ending in a sentence. */
  readonly verdict: string;
  readonly lines: readonly TracedLine[];
}

/** Lines about no message: refused mail, failed logins, connections, mailbox sessions. */
export interface TracedSession {
  readonly type: "session";
  readonly program: "exim" | "dovecot" | "other";
  /** Dovecot's session, Exim's connection or peer, or null. */
  readonly id: string | null;
  readonly from: Instant | null;
  readonly to: Instant | null;
  readonly lines: readonly TracedLine[];
}

/** Whether the message lies in a mailbox now. */
export function isKept(outcome: string): boolean {
  return outcome === "saved" || outcome === "stored";
}
