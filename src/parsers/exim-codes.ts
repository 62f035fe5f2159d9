import type { ReasonFamily } from "./exim-families.ts";

/**
 * What Exim's own codes mean where no text says it (macros.h). Those from -51 on moved by one in 4.95, when "tainted
 * filename" became -51: only the two that mean a retry time before and after are told.
 */
export const codes: ReadonlyMap<number, readonly [ReasonFamily, string]> = new Map([
  [-18, ["closed", "remote host closed connection"]],
  [-22, ["quota", "mailbox is full"]],
  [-23, ["local", "domain is held"]],
  [-35, ["dns", "host lookup did not complete"]],
  [-36, ["dns", "host lookup did not complete"]],
  [-37, ["tls", "tls failure"]],
  [-38, ["tls", "a tls session is required"]],
  [-42, ["auth", "authentication required"]],
  [-44, ["reply-4xx", "SMTP error after RCPT TO: 4xx"]],
  [-45, ["reply-4xx", "SMTP error after MAIL FROM: 4xx"]],
  [-46, ["reply-4xx", "SMTP error after DATA: 4xx"]],
  [-52, ["retry", "retry time not reached"]],
  [-53, ["retry", "retry time not reached"]],
]);
