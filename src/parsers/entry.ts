/** What an envelope carries. */

/**
 * A text of some program in a log that is not its own, as an {@link Opener} found it.
 *
 *     Jan  8 14:20:01 mx1 exim[4711]: 2026-01-08 14:20:01 1vdpup-000CfU-1V Completed
 *
 * has the stamp `Jan  8 14:20:01`, the host `mx1`, the program `exim`, the pid 4711; its text begins at 2026.
 */
export interface Entry {
  /** In a form that clocks read; `""` for none. */
  readonly stamp: string;
  readonly host: string | null;
  /** null when the text is a whole line of a program's own log, or of syslog (containers); `""` when it is not known yet. */
  readonly program: string | null;
  readonly pid: number | null;
  /** Where the text begins in the log; -1 when it stands there encoded. */
  readonly from: number;
  /** The text when it is encoded (latin1, undecoded bytes); it may have several lines. */
  readonly message: string;
  /** Where a line begins that the Dovecot dialect reads as it stands; -1 when there is none. */
  readonly plainFrom: number;
  /** Offset of the LF of the entry's last line. */
  readonly end: number;
  /** The record reaches the end of the text and more of it may follow. */
  readonly open: boolean;
  /** A piece: the text goes on in the next entry with the same `stream`. */
  readonly piece: boolean;
  readonly stream: string | null;
}

/** Opens the envelopes of one family. */
export interface Opener {
  readonly name: string;
  /** Undefined when the line is in none of these envelopes. */
  open(text: string, bytes: Uint8Array, from: number): Entry | undefined;
  /** Whether its entries may have several lines. */
  readonly several: boolean;
  /** A second line of the text above. */
  continues(text: string, bytes: Uint8Array, from: number): boolean;
  /** What is no entry, and still known: `-- Boot 2f3b… --`. */
  isOther(text: string, bytes: Uint8Array, from: number): boolean;
}

/** A line of its own: what scanners read. */
export interface Line {
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly from: number;
}

/** @param text latin1, without its last LF */
export function lineOf(text: string): Line {
  const line = `${text}\n`;
  return { text: line, bytes: Buffer.from(line, "latin1"), from: 0 };
}

const lf = 10;

/** The rest of a line, without its LF. */
export function restOf({ text, bytes, from }: Line): string {
  return text.slice(from, bytes.indexOf(lf, from));
}

/** Offset of the LF of the line that `from` is in. */
export function lineEnd(bytes: Uint8Array, from: number): number {
  return bytes.indexOf(lf, from);
}
