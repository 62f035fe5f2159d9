/** Which dialect a line is of: what it looks like decides, line by line. */
import type { Clock, Dialect } from "../parsers/dialect.ts";
import { longestRecord } from "../parsers/records.ts";

/** What an event counts as under coverage. */
export type Share = ReturnType<Dialect<unknown>["share"]>;

/** Reads the lines of one source. What it says of the last line is in its fields: nothing is made for a line. */
export class LineReader<E> {
  /** The dialect of the last line that was read: the first to be tried for the next. */
  dialect: Dialect<E> | undefined;
  share: Share = "unknown";
  /** Offset of the LF of the last line that was read. */
  end = 0;
  /** What a dialect said of its record, where others were asked after it: two may share a scanner. */
  #noted: Noted | undefined;
  /** In the order of trial; one when the operator forced it. */
  readonly dialects: readonly Dialect<E>[];
  /** What the dialect of the last event may be asked about it; most have nothing to say, and are not asked. */
  #maySpread = false;
  mayWait = false;
  /** Those that may look behind the end of a text, or join lines that are apart. */
  readonly #joining: readonly Dialect<E>[];
  /** What they know of secrets, each once. */
  readonly #masking: readonly ((line: string) => string)[];
  /**
   * A dialect that remembers lines above (it has a reader of its own for each source) had a say: the lines from here on
   * cannot be read without those before.
   */
  remembers = false;

  constructor(dialects: readonly Dialect<E>[], forced?: string) {
    const tried = forced === undefined ? dialects : dialects.filter(({ name }) => name === forced);
    this.dialects = tried.map((dialect) => dialect.forSource?.() ?? dialect);
    this.#joining = this.dialects.filter(({ waits, joined }) => waits !== undefined || joined !== undefined);
    // A forced dialect is no reason to keep what others would not.
    this.#masking = [...new Set(dialects.flatMap(({ masked }) => masked ?? []))];
  }

  /**
   * The event of a line; undefined when no dialect reads it. Of several that do, the one that understands most: a
   * stamp alone is an event of unknown text in more than one dialect.
   */
  read(text: string, bytes: Uint8Array, from: number, clock: Clock, offset: number): E | undefined {
    const usual = this.dialect;
    if (usual === undefined) return this.#tryAll(undefined, undefined, text, bytes, from, clock, offset);
    const event = usual.read(text, bytes, from, clock, offset);
    if (event !== undefined) {
      this.end = usual.end();
      this.share = usual.share(event);
      this.#noted = undefined;
      if (this.share !== "unknown") return event;
      this.#noted = noted(usual);
    }
    return this.#tryAll(usual, event, text, bytes, from, clock, offset);
  }

