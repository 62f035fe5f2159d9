import type { Instant } from "../../parsers/events.ts";
import type { Evidence, Kept } from "../evidence.ts";
import type { Sampling } from "../sampling.ts";
import type { Tally } from "../tally.ts";

/** mmap errors of one user on one file. */
export interface MapErrors {
  readonly user: string;
  readonly mailbox: string | null;
  readonly file: string | null;
  readonly service: string;
  /** Largest size refused, bytes. */
  size: number | null;
  first: Instant;
  last: Instant;
  readonly tally: Tally;
  /** Sessions that logged it; `""` where the prefix names none (2.2). */
  readonly sessions: Set<string>;
  readonly evidence: Evidence;
}

/** A process that died of its memory limit: `returned error 83`, `Fatal: … Out of memory`. */
export interface Kill {
  readonly user: string | null;
  readonly session: string | null;
  pid: number | null;
  readonly service: string;
  first: Instant;
  last: Instant;
  vszLimit: number | null;
  readonly tally: Tally;
  readonly evidence: Evidence;
}

/** One mail session, as far as its login and its end were read. */
export interface MailSession {
  user: string | null;
  began: Instant | null;
  pid: number | null;
  /** Regular end: `Disconnected: Logged out in=… out=…`. */
  ended: Instant | null;
  faulty: boolean;
  /** The login line. */
  line: Kept | null;
}

/** A session that began, logged no fault and ended. */
export interface CleanSession {
  readonly began: Instant;
  readonly ended: Instant;
  readonly line: Kept | null;
}

/** Sessions without a fault, per user and hour: the earliest and the latest begins, with their ends. */
export type CleanHours = Map<number, CleanSession[]>;

/**
 * What bounds each part: `sessions` holds at most `sampling.limit`; `clean` and `nameless` eight sessions an hour for
 * each user; `errors` and `kills` grow with the trouble.
 */
export interface SessionState {
  /** Which sessions are kept. */
  readonly sampling: Sampling;
  /** By user, mailbox and file. */
  readonly errors: Map<string, MapErrors>;
  /** By session, or process and time where a line names no session. */
  readonly kills: Map<string, Kill>;
  /** Sessions that are not over, or were in trouble. */
  readonly sessions: Map<string, MailSession>;
  readonly clean: Map<string, CleanHours>;
  /** Ends of sessions without a name (Dovecot 2.2 logs none there), by user. */
  readonly nameless: Map<string, CleanHours>;
}
