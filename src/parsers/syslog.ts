import { program, stamped } from "./generated/syslog.ts";

/**
 * The stamp at the beginning of a line of Dovecot's own log or of syslog, as logged: `Jan 08 14:00:39`, `Jan  8 14:00:39`,
 * `2026-01-08 14:25:01`, `2026-01-08T14:20:00.404589+00:00`. Undefined for a line without one.
 */
export function stampOf(text: string, bytes: Uint8Array, from: number): string | undefined {
  return stamped(text, bytes, from) as string | undefined;
}

/** A syslog line of another program than Exim and Dovecot: `Jan  8 14:20:01 mx1 sshd[811]: …`. */
export function isOtherProgram(text: string, bytes: Uint8Array, from: number): boolean {
  return program(text, bytes, from) !== undefined;
}