  #tryAll(
    tried: Dialect<E> | undefined,
    fallback: E | undefined,
    text: string,
    bytes: Uint8Array,
    from: number,
    clock: Clock,
    offset: number,
  ): E | undefined {
    let best = fallback;
    for (const dialect of this.dialects) {
      if (dialect === tried) continue;
      const event = dialect.read(text, bytes, from, clock, offset);
      if (event === undefined) continue;
      const share = dialect.share(event);
      if (dialect.forSource !== undefined && (best === undefined || share !== "unknown")) this.remembers = true;
      if (best !== undefined && rank(share) <= rank(this.share)) continue;
      best = event;
      this.share = share;
      this.end = dialect.end();
      this.dialect = dialect;
      this.#maySpread = dialect.several !== undefined || dialect.open !== undefined;
      this.mayWait = dialect.waits !== undefined;
      this.#noted = noted(dialect);
      if (share === "recognised") break;
    }
    return best;
  }

  /** Whether the last record that was read may have more than one line. */
  several(): boolean {
    if (this.#noted !== undefined) return this.#noted.several;
    return this.#maySpread && this.dialect !== undefined && isSeveral(this.dialect);
  }

  /** Whether more of the last record that was read may follow. */
  open(): boolean {
    return this.#noted === undefined ? this.dialect?.open?.() === true : this.#noted.open;
  }

  /**
   * Whether more of a line that was read stands behind the text, of which it has `bytes`; an empty one is not read.
   *
   * @param event of the line
   * @param bytesToEnd from its beginning to the end of the text
   * @param behind lines of its record behind the first
   */
  goesOn(event: E | undefined, bytes: number, bytesToEnd: number, behind: number): boolean {
    if (event !== undefined && bytes >= bytesToEnd && isShort(bytes, behind) && this.open()) return true;
    return bytes > 1 && isShort(bytesToEnd, behind) && this.waits(event);
  }

  /** Whether something that belongs to the last line may stand behind the end of the text; also when it gave no event. */
  waits(event: E | undefined): boolean {
    if (event !== undefined) return this.dialect?.waits?.() === true;
    return this.#joining.some((dialect) => dialect.waits?.() === true);
  }

  /** The offset of the record above that the last line, which gave no event, is part of. */
  joinedTo(): number | undefined {
    for (const dialect of this.#joining) {
      const record = dialect.joined?.();
      if (record === undefined) continue;
      this.remembers = true;
      return record;
    }
    return undefined;
  }

  /** The last line that was read as the program wrote it; undefined when it stands in the log like that. */
  readonly said = (): string | undefined => (this.#noted === undefined ? this.dialect?.said?.() : this.#noted.said);

  /** The same of a line that gave no event: an envelope encodes a text that nobody knows, too. */
  readonly saidUnread = (): string | undefined => {
    for (const dialect of this.dialects) {
      const said = dialect.said?.();
      if (said !== undefined) return said;
    }
    return undefined;
  };

  /** A line that nobody understands, as it may be kept. */
  masked(line: string): string {
    let text = line;
    for (const masked of this.#masking) text = masked(text);
    return text;
  }

  /** Whether another program wrote the line. */
  isForeign(text: string, bytes: Uint8Array, from: number): boolean {
    for (const dialect of this.dialects) {
      if (!dialect.foreign(text, bytes, from)) continue;
      if (dialect.forSource !== undefined) this.remembers = true;
      return true;
    }
    return false;
  }
}

function isShort(bytes: number, linesBehind: number): boolean {
  return bytes < longestRecord.bytes && linesBehind < longestRecord.lines;
}

interface Noted {
  readonly several: boolean;
  readonly open: boolean;
  readonly said: string | undefined;
}

function noted<E>(dialect: Dialect<E>): Noted {
  return { several: isSeveral(dialect), open: dialect.open?.() === true, said: dialect.said?.() };
}

function isSeveral<E>(dialect: Dialect<E>): boolean {
  return dialect.several === undefined ? dialect.open !== undefined : dialect.several();
}

function rank(share: Share): number {
  return share === "recognised" ? 2 : share === "partial" ? 1 : 0;
}

/** Finds the stamps of lines; first by the dialect that saw the last one. */
export class StampReader<E> {
  readonly #dialects: readonly Dialect<E>[];
  #usual: Dialect<E> | undefined;

  constructor(dialects: readonly Dialect<E>[]) {
    this.#dialects = dialects;
  }

  /** The stamp of a line as logged; undefined when it has none. */
  stampOf(text: string, bytes: Uint8Array, from: number): string | undefined {
    const stamp = this.#usual?.stamp(text, bytes, from);
    if (stamp !== undefined && stamp !== "") return stamp;
    for (const dialect of this.#dialects) {
      const other = dialect === this.#usual ? undefined : dialect.stamp(text, bytes, from);
      if (other === undefined || other === "") continue;
      this.#usual = dialect;
      return other;
    }
    return undefined;
  }
}

/**
 * Names that may stand before a file to force a dialect, each with the dialect's own.
 *
 * @param aliases further names; those for a dialect that does not exist are left out.
 */
export function dialectNames<E>(
  dialects: readonly Dialect<E>[],
  aliases: Readonly<Record<string, string>> = {},
): ReadonlyMap<string, string> {
  const names = new Map(dialects.map(({ name }) => [name, name]));
  for (const [alias, name] of Object.entries(aliases)) if (names.has(name)) names.set(alias, name);
  return names;
}
