/** Lines of Exim and Dovecot in envelopes that are not their own. */
import type { Clock, Dialect } from "./dialect.ts";
import { dovecotDialect } from "./dovecot.ts";
import type { Entry, Opener } from "./entry.ts";
import { textOpener } from "./envelope-text.ts";
import type { MailEvent } from "./events.ts";
import { eximDialect } from "./exim.ts";
import type { Joined } from "./pieces.ts";
import { Programs } from "./programs.ts";
import { tell } from "./tell.ts";

/** What the line was that was read last, when it gave no event. */
type Verdict = "unknown" | "other";

const NO_CLOCK: Clock = { instant: () => Number.NaN };
const exim = eximDialect as Dialect<MailEvent>;
const dovecot = dovecotDialect as Dialect<MailEvent>;

/**
 * The dialect of one family of envelopes. It remembers what a program is called and which lines it joined, so each
 * source has a reader of its own.
 */
export class EnvelopeReader implements Dialect<MailEvent> {
  readonly name: string;
  readonly opener: Opener;
  readonly programs = new Programs();
  #inner: EnvelopeReader | undefined;
  /** The line that was read last. */
  #text = "";
  #from = -1;
  #end = 0;
  #open = false;
  #waits = false;
  #said: string | undefined;
  /** The event that was read last is one of which pieces are missing. */
  #cut: MailEvent | undefined;
  #verdict: Verdict = "unknown";
  /** Offsets of lines that are part of an event above, with that event's. */
  readonly #joined = new Map<number, number>();
  /** The event above that the line is part of that was read last. */
  #joinedTo: number | undefined;
  #joinedUntil = -1;
  /** Up to here the lines belong to an entry of another program. */
  #otherUntil = -1;
  readonly #programsMet = new Set<string>();

  constructor(opener: Opener) {
    this.name = opener.name;
    this.opener = opener;
  }

  forSource(): EnvelopeReader {
    return new EnvelopeReader(this.opener);
  }

  inner(): EnvelopeReader {
    this.#inner ??= new EnvelopeReader(textOpener);
    return this.#inner;
  }

  /** Whose lines it read: `exim`, `dovecot`. */
  names(): readonly string[] {
    return [...this.#programsMet];
  }

  read(text: string, bytes: Uint8Array, from: number, clock: Clock, offset: number): MailEvent | undefined {
    this.#verdict = "unknown";
    this.#waits = false;
    this.#joinedTo = undefined;
    this.#said = undefined;
    this.#text = text;
    this.#from = from;
    if (this.#isKnown(offset)) return undefined;
    const entry = this.opener.open(text, bytes, from);
    if (entry === undefined) return undefined;
    // A byte order mark is no part of the first line.
    const base = offset === 0 ? 0 : offset - from;
    const { event, other, joined, text: said } = tell(this, entry, { text, bytes, clock, offset });
    this.#end = entry.end;
    this.#open = entry.open;
    if (joined !== undefined) this.#join(joined, base, offset);
    this.#cut = joined?.whole === false ? event : undefined;
    this.#said = said === undefined ? undefined : shown(entry, said);
    if (event !== undefined) this.#programsMet.add(programOf(event));
    else if (other) {
      this.#verdict = "other";
      this.#otherUntil = base + entry.end;
    }
    if (event === undefined) this.#waits ||= entry.open;
    return event;
  }

  end(): number {
    return this.#end;
  }

  open(): boolean {
    return this.#open;
  }

  several(): boolean {
    return this.opener.several;
  }

  waits(): boolean {
    return this.#waits;
  }

  joined(): number | undefined {
    return this.#joinedTo;
  }

  said(): string | undefined {
    return this.#said;
  }

  stamp(text: string, bytes: Uint8Array, from: number): string | undefined {
    return this.opener.open(text, bytes, from)?.stamp;
  }

  continues(text: string, bytes: Uint8Array, from: number): boolean {
    return this.opener.continues(text, bytes, from);
  }

  foreign(text: string, bytes: Uint8Array, from: number): boolean {
    if (this.#from !== from || this.#text !== text) {
      // Nobody has read the line before.
      const alone = this.forSource();
      alone.read(text, bytes, from, NO_CLOCK, 0);
      return alone.foreign(text, bytes, from);
    }
    return this.#verdict === "other" || this.opener.isOther(text, bytes, from);
  }

  share(event: MailEvent): "recognised" | "partial" | "unknown" {
    const share = (programOf(event) === "exim" ? exim : dovecot).share(event);
    return event === this.#cut && share === "recognised" ? "partial" : share;
  }

  #join({ at, open }: Joined, base: number, record: number): void {
    for (const line of at) this.#joined.set(base + line, record);
    const last = at.at(-1);
    if (last !== undefined) this.#joinedUntil = Math.max(this.#joinedUntil, base + last);
    this.#waits = open;
  }

  /** Lines that were read with one above. */
  #isKnown(offset: number): boolean {
    if (offset <= this.#otherUntil) {
      this.#verdict = "other";
      return true;
    }
    this.#joinedTo = this.#joined.get(offset);
    if (this.#joinedTo !== undefined) return true;
    if (offset > this.#joinedUntil) this.#joined.clear();
    return false;
  }
}

function programOf(event: MailEvent): string {
  return event.kind.charCodeAt(0) === 101 ? "exim" : "dovecot";
}

/** The line as syslog would have written it. */
function shown({ stamp, host, program, pid }: Entry, text: string): string {
  const tag = program === null ? "" : `${program}${pid === null ? "" : `[${pid}]`}: `;
  const head = [stamp, host ?? ""].filter((word) => word !== "").join(" ");
  return `${head}${head === "" ? "" : " "}${tag}${text}`;
}
