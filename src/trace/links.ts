import type { MailEvent } from "../parsers/events.ts";
import { readConfirmation, type Taken } from "../parsers/exim-confirmations.ts";

/** Exim's message id of an event; null for lines about no message, and for Dovecot's. */
export function messageIdOf(event: MailEvent): string | null {
  // Not `in`: one of many shapes takes it ten times as long, and this runs for every line.
  return (event as { readonly messageId?: string | null }).messageId ?? null;
}

/** Dovecot's session of an event. */
export function sessionOf(event: MailEvent): string | null {
  return (event as { readonly session?: string | null }).session ?? null;
}

/** The Message-ID header that an event names, without `<>`. */
export function headerIdOf(event: MailEvent): string | null {
  const { kind } = event;
  if (kind === "exim.arrival") return event.headerMessageId ?? event.headerMessageIdMade;
  if (kind !== "dovecot.delivered" && kind !== "dovecot.sieve") return null;
  // What Dovecot writes where the header is not there (mail-deliver.c): no name of any message.
  return event.headerMessageId === "unspecified" ? null : event.headerMessageId;
}

/** What the other side of a delivery called the message. */
export function takenAs(event: MailEvent): Taken | undefined {
  return event.kind === "exim.delivery" && event.confirmation !== null
    ? readConfirmation(event.confirmation)
    : undefined;
}

/**
 * The message whose id Exim put into a Message-ID that it made up: `E1wggQi-000DRg-09@mail.a.example` of local mail that
 * had none (spec, "The Message-ID: header line"). Anybody can write such a header, so more than this must agree.
 */
export function madeFor(headerId: string): string | null {
  const at = headerId.indexOf("@");
  return headerId.startsWith("E") && at > 1 ? headerId.slice(1, at) : null;
}
