import type { Instant } from "../parsers/events.ts";
import type { Collector, KeptLine } from "./collect.ts";
import { headerIdOf, madeFor, messageIdOf, sessionOf, takenAs } from "./links.ts";
import { messageOf } from "./message.ts";
import type { TracedLine, TracedMessage, TracedSession, Why } from "./model.ts";
import { inTime } from "./order.ts";
import type { Query } from "./query.ts";

/** What a trace found. */
export interface Trace {
  /** In the order of their first lines. */
  readonly messages: readonly TracedMessage[];
  readonly sessions: readonly TracedSession[];
}

/** The lines of one message while they are sorted. */
interface Life {
  readonly messageId: string | null;
  readonly why: Why;
  headerId: string | null;
  readonly sessions: Set<string>;
  readonly handedOnAs: Set<string>;
  lines: KeptLine[];
  from: Instant;
  to: Instant;
}

/** Sorts the lines that were collected into lives, and what belongs to none into sessions. */
export function joinLines(
  collected: Pick<Collector, "lines" | "messages">,
  queries: readonly Query[],
  window: { readonly since?: Instant | undefined; readonly until?: Instant | undefined } = {},
): Trace {
  const joining = new Joining(collected, queries);
  const overlaps = (lines: readonly TracedLine[]) => {
    const instants = lines.flatMap(({ at }) => (at === null ? [] : [at]));
    if (instants.length === 0) return true;
    const from = instants.reduce((a, b) => Math.min(a, b));
    const to = instants.reduce((a, b) => Math.max(a, b));
    return to >= (window.since ?? Number.NEGATIVE_INFINITY) && from <= (window.until ?? Number.POSITIVE_INFINITY);
  };
  return {
    messages: joining.messages().filter(({ lines }) => overlaps(lines)),
    sessions: joining.sessions().filter(({ lines }) => overlaps(lines)),
  };
}

class Joining {
  readonly #lives = new Map<string, Life>();
  readonly #byHeader = new Map<string, Life[]>();
  readonly #bySession = new Map<string, Life>();
  readonly #loose = new Map<string, KeptLine[]>();
  /** Where each line went, for those that continue it. */
  readonly #home = new Map<KeptLine, KeptLine[]>();

  constructor({ lines, messages }: Pick<Collector, "lines" | "messages">, queries: readonly Query[]) {
    for (const line of lines) {
      const id = line.event === null ? null : messageIdOf(line.event);
      if (id !== null) this.#put(line, this.#life(id, id, messages.get(id) ?? "match"));
    }
    for (const life of this.#lives.values()) this.#index(life);
    const rest = inTime(lines.filter((line) => line.above === null && !this.#home.has(line)));
    for (const line of rest) if (line.event !== null && headerIdOf(line.event) !== null) this.#file(line);
    const ids = queries.flatMap((query) => (query.kind === "message id" ? [query.text] : []));
    for (const line of rest) if (!this.#home.has(line)) this.#placeLoose(line, ids);
    for (const line of lines) if (line.above !== null) this.#home.get(line.above)?.push(line);
  }

  messages(): readonly TracedMessage[] {
    const lives = [...this.#lives.values()].filter(({ lines }) => lines.length > 0);
    for (const life of lives) life.lines = inTime(life.lines);
    lives.sort((a, b) => (a.from === b.from ? 0 : a.from - b.from));
    const reports = new Map<string, string[]>();
    for (const { messageId, lines } of lives) {
      for (const { event } of lines) {
        if (event?.kind !== "exim.arrival" || event.parent === null || messageId === null) continue;
        reports.set(event.parent, [...(reports.get(event.parent) ?? []), messageId]);
      }
    }
    return lives.map((life) => {
      const { messageId, headerId } = life;
      const same = headerId === null ? [] : (this.#byHeader.get(headerId) ?? []);
      return messageOf({
        ...life,
        lines: life.lines.map(shown),
        handedOnAs: [...life.handedOnAs],
        reports: (messageId === null ? undefined : reports.get(messageId)) ?? [],
        sameHeaderMessageId: same.flatMap((one) => (one === life || one.messageId === null ? [] : [one.messageId])),
      });
    });
  }

  sessions(): readonly TracedSession[] {
    const all = [...this.#loose].map(([key, lines]): TracedSession => {
      const sorted = inTime(lines);
      const kind = sorted.find(({ event }) => event !== null)?.event?.kind;
      const id = key.slice(key.indexOf(" ") + 1);
      const program = kind === undefined ? "other" : kind.startsWith("exim.") ? "exim" : "dovecot";
      const at = sorted.flatMap((line) => (line.at === null ? [] : [line.at]));
      const shownLines = sorted.map(shown);
      return {
        type: "session",
        program,
        id: id === "" ? null : id,
        from: at[0] ?? null,
        to: at.at(-1) ?? null,
        lines: shownLines,
      };
    });
    return all.sort((a, b) => (a.from ?? 0) - (b.from ?? 0));
  }

  #life(key: string, messageId: string | null, why: Why): Life {
    const known = this.#lives.get(key);
    if (known !== undefined) return known;
    const empty = { headerId: null, sessions: new Set<string>(), handedOnAs: new Set<string>(), lines: [] };
    const life: Life = { messageId, why, ...empty, from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY };
    this.#lives.set(key, life);
    return life;
  }

  #put(line: KeptLine, life: Life): void {
    life.lines.push(line);
    this.#home.set(line, life.lines);
    if (line.at !== null) {
      life.from = Math.min(life.from, line.at);
      life.to = Math.max(life.to, line.at);
    }
    if (line.event === null) return;
    life.headerId ??= headerIdOf(line.event);
    const taken = takenAs(line.event);
    if (taken !== undefined && taken.session !== null) life.sessions.add(taken.session);
    if (taken !== undefined && taken.messageId !== null) life.handedOnAs.add(taken.messageId);
  }

  #index(life: Life): void {
    for (const session of life.sessions) this.#bySession.set(session, life);
    if (life.headerId !== null) this.#byHeader.set(life.headerId, [...(this.#byHeader.get(life.headerId) ?? []), life]);
  }

  /** A line of Dovecot about mail: to the life whose delivery named its session, else to the latest that had arrived. */
  #file(line: KeptLine): void {
    const event = line.event;
    const headerId = event === null ? null : headerIdOf(event);
    if (event === null || headerId === null) return;
    const session = sessionOf(event);
    const candidates = this.#byHeader.get(headerId) ?? this.#madeWith(headerId);
    const bySession = session === null ? undefined : this.#bySession.get(session);
    const life = bySession ?? latestBefore(candidates, line.at) ?? this.#orphan(headerId);
    this.#put(line, life);
    // Further lines of the session are about this message, too.
    if (session !== null && !this.#bySession.has(session)) this.#bySession.set(session, life);
  }

  /** Local mail whose Message-ID Exim made of its id; the arrival need not name it. */
  #madeWith(headerId: string): readonly Life[] {
    const id = madeFor(headerId);
    const life = id === null ? undefined : this.#lives.get(id);
    if (life === undefined || life.headerId !== null) return [];
    life.headerId = headerId;
    this.#index(life);
    return [life];
  }

  #orphan(headerId: string): Life {
    const life = this.#life(`<${headerId}>`, null, "match");
    if (life.headerId === null) {
      life.headerId = headerId;
      this.#index(life);
    }
    return life;
  }

