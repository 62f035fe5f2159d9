import type { DovecotEvent } from "./dovecot-events.ts";
import type { EximEvent } from "./exim-events.ts";

export type * from "./dovecot-events.ts";
export type * from "./dovecot-session-events.ts";
export type * from "./dovecot-terms.ts";
export type * from "./event-terms.ts";
export type * from "./exim-events.ts";

/**
 * The contract of the program: what one log line says. A discriminated union over `kind`.
 *
 * Conventions: `null` is "the line does not say". Texts are as logged, undecoded latin1 where they hold bytes over
 * 0x7f (`utf8()` in parsers/text.ts re-reads them). Sizes are bytes. Instants are ms since the epoch, UTC.
 * Intervals such as `QT=` keep Exim's form ("3m45s", "0.158s"; readconf_printtime).
 */
export type MailEvent = EximEvent | DovecotEvent;
/** Every kind of event: `exim.arrival`, `dovecot.login` … */
export type Kind = MailEvent["kind"];
/** The event of one kind: `EventOf<"exim.failure">`. */
export type EventOf<K extends Kind> = Extract<MailEvent, { kind: K }>;
