import type { EximEvent, Instant } from "./events.ts";
import type { RawDeferral, RawFailure, RawSession } from "./exim-raw.ts";
import { heloAndReason } from "./exim-session-resolver.ts";

/**
 * Puts the parts of a line that the grammar reads in pieces into the flat events of the contract. Every field is named:
 * V8 copies a spread into a literal of this size a hundred times slower, and a busy server logs mostly such lines.
 */

interface Addressed {
  recipient: string;
  parents: string | null;
  readonly original: string | null;
}

/**
 * `=> bob (x) <"bob (x)"@b.example> R=r T=t`: a local part stands there without its quotes, maybe in small letters, and a
 * stranger may choose one that looks like an address and its parents. The original shows it.
 */
export function mendParents(line: Addressed): void {
  const { recipient, parents, original } = line;
  if (parents === null || original === null || !original.startsWith('"')) return;
  const whole = `${recipient} (${parents})`;
  if (!original.toLowerCase().startsWith(`"${whole.toLowerCase()}`)) return;
  line.recipient = whole;
  line.parents = null;
}

/** `== bob@b.example R=r T=t defer (-44) H=mx.b.example [192.0.2.1]: SMTP error from …` */
export function deferralOf(raw: RawDeferral, at: Instant): EximEvent {
  const { host, dn, outgoing, deliveryTime, reason } = raw.by;
  if (raw.parents !== null) mendParents(raw);
  return {
    kind: "exim.deferral",
    at,
    pid: raw.pid,
    messageId: raw.messageId,
    recipient: raw.recipient,
    parents: raw.parents,
    original: raw.original,
    sender: raw.sender,
    queue: raw.queue,
    returnPath: raw.returnPath,
    router: raw.router,
    transport: raw.transport,
    peer: host === null ? null : host.peer,
    proxy: host === null ? null : host.proxy,
    interface: host === null ? null : host.interface,
    fastOpen: host === null ? null : host.fastOpen,
    sequence: host === null ? null : host.sequence,
    cipher: host === null ? null : host.cipher,
    verified: host === null ? null : host.verified,
    dn,
    auth: outgoing === null ? null : outgoing.auth,
    pipelining: outgoing === null ? null : outgoing.pipelining,
    prdr: outgoing === null ? null : outgoing.prdr,
    chunking: outgoing === null ? null : outgoing.chunking,
    deliveryTime,
    partial: null,
    routing: raw.routing,
    errno: raw.errno,
    strerror: raw.strerror,
    reason,
  };
}

/** `** bob@b.example R=r T=t H=mx.b.example [192.0.2.1]: SMTP error from …` */
export function failureOf(raw: RawFailure, at: Instant): EximEvent {
  const { host, dn, outgoing, deliveryTime, reason } = raw.by.at;
  if (raw.parents !== null) mendParents(raw);
  return {
    kind: "exim.failure",
    at,
    pid: raw.pid,
    messageId: raw.messageId,
    recipient: raw.recipient,
    parents: raw.parents,
    original: raw.original,
    sender: raw.sender,
    queue: raw.queue,
    returnPath: raw.returnPath,
    router: raw.by.router,
    transport: raw.by.transport,
    peer: host === null ? null : host.peer,
    proxy: host === null ? null : host.proxy,
    interface: host === null ? null : host.interface,
    fastOpen: host === null ? null : host.fastOpen,
    sequence: host === null ? null : host.sequence,
    cipher: host === null ? null : host.cipher,
    verified: host === null ? null : host.verified,
    dn,
    auth: outgoing === null ? null : outgoing.auth,
    pipelining: outgoing === null ? null : outgoing.pipelining,
    prdr: outgoing === null ? null : outgoing.prdr,
    chunking: outgoing === null ? null : outgoing.chunking,
    deliveryTime,
    partial: null,
    reason,
  };
}

/** `H=(helo) [192.0.2.7] F=<ann@a.example> rejected RCPT <bob@b.example>: relay not permitted` */
export function sessionOf(raw: RawSession, at: Instant): EximEvent {
  const { origin, rest } = raw;
  const { verdict } = rest;
  switch (verdict.kind) {
    case "exim.reject": {
      const what = verdict.what.verb === "EHLO or HELO" ? heloAndReason(verdict.what, origin.peer) : verdict.what;
      return {
        kind: "exim.reject",
        at,
        pid: raw.pid,
        messageId: raw.messageId,
        peer: origin.peer,
        localUser: origin.user,
        interface: raw.interface,
        ident: rest.ident,
        connection: rest.connection,
        cipher: rest.cipher,
        verified: rest.verified,
        dn: rest.dn,
        sni: rest.sni,
        sender: rest.sender,
        auth: rest.auth,
        temporary: verdict.temporary,
        verb: what.verb,
        argument: what.argument,
        reason: what.reason,
        partial: what.partial,
        record: null,
      };
    }
    case "exim.sender-verify":
      return {
        kind: "exim.sender-verify",
        at,
        pid: raw.pid,
        messageId: raw.messageId,
        peer: origin.peer,
        localUser: origin.user,
        interface: raw.interface,
        ident: rest.ident,
        connection: rest.connection,
        cipher: rest.cipher,
        verified: rest.verified,
        dn: rest.dn,
        sni: rest.sni,
        sender: rest.sender,
        auth: rest.auth,
        temporary: verdict.temporary,
        address: verdict.address,
        reason: verdict.reason,
      };
    case "exim.discarded":
      return {
        kind: "exim.discarded",
        at,
        pid: raw.pid,
        messageId: raw.messageId,
        peer: origin.peer,
        localUser: origin.user,
        interface: raw.interface,
        ident: rest.ident,
        connection: rest.connection,
        cipher: rest.cipher,
        verified: rest.verified,
        dn: rest.dn,
        sni: rest.sni,
        sender: rest.sender,
        auth: rest.auth,
        recipient: verdict.recipient,
        by: verdict.by,
        reason: verdict.reason,
      };
    case "exim.warning": {
      const { pid, messageId } = raw;
      return { kind: "exim.warning", at, pid, messageId, peer: origin.peer, text: verdict.text };
    }
  }
}
