/** The fold that answers a report's questions, beside the folds of the analysis: the logs are read once. */
import { tlsVersion } from "../analyzers/mail/stuck-rows.ts";
import { type Fold, type LineRef, own } from "../engine/fold.ts";
import type { EventOf, MailEvent } from "../parsers/events.ts";
import { kinds } from "../parsers/kinds.ts";
import {
  type Answers,
  type ErrorSighting,
  type Handling,
  keepFirst,
  keepFirstOf,
  keepLast,
  keepNearest,
  kept,
  noAnswers,
  type Sighting,
  type SizeSighting,
} from "./answers.ts";
import { comparableLine } from "./comparable.ts";
import { mergeAnswers } from "./merge.ts";
import { type Questions, secondOf } from "./questions.ts";

/** Longest line that a quotation is compared with. */
const longestLine = 1 << 16;

/** A fold for these questions. */
export function gatherFold(questions: Questions): Fold<Answers, MailEvent> {
  const gatherer = new Gatherer(questions);
  return {
    id: "verify",
    kinds,
    create: () => noAnswers(questions),
    observe: (answers, event, line) => gatherer.observe(answers, event, line),
    merge: (into, other) => mergeAnswers(questions, into, other),
    toJSON: (answers) => ({
      ...answers,
      failedMessages: [...answers.failedMessages],
      mainLogs: [...answers.mainLogs],
      sessionLogs: [...answers.sessionLogs],
    }),
    revive: (json) => {
      const { failedMessages, mainLogs, sessionLogs, ...rest } = json as Answers;
      return {
        ...rest,
        failedMessages: new Set(failedMessages),
        mainLogs: new Set(mainLogs),
        sessionLogs: new Set(sessionLogs),
      };
    },
  };
}

class Gatherer {
  readonly #questions: Questions;
  /** Indices of the quotations by kind and second: most lines have none. */
  readonly #quotes = new Map<string, number[]>();
  readonly #quotedKinds = new Map<string, number[]>();
  readonly #recipients = new Map<string, number[]>();
  readonly #users: ReadonlyMap<string, number>;

