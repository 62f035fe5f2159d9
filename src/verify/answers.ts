/** What one reading of the logs keeps for the questions of a report: the same in whatever order lines come. */
import type { Questions } from "./questions.ts";

/** A line that was kept. `rangeStart` and `line` (in its range) are resolved when all is read. */
export interface Sighting {
  readonly source: string;
  readonly rangeStart: number;
  readonly line: number;
  readonly at: number;
}

/** What was done with a recipient. */
export interface Handling extends Sighting {
  readonly what: "delivered" | "failed" | "put off";
  readonly messageId: string | null;
  readonly host: string | null;
  readonly tls: string | null;
  readonly reason: string | null;
}

export interface RecipientAnswer {
  /** In the span that was asked for (without one: all); the first ones. */
  within: Handling[];
  /** Deliveries and failures out of the span, the nearest. */
  before: Handling[];
  after: Handling[];
}

export interface UserAnswer {
  /** The first ones. */
  logins: Sighting[];
  failures: Sighting[];
  lastLogin: Sighting[];
  lastFailure: Sighting[];
}

/** An error that findings are made of. */
export interface ErrorSighting extends Sighting {
  readonly of: "taint" | "index";
  readonly path: string | null;
  readonly user: string | null;
}

export interface SizeSighting extends Sighting {
  readonly path: string;
  readonly size: number;
}

export interface PlaceSighting extends Sighting {
  readonly kind: string;
}

/** The state of the fold. */
export interface Answers {
  readonly quotes: Sighting[][];
  /** For each quotation the line of its kind that is nearest to its time, if one is near. */
  readonly nearest: Sighting[][];
  readonly recipients: RecipientAnswer[];
  readonly users: UserAnswer[];
  readonly errors: ErrorSighting[][];
  readonly places: PlaceSighting[];
  /** Distinct pairs of file and size. */
  readonly sizes: SizeSighting[];
  /** Messages that failed for good, by their first such line; `failures` counts the lines. */
  readonly failedMessages: Set<string>;
  readonly firstFailures: Sighting[];
  /** A line names an address of the report. */
  named: boolean;
  /** Sources that hold the course of mail (main logs), and those of mailbox sessions. */
  readonly mainLogs: Set<string>;
  readonly sessionLogs: Set<string>;
}

/** How many lines are kept for one question. */
export const kept = {
  quote: 3,
  within: 50,
  near: 2,
  errors: 200,
  logins: 2000,
  places: 20_000,
  sizes: 200,
  messages: 20_000,
} as const;

/** No line seen yet. */
export function noAnswers({ quotes, recipients, users, after }: Questions): Answers {
  return {
    quotes: quotes.map(() => []),
    nearest: quotes.map(() => []),
    recipients: recipients.map(() => ({ within: [], before: [], after: [] })),
    users: users.map(() => ({ logins: [], failures: [], lastLogin: [], lastFailure: [] })),
    errors: after.map(() => []),
    places: [],
    sizes: [],
    failedMessages: new Set(),
    firstFailures: [],
    named: false,
    mainLogs: new Set(),
    sessionLogs: new Set(),
  };
}

/** Keeps the earliest `most`. */
export function keepFirst<T extends Sighting>(list: T[], one: T, most: number): void {
  const last = list.at(-1);
  if (list.length >= most && last !== undefined && earlier(last, one) <= 0) return;
  list.push(one);
  list.sort(earlier);
  if (list.length > most) list.length = most;
}

/** Keeps the latest `most`, the latest first. */
export function keepLast<T extends Sighting>(list: T[], one: T, most: number): void {
  const last = list.at(-1);
  if (list.length >= most && last !== undefined && earlier(one, last) <= 0) return;
  list.push(one);
  list.sort((a, b) => earlier(b, a));
  if (list.length > most) list.length = most;
}

/** Keeps the earliest of those that are alike. */
export function keepFirstOf<T extends Sighting>(list: T[], one: T, most: number, alike: (a: T, b: T) => boolean): void {
  const at = list.findIndex((other) => alike(other, one));
  const other = list[at];
  if (other === undefined) keepFirst(list, one, most);
  else if (earlier(one, other) < 0) {
    list[at] = one;
    list.sort(earlier);
  }
}

/** How far a line is from the nearest of some instants, ms. */
function distance(at: number, instants: readonly number[]): number {
  return Math.min(...instants.map((instant) => Math.abs(instant - at)));
}

/** A line further away than this says nothing of a quotation. Ms. */
const near = 3_600_000;

/** Keeps the one that is nearest to one of the instants. */
export function keepNearest(list: Sighting[], one: Sighting, instants: readonly number[]): void {
  const far = distance(one.at, instants);
  if (!(far <= near)) return;
  const [other] = list;
  const least = other === undefined ? Number.POSITIVE_INFINITY : distance(other.at, instants);
  if (far < least || (far === least && other !== undefined && earlier(one, other) < 0)) list[0] = one;
}

function earlier(a: Sighting, b: Sighting): number {
  return (
    a.at - b.at ||
    (a.source < b.source ? -1 : a.source > b.source ? 1 : 0) ||
    a.rangeStart - b.rangeStart ||
    a.line - b.line
  );
}
