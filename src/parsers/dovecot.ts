import { scanString } from "../grammar/runtime.ts";
import type { Clock, Dialect } from "./dialect.ts";
import { type DovecotEnvelope, ownerOf } from "./dovecot-envelope.ts";
import { arrangeElements, countSession, type ListOf, type LoginElement, type NamedCounter } from "./dovecot-lists.ts";
import { isProblem, mailboxNote } from "./dovecot-notes.ts";
import type { DovecotTopic } from "./dovecot-terms.ts";
import type { Draft, DraftOf } from "./draft.ts";
import type { DovecotEvent } from "./events.ts";
import { body, scanners } from "./generated/dovecot.ts";
import { doubled, envelope } from "./generated/dovecot-envelope.ts";
import { resolveMailbox } from "./mailbox-resolver.ts";
import { maskSecrets } from "./secrets.ts";
import { isOtherProgram, stampOf } from "./syslog.ts";

/** What a body start of grammars/dovecot.ne gives. The event has every field; those of the envelope are still empty. */
interface DovecotBody {
  readonly level: string | null;
  /** `Mailbox NAME: ` in front of the text. */
  readonly mailbox: string | null;
  readonly event: Draft;
  /** Only of `arranged` and `counted`: what is still to be filled in. */
  readonly list?: ListOf<LoginElement> | ListOf<NamedCounter | null>;
}

/** What the master of 1.x calls itself: `mx1 dovecot: dovecot: auth(default): …`. */
const PROGRAM = "dovecot";

type Origin = DovecotEnvelope["origin"];

/** What `partly` names when only the first words of a text with a mailbox name are certain. */
const MAILBOX = "Mailbox ";

/**
 * Dovecot 2.2 to 2.4: its own log file, and what it writes through syslog.
 *
 *     Jan 08 14:00:39 imap(ann@a.example)<48362><6ddr1eBHnKR/AAAB>: Error: Mailbox Logs: mmap(size=1395104500) failed with file /…/dovecot.index.cache: Cannot allocate memory
 *
 * becomes `{ kind: "dovecot.mmap-failed", service: "imap", user: "ann@a.example", pid: 48362, session: "6ddr1eBHnKR/AAAB",
 * level: "Error", mailbox: "Logs", size: 1395104500, path: "/…/dovecot.index.cache", error: "Cannot allocate memory", … }`.
 */
export const dovecotDialect: Dialect<DovecotEvent> = {
  name: "dovecot",

  read(text, bytes, from, clock, offset) {
    const head = envelope(text, bytes, from) as DovecotEnvelope | undefined;
    if (head === undefined) return undefined;
    // Anything is a body: the last start takes the rest of the line.
    const tagged = envelope.end();
    const inner = head.origin.service === PROGRAM ? (doubled(text, bytes, tagged) as Origin | undefined) : undefined;
    const textAt = inner === undefined ? tagged : doubled.end();
    const read = body(text, bytes, textAt) as DovecotBody;
    const said = read.list === undefined ? read : listed(read, text.slice(textAt, body.end()));
    return complete(inner === undefined ? head : within(head, inner), said, clock, offset, bytes, from);
  },

  end: () => body.end(),
  stamp: stampOf,
  // A second line of a Dovecot text has no form of its own: `log:` writes each line of a child with the full prefix.
  continues: () => false,
  foreign: isOtherProgram,
  masked: maskSecrets,

  share(event) {
    if (event.partial !== null) return "partial";
    return event.kind === "dovecot.other" ? "unknown" : "recognised";
  },
};

/**
 * Fills the envelope into the event of the body. Events have many shapes, so that each store takes its time: what is
 * null stays as the grammar left it.
 */