  constructor(questions: Questions) {
    this.#questions = questions;
    for (const [at, { kind, second }] of questions.quotes.entries()) add(this.#quotes, `${kind} ${second}`, at);
    for (const [at, { kind }] of questions.quotes.entries()) add(this.#quotedKinds, kind, at);
    for (const [at, { recipient }] of questions.recipients.entries()) add(this.#recipients, recipient, at);
    this.#users = new Map(questions.users.map((user, at) => [user, at]));
  }

  observe(answers: Answers, event: MailEvent, line: LineRef): void {
    const quoted = this.#quotedKinds.get(event.kind);
    if (quoted !== undefined) this.#quote(answers, event, line, quoted);
    // a line's number is known only from the start on; a place in another range is then not found, never mistaken
    if (line.rangeStart === 0 && this.#questions.lines.has(line.lineInRange))
      keepFirst(answers.places, { ...sighting(event, line), kind: event.kind }, kept.places);
    answers.named ||= this.#names(event);
    switch (event.kind) {
      case "exim.arrival":
      case "exim.completed":
      case "exim.queue-run":
        answers.mainLogs.add(line.source);
        return;
      case "exim.delivery":
        answers.mainLogs.add(line.source);
        this.#handled(answers, event, line, "delivered");
        return;
      case "exim.deferral":
        this.#handled(answers, event, line, "put off");
        return;
      case "exim.failure":
        this.#failed(answers, event, line);
        return;
      case "exim.tainted":
        if (event.taint.wording !== "quoting")
          this.#error(answers, { ...sighting(event, line), of: "taint", path: event.taint.path, user: null });
        return;
      case "dovecot.mmap-failed":
      case "dovecot.out-of-memory":
        this.#index(answers, event, line);
        return;
      case "dovecot.login":
        answers.sessionLogs.add(line.source);
        this.#login(answers, event.user, sighting(event, line), "Login");
        return;
      case "dovecot.login-failed":
        answers.sessionLogs.add(line.source);
        if ((event.attempts ?? 0) > 0) this.#login(answers, event.user, sighting(event, line), "Failure");
        return;
    }
  }

  #quote(answers: Answers, event: MailEvent, line: LineRef, ofKind: readonly number[]): void {
    for (const at of ofKind)
      keepNearest(answers.nearest[at] ?? [], sighting(event, line), this.#questions.quotes[at]?.at ?? []);
    const wanted = this.#quotes.get(`${event.kind} ${secondOf(event.at)}`);
    if (wanted === undefined) return;
    const text = comparableLine(line.text(longestLine));
    for (const at of wanted) {
      const quote = this.#questions.quotes[at];
      if (quote === undefined || !(quote.cut ? text.startsWith(quote.text) : text === quote.text)) continue;
      keepFirst(answers.quotes[at] ?? [], sighting(event, line), kept.quote);
    }
  }

  #failed(answers: Answers, event: EventOf<"exim.failure">, line: LineRef): void {
    keepFirst(answers.firstFailures, sighting(event, line), kept.near);
    if (event.messageId !== null && answers.failedMessages.size < kept.messages)
      answers.failedMessages.add(own(event.messageId));
    this.#handled(answers, event, line, "failed");
  }

  #handled(
    answers: Answers,
    event: EventOf<"exim.delivery" | "exim.deferral" | "exim.failure">,
    line: LineRef,
    what: Handling["what"],
  ): void {
    if (this.#recipients.size === 0) return;
    const names = new Set([
      event.recipient.toLowerCase(),
      ...(event.original === null ? [] : [event.original.toLowerCase()]),
    ]);
    for (const name of names) {
      for (const at of this.#recipients.get(name) ?? []) {
        const answer = answers.recipients[at];
        const span = this.#questions.recipients[at]?.span ?? null;
        if (answer === undefined) continue;
        const handling = handlingOf(event, line, what);
        if (span === null || (event.at >= span.from && event.at < span.to))
          keepFirst(answer.within, handling, kept.within);
        else if (what === "put off") continue;
        else if (event.at < span.from) keepLast(answer.before, handling, kept.near);
        else keepFirst(answer.after, handling, kept.near);
      }
    }
  }

  #index(answers: Answers, event: EventOf<"dovecot.mmap-failed" | "dovecot.out-of-memory">, line: LineRef): void {
    const path = event.kind === "dovecot.mmap-failed" && event.path !== null ? own(event.path) : null;
    const user = event.user === null ? null : own(event.user);
    this.#error(answers, { ...sighting(event, line), of: "index", path, user });
    if (event.kind !== "dovecot.mmap-failed" || event.size === null || path === null) return;
    const size: SizeSighting = { ...sighting(event, line), path, size: event.size };
    keepFirstOf(answers.sizes, size, kept.sizes, (a, b) => a.path === b.path && a.size === b.size);
  }

  #error(answers: Answers, error: ErrorSighting): void {
    this.#questions.after.forEach((after, at) => {
      if (error.at <= after) return;
      const owned = { ...error, path: error.path === null ? null : own(error.path) };
      keepFirstOf(answers.errors[at] ?? [], owned, kept.errors, (a, b) => a.path === b.path && a.user === b.user);
    });
  }

  #login(answers: Answers, user: string | null, seen: Sighting, what: "Login" | "Failure"): void {
    const at = user === null ? undefined : this.#users.get(user.toLowerCase());
    const answer = at === undefined ? undefined : answers.users[at];
    if (answer === undefined) return;
    keepFirst(what === "Login" ? answer.logins : answer.failures, seen, kept.logins);
    keepLast(answer[`last${what}`], seen, 1);
  }

  /** Whether the line names an address of the report where Exim and Dovecot name addresses. */
  #names(event: MailEvent): boolean {
    const { named } = this.#questions;
    if (named.size === 0) return false;
    const is = (address: string | null | undefined) => typeof address === "string" && named.has(address.toLowerCase());
    if ("recipient" in event && is(event.recipient)) return true;
    if ("original" in event && is(event.original)) return true;
    if ("sender" in event && is(event.sender)) return true;
    return "user" in event && is(event.user);
  }
}

function sighting(event: MailEvent, { source, rangeStart, lineInRange }: LineRef): Sighting {
  return { source, rangeStart, line: lineInRange, at: event.at };
}

function handlingOf(
  event: EventOf<"exim.delivery" | "exim.deferral" | "exim.failure">,
  line: LineRef,
  what: Handling["what"],
): Handling {
  const { messageId, peer, cipher } = event;
  const reason = event.kind === "exim.delivery" ? null : event.reason;
  return {
    ...sighting(event, line),
    what,
    messageId: messageId === null ? null : own(messageId),
    host: peer === null ? null : own(peer.name ?? peer.ip ?? ""),
    tls: tlsVersion(cipher),
    reason: reason === null ? null : own(reason.slice(0, 200)),
  };
}

function add(map: Map<string, number[]>, key: string, at: number): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [at]);
  else list.push(at);
}
