import { own } from "../engine/fold.ts";
import type { CurrentLine, Sink } from "../engine/passes.ts";
import type { MailEvent } from "../parsers/events.ts";
import { headerIdOf, madeFor, messageIdOf, sessionOf, takenAs } from "./links.ts";
import type { TracedLine, Why } from "./model.ts";
import type { Query } from "./query.ts";
import { Search } from "./search.ts";

/** A line that was kept, and what it was kept for. */
export interface KeptLine extends TracedLine {
  /** It names what was looked for. */
  readonly named: boolean;
  /** The clocks showed its time twice, or never. */
  readonly odd: boolean;
  /** The record that it continues. */
  readonly above: KeptLine | null;
}

/** A message that another Exim may have got under an id that its answer named. */
interface Offer {
  readonly from: string;
  readonly at: number;
}

/** Two clocks, and a queue between: an id that an answer named must arrive about then, where no Message-ID proves it. */
const handOver = 600_000;
/** A record of more text than this is cut: a reject log's headers are strangers' text. */
const longestText = 1 << 20;

/**
 * Collects the lines of all lives that the queries touch. A line may tell that an earlier one belongs to a life too
 * (a bounce names its parent), so the logs are read again until nothing was learnt. Needs memory
 * for what matches, not for what is read.
 */
export class Collector implements Sink<MailEvent> {
  readonly #search: Search;
  /** Exim's ids of the messages to show, and why. */
  readonly messages = new Map<string, Why>();
  /** Message-ID headers of those, and of mail that Dovecot filed. */
  readonly headerIds = new Set<string>();
  /** Dovecot's sessions. */
  readonly sessions = new Set<string>();
  /** Message-ID header and instant of the arrivals of messages to show. */
  readonly #arrivals = new Map<string, { readonly at: number; readonly headerId: string | null }>();
  readonly #offers = new Map<string, Offer>();
  lines: KeptLine[] = [];
  /** Names of messages, headers and sessions that this reading was the first to learn: earlier lines may hold them. */
  readonly learnt = new Set<string>();
  #last: KeptLine | undefined;
  /** The records kept of the source that is read, by their offset: the parts of one may stand further down. */
  readonly #records = new Map<number, KeptLine>();
  #source = "";
  #at: number | null = null;

  constructor(queries: readonly Query[]) {
    this.#search = new Search(queries);
    for (const query of queries) {
      if (query.kind === "message id") this.messages.set(query.text, "match");
      if (query.kind === "Message-ID" || query.kind === "address") this.headerIds.add(query.text);
    }
  }

  /** Whether the last reading kept the line that begins there. */
  keeps(): (source: string, offset: number) => boolean {
    const kept = new Set(this.lines.map(({ source, offset }) => `${offset} ${source}`));
    return (source, offset) => kept.has(`${offset} ${source}`);
  }

  /** Begins a reading of all inputs. */
  begin(): void {
    this.lines = [];
    this.learnt.clear();
    this.#last = undefined;
    this.#records.clear();
    this.#source = "";
  }

  event(event: MailEvent, line: CurrentLine): void {
    this.#enter(line, event.at);
    this.#last = undefined;
    const said = line.said?.();
    const { chunk, from, recordEnd } = line;
    const named =
      this.#search.within({ chunk, from, end: recordEnd }) || (said !== undefined && this.#search.named(said));
    const why = named ? "match" : this.#whyOf(event);
    if (why === undefined) return;
    this.#keep(event, line, named, null);
    this.#learn(event, why);
  }

  unread(line: CurrentLine, as: "continuation" | "other" | "unrecognised", record?: number): void {
    this.#enter(line, undefined);
    if (record !== undefined) {
      const above = this.#records.get(record);
      if (above !== undefined) this.#keep(null, line, false, above);
      return;
    }
    if (as === "continuation") {
      if (this.#last !== undefined) this.#keep(null, line, false, this.#last);
      return;
    }
    this.#last = undefined;
    const said = line.said?.();
    const named = this.#search.within(line) || (said !== undefined && this.#search.named(said));
    if (named) this.#keep(null, line, true, null);
  }

  /** A line without a stamp counts at the time of the one above it. */
  #enter(line: CurrentLine, at: number | undefined): void {
    if (line.source !== this.#source) {
      this.#source = line.source;
      this.#at = null;
      this.#last = undefined;
      this.#records.clear();
    }
    if (at !== undefined) this.#at = Number.isFinite(at) ? at : null;
  }

