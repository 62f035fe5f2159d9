/** Whose text it is, by the name that the envelope gives. */
import { scanString } from "../grammar/runtime.ts";
import { envelope as dovecotEnvelope } from "./generated/dovecot-envelope.ts";
import { scanners } from "./generated/envelope.ts";

export type Who = "exim" | "dovecot" | "other";

/** A log with more names than this is not worth remembering them. */
const MOST_NAMES = 1000;
/** Options of Exim (`syslog_processname`) hold no more. */
const LONGEST_NAME = 32;

/** The programs of one source: Exim may go by any name there (`syslog_processname`), once its text made it certain. */
export class Programs {
  readonly #known = new Map<string, Who>();

  whoIs(program: string): Who {
    const known = this.#known.get(program);
    if (known !== undefined) return known;
    const who = judged(program);
    if (this.#known.size < MOST_NAMES) this.#known.set(program, who);
    return who;
  }

  /** A name that nobody knows: the text may tell that it is Exim's. Never that of a daemon that quotes strangers. */
  mayBeExim(program: string): boolean {
    return program.length <= LONGEST_NAME && matches("stranger", program) === false;
  }

  /** From now on the name is Exim's. */
  isExim(program: string): void {
    if (this.#known.size < MOST_NAMES) this.#known.set(program, "exim");
  }
}

function judged(program: string): Who {
  if (matches("eximname", program)) return "exim";
  // The services that Dovecot writes of, with syslog in between: `dovecot`, `dovecot-auth`, `imap-login`.
  if (program.startsWith("dovecot")) return "dovecot";
  const line = `Jan  1 00:00:00 h ${program}: x\n`;
  return dovecotEnvelope(line, Buffer.from(line, "latin1"), 0) === undefined ? "other" : "dovecot";
}

function matches(start: string, text: string): boolean {
  const scan = scanners.starts[start];
  return scan !== undefined && !text.includes("\n") && scanString(scan, text) !== undefined;
}