function complete(
  head: DovecotEnvelope,
  said: DovecotBody,
  clock: Clock,
  offset: number,
  bytes: Uint8Array,
  from: number,
): DovecotEvent {
  const { origin } = head;
  const { service, unit } = origin;
  const event = said.event.partial === null ? said.event : reconsidered(said.event);
  event.at = clock.instant(head.stamp, offset, bytes, from);
  if (origin.host !== null) event.host = origin.host;
  event.service = isCapital(service) ? service.toLowerCase() : service;
  const level = said.level ?? origin.level;
  if (level !== null) event.level = level;
  if (said.mailbox !== null) (event as DraftOf<"dovecot.mmap-failed">).mailbox = said.mailbox;
  if (unit !== null) {
    const owner = ownerOf(service, unit);
    if (owner.pid !== null) event.pid = owner.pid;
    if (owner.user !== null) event.user ??= owner.user;
    if (owner.session !== null) event.session ??= owner.session;
    if (owner.ip !== null && "ip" in event) event.ip ??= owner.ip;
  }
  return fitting(event);
}

/** The name of the service stood behind that of the program. */
function within({ stamp, origin }: DovecotEnvelope, inner: Origin): DovecotEnvelope {
  return { stamp, origin: { ...inner, host: origin.host, level: origin.level } };
}

/** Fills in a list that is in no order; a text whose list cannot be trusted is known by its first words only. */
function listed(read: DovecotBody, text: string): DovecotBody {
  const { event, list } = read;
  const trusted =
    event.kind === "dovecot.logout"
      ? countSession(event, list as ListOf<NamedCounter | null>)
      : arrangeElements(event as DraftOf<"dovecot.login">, list as ListOf<LoginElement>);
  const partly = trusted ? undefined : scanners.starts.partly;
  return partly === undefined ? read : (scanString(partly, text) as DovecotBody);
}

/** A text of which only the first words are certain: a mailbox name that looks like a text may still be resolved. */
function reconsidered(event: Draft): Draft {
  const { partial } = event;
  if (partial === null) return event;
  if (event.kind === "dovecot.other") {
    const resolved = event.text === MAILBOX ? (resolveMailbox(partial) ?? mailboxNote(partial)) : undefined;
    if (resolved !== undefined) return resolved;
    event.text = maskSecrets(`${event.text}${partial}`);
  }
  event.partial = maskSecrets(partial);
  return event;
}

/** `IMAP(ann): `, from mail_log_prefix = "%Us(%u): ". */
function isCapital(service: string): boolean {
  return service.length > 0 && service.charCodeAt(0) < 97;
}

/** Some texts say the same in every service; what they mean depends on who says it. */
function fitting(event: Draft): DovecotEvent {
  switch (event.kind) {
    case "dovecot.logout":
      return event.service.endsWith("-login") ? loginFailed(event) : event;
    case "dovecot.master":
      return event.notice === "stop" && event.service !== "master" && event.service !== ""
        ? noticeOf(event, "master", event.text === null ? null : `Killed with ${event.text}`)
        : event;
    case "dovecot.auth-error":
      event.error = maskSecrets(event.error);
      return event;
    case "dovecot.other":
      if (event.level === "Debug") return noticeOf(event, "debug", null);
      if (event.partial === null) event.text = maskSecrets(event.text);
      return event;
    case "dovecot.notice":
      if (event.text !== null) event.text = maskSecrets(event.text);
      return isProblem(event.level) ? Object.assign(event, { kind: "dovecot.problem" as const }) : event;
    default:
      return event;
  }
}

/**
 * `imap-login: Disconnected: Shutting down`: without the peer, that it was a login is in the service alone. Every field
 * is named: V8 copies what is left of an object a hundred times slower.
 */
function loginFailed(event: DraftOf<"dovecot.logout">): DovecotEvent {
  return {
    kind: "dovecot.login-failed",
    at: event.at,
    host: event.host,
    service: event.service,
    user: event.user,
    pid: event.pid,
    session: event.session,
    level: event.level,
    partial: event.partial,
    method: null,
    ip: null,
    localIp: null,
    mailPid: null,
    security: null,
    reason: event.reason,
    detail: null,
    attempts: null,
    seconds: null,
  };
}

/** `imap(ann): Warning: Killed with signal 15 (by pid=1 uid=0 code=kill)`: one process, not Dovecot. */
function noticeOf(event: Draft, topic: DovecotTopic, text: string | null): DovecotEvent {
  const { at, host, service, user, pid, session, level, partial } = event;
  return { kind: "dovecot.notice", at, host, service, user, pid, session, level, partial, topic, text };
}
