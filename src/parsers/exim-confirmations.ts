import { scanString } from "../grammar/runtime.ts";
import { taken } from "./generated/exim-confirmations.ts";

/** What the other side called the message that it took; a claim of the other side, no proof. */
export interface Taken {
  /** The session in Dovecot's LMTP, `jo0hLnHGX2nmvAAAyJ3suA`; with several recipients each has its own (`…:R2`). */
  readonly session: string | null;
  /** The id that the next Exim gave it (smtp_in.c: `250 OK id=%s`). */
  readonly messageId: string | null;
}

/** Reads the `C="…"` of a delivery; undefined when it names neither. */
export function readConfirmation(confirmation: string): Taken | undefined {
  return scanString(taken, confirmation) as Taken | undefined;
}