  /** Lines that name no message: of a session that filed one, or that name its id in their text, or of none. */
  #placeLoose(line: KeptLine, ids: readonly string[]): void {
    const session = line.event === null ? null : sessionOf(line.event);
    const filed = session === null ? undefined : this.#bySession.get(session);
    const mentioned = line.named ? ids.find((id) => line.text.includes(id)) : undefined;
    if (filed !== undefined) this.#put(line, filed);
    else if (mentioned !== undefined) this.#put(line, this.#life(mentioned, mentioned, "match"));
    else {
      const key = looseKey(line);
      const lines = this.#loose.get(key) ?? [];
      lines.push(line);
      this.#loose.set(key, lines);
      this.#home.set(line, lines);
    }
  }
}

/** Of several with one Message-ID, the last that had come in by then (stamps may be a second apart). */
function latestBefore(lives: readonly Life[], at: Instant | null): Life | undefined {
  const before = lives.filter(({ from }) => at === null || from <= at + 1000);
  const candidates = before.length > 0 ? before : lives;
  return candidates.reduce<Life | undefined>(
    (best, life) => (best === undefined || life.from > best.from ? life : best),
    undefined,
  );
}

/** `dovecot SESSION`, `exim Ci=4711`, `exim [192.0.2.7]:4711`: lines of one session. */
function looseKey({ event, source }: KeptLine): string {
  if (event === null) return `other ${source}`;
  const session = sessionOf(event);
  if (!event.kind.startsWith("exim.")) {
    const { user } = event as { readonly user?: string | null };
    return `dovecot ${session ?? user ?? ""}`;
  }
  const { connection, peer, ip } = event as {
    readonly connection?: string | null;
    readonly ip?: string | null;
    readonly peer?: { readonly ip: string | null; readonly port: number | null } | null;
  };
  if (connection !== undefined && connection !== null) return `exim Ci=${connection}`;
  if (peer === undefined || peer === null || peer.ip === null)
    return ip === undefined || ip === null ? "exim " : `exim [${ip}]`;
  return `exim [${peer.ip}]${peer.port === null ? "" : `:${peer.port}`}`;
}

function shown({ at, source, line, offset, event, text, said, partOf }: KeptLine): TracedLine {
  return { at, source, line, offset, event, text, said, partOf };
}