  #whyOf(event: MailEvent): Why | undefined {
    const id = messageIdOf(event);
    if (id !== null) {
      const known = this.messages.get(id);
      if (known !== undefined) return known;
      if (event.kind !== "exim.arrival") return undefined;
      if (event.parent !== null && this.messages.has(event.parent)) return "report";
      const headerId = headerIdOf(event);
      if (headerId !== null && this.headerIds.has(headerId)) return "same Message-ID";
      return this.#offers.size > 0 && this.#isHandedOn(id, event.at, headerId) ? "handed on" : undefined;
    }
    const headerId = headerIdOf(event);
    if (headerId !== null) return this.headerIds.has(headerId) || this.#isMade(headerId) ? "match" : undefined;
    const session = sessionOf(event);
    return session !== null && this.sessions.has(session) ? "match" : undefined;
  }

  /** The Message-ID that Exim made for a message to show, whose arrival named none. */
  #isMade(headerId: string): boolean {
    const id = madeFor(headerId);
    const arrival = id === null || !this.messages.has(id) ? undefined : this.#arrivals.get(id);
    return arrival !== undefined && arrival.headerId === null;
  }

  /** An answer is the other side's claim: whoever gets our mail could name any message of ours. */
  #isHandedOn(id: string, at: number, headerId: string | null): boolean {
    const offer = this.#offers.get(id);
    if (offer === undefined) return false;
    const origin = this.#arrivals.get(offer.from)?.headerId ?? null;
    if (origin !== null && headerId !== null) return origin === headerId;
    return Math.abs(at - offer.at) <= handOver;
  }

  #learn(event: MailEvent, why: Why): void {
    const id = messageIdOf(event);
    if (id !== null) this.#addMessage(id, why);
    const headerId = headerIdOf(event);
    if (headerId !== null) this.#add(this.headerIds, headerId);
    const session = id === null && event.kind !== "exim.arrival" ? sessionOf(event) : null;
    if (session !== null) this.#add(this.sessions, session);
    if (id === null) return;
    if (event.kind === "exim.arrival") {
      if (!this.#arrivals.has(id)) {
        this.#arrivals.set(own(id), { at: event.at, headerId: headerId && own(headerId) });
        if (headerId === null) this.learnt.add(`E${id}@`);
      }
      if (event.parent !== null) this.#addMessage(event.parent, "parent");
    }
    const taken = takenAs(event);
    if (taken === undefined) return;
    if (taken.session !== null) this.#add(this.sessions, taken.session);
    if (taken.messageId !== null && !this.#offers.has(taken.messageId)) {
      this.#offers.set(own(taken.messageId), { from: own(id), at: event.at });
      this.learnt.add(own(taken.messageId));
    }
  }

  #addMessage(id: string, why: Why): void {
    const known = this.messages.get(id);
    if (known === undefined) {
      this.messages.set(own(id), why);
      this.learnt.add(own(id));
    } else if (why === "match" && known !== "match") this.messages.set(own(id), why);
  }

  #add(names: Set<string>, name: string): void {
    if (names.has(name)) return;
    names.add(own(name));
    this.learnt.add(own(name));
  }

  #keep(event: MailEvent | null, line: CurrentLine, named: boolean, above: KeptLine | null): void {
    const kept: KeptLine = {
      at: above === null ? this.#at : above.at,
      source: line.source,
      line: line.lineInRange,
      offset: line.offset,
      event: event === null ? null : (owned(event) as MailEvent),
      text: line.record(longestText),
      said: above === null ? (line.said?.() ?? null) : null,
      partOf: above === null ? null : above.offset,
      named,
      odd: above === null ? line.isOdd?.() === true : above.odd,
      above,
    };
    this.lines.push(kept);
    if (above !== null) return;
    this.#last = event === null ? undefined : kept;
    if (event !== null) this.#records.set(line.offset, kept);
  }
}

/** An event that holds no chunk in memory. */
function owned(value: unknown): unknown {
  if (typeof value === "string") return own(value);
  if (Array.isArray(value)) return value.map(owned);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, owned(field)]));
}
