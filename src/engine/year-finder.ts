/** Gathers the clues to the years of logs that do not write them, when the first such stamp is met. */
import { dirname } from "node:path";
import type { Instant } from "../parsers/events.ts";
import { nextLine } from "../parsers/records.ts";
import { ChunkReader } from "./chunks.ts";
import type { Assumptions, ReadOptions, TimedEvent } from "./contract.ts";
import { StampReader } from "./dialects.ts";
import { rotationAge } from "./log-name.ts";
import type { SourceScan } from "./scan.ts";
import type { Source } from "./source.ts";
import { openFile } from "./source-open.ts";
import { type SavedSurvey, type YearChoice, YearSurvey } from "./year.ts";
import type { DatedSpan } from "./year-tie.ts";

/** How much of a stream is kept to see its end before its beginning is read: stamps without a year count from the end. */
const kept = 256 * 1024 * 1024;
const lf = 10;
const silent = { warn: () => {}, fail: () => {} };

/** Instants of what was read; `from` after `to` for nothing. */
export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

const nothingRead: Span = { from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY };

/** What another run knew of a source, of which it read the lines before `from`. */
export interface Begun {
  readonly from: number;
  readonly survey: SavedSurvey;
  readonly span: Span | null;
}

/** The years of one set of sources. */
export class YearFinder<E extends TimedEvent> {
  readonly #sources: readonly Source[];
  readonly #options: ReadOptions<E> & { readonly now: number };
  readonly #surveys = new Map<Source, YearSurvey>();
  readonly #choices = new Map<Source, YearChoice>();
  readonly #spans = new Map<Source, DatedSpan>();
  readonly #begun = new Map<Source, Begun>();
  readonly #recalled = new Set<Source>();

  constructor(sources: readonly Source[], options: ReadOptions<E> & { readonly now: number }) {
    this.#sources = sources;
    this.#options = options;
  }

  /**
   * The years of a source, whose first stamp without one was just met. A file is passed over once from its beginning;
   * of a stream, what follows is read ahead and kept, up to 256 MiB: a longer one is judged by that part.
   */
  async choose(source: Source, reader: ChunkReader, scan: SourceScan<E>): Promise<YearChoice> {
    if (source.size !== null) return this.chooseFor(source);
    const survey = await this.#pass(await reader.ahead(kept));
    this.#surveys.set(source, survey);
    // All stamps before this one had their year.
    return this.#choose(source, survey, scan);
  }

  /** The years of a file, by one pass over its stamps. */
  async chooseFor(source: Source): Promise<YearChoice> {
    const recalled = this.#recalled.has(source) ? this.#choices.get(source) : undefined;
    if (recalled !== undefined) return recalled;
    return this.#choose(source, await this.survey(source), nothingRead);
  }

  async #choose(source: Source, survey: YearSurvey, read: Span): Promise<YearChoice> {
    this.#noteSpan(source, survey, read);
    if (this.#options.year === undefined) await this.#surveyUnread();
    const choice = await this.#decide(source, survey);
    this.#choices.set(source, choice);
    return choice;
  }

  async #decide(source: Source, survey: YearSurvey): Promise<YearChoice> {
    const { year, now } = this.#options;
    const before = year === undefined ? undefined : await this.#startOfNewer(source);
    return survey.decide({ year, now, spans: [...this.#spans.values()], before, time: source.time });
  }

  /** Where the next newer file of the same rotated set begins; undefined when this is the newest. */
  async #startOfNewer(source: Source): Promise<Instant | undefined> {
    const newer = nextNewer(source, this.#sources);
    if (newer === undefined) return undefined;
    const survey = await this.survey(newer);
    if (survey.span !== null) return survey.span.from;
    return survey.isEmpty ? this.#startOfNewer(newer) : (await this.#decide(newer, survey)).from;
  }

  /** A source was read to its end; without an event `from` is after `to`. */
  finished(source: Source, { from, to }: Span): void {
    if (this.#choices.has(source) || from > to) return;
    this.#widen(source, from, to);
  }

  /** Another run has read the beginning of a source, or all of it. */
  goOn(source: Source, begun: Begun, isAll: boolean): void {
    this.#begun.set(source, begun);
    if (isAll) this.#surveys.set(source, new YearSurvey(begun.survey));
    if (begun.span !== null) this.#widen(source, begun.span.from, begun.span.to);
  }

  /** The years of a source are what another run has found. */
  recall(source: Source, choice: YearChoice): void {
    this.#recalled.add(source);
    this.#choices.set(source, choice);
  }

  /** What was chosen; undefined as long as nobody has asked. */
  choiceOf(source: Source): YearChoice | undefined {
    return this.#choices.get(source);
  }

  /** The survey of a file up to an offset, where a line begins. */
  async surveyUntil(source: Source, to: number): Promise<SavedSurvey> {
    return (await this.#surveyFrom(source, to)).saved();
  }

  #widen(source: Source, from: Instant, to: Instant): void {
    const known = this.#spans.get(source) ?? { from, to };
    this.#spans.set(source, { from: Math.min(from, known.from), to: Math.max(to, known.to) });
  }

  /**
   * What was assumed; null when every stamp had its year.
   *
   * @param asks whether a source had a stamp without one; unless told, whoever was asked for
   */
  assumption(asks: (source: Source) => boolean = () => true): Assumptions["year"] {
    const choices = [...this.#choices].filter(([source]) => asks(source));
    if (choices.length === 0) return null;
    const first = Math.min(...choices.map(([, choice]) => choice.first));
    const last = Math.max(...choices.map(([, choice]) => choice.last));
    const sourcesBy = new Map<string, string[]>();
    for (const [{ name }, { basis }] of choices) sourcesBy.set(basis, [...(sourcesBy.get(basis) ?? []), name]);
    const reasons = [...sourcesBy].map(([basis, names]) =>
      sourcesBy.size === 1 ? basis : `${basis} (${listed(names)})`,
    );
    return { value: first === last ? String(last) : `${first} to ${last}`, basis: reasons.join("; ") };
  }

  #noteSpan(source: Source, survey: YearSurvey, read: Span): void {
    const from = Math.min(read.from, survey.span?.from ?? Number.POSITIVE_INFINITY);
    const to = Math.max(read.to, survey.span?.to ?? Number.NEGATIVE_INFINITY);
    if (from <= to) this.#widen(source, from, to);
  }

  /** Files whose turn comes later may be the dated ones. */
  async #surveyUnread(): Promise<void> {
    for (const source of this.#sources) {
      if (source.size === null || this.#spans.has(source) || this.#surveys.has(source)) continue;
      const { span } = await this.survey(source);
      if (span !== null) this.#spans.set(source, span);
    }
  }

  /** Passes over the stamps of a file, once. */
  async survey(source: Source): Promise<YearSurvey> {
    const known = this.#surveys.get(source);
    if (known !== undefined) return known;
    const survey = await this.#surveyFrom(source);
    this.#surveys.set(source, survey);
    return survey;
  }

  async #surveyFrom(source: Source, to?: number): Promise<YearSurvey> {
    const begun = this.#begun.get(source);
    const from = begun?.from ?? 0;
    const part = { from, to: to ?? source.size ?? 0, last: to === undefined };
    const open =
      source.file === null || (from === 0 && to === undefined)
        ? source.open(silent, this.#options.signal)
        : openFile(source.file, silent, part);
    try {
      const survey = new YearSurvey(begun?.survey);
      return to !== undefined && to <= from
        ? survey
        : await this.#pass(new ChunkReader(open, { offset: from }), survey);
    } finally {
      open.close();
    }
  }

  async #pass(reader: ChunkReader, survey = new YearSurvey()): Promise<YearSurvey> {
    const { dialects, signal } = this.#options;
    const stamps = new StampReader(dialects);
    for (let chunk = await reader.next(); chunk !== undefined; chunk = await reader.next()) {
      const { text, bytes, to, offset } = chunk;
      // Where a stamp without a year stands: most lines are of the same day as the one above.
      let known = -1;
      for (let at = 0; at < to; at = nextLine(text, bytes, text.indexOf("\n", at))) {
        if (known >= 0 && isSameDay(bytes, known, at)) {
          survey.seeSameDay(offset + at);
          continue;
        }
        const stamp = stamps.stampOf(text, bytes, at);
        if (stamp === undefined || stamp === "") continue;
        known = survey.see(stamp, offset + at) && stamp.charCodeAt(0) === bytes[at] ? at : -1;
      }
      await new Promise(setImmediate);
      signal?.throwIfAborted();
    }
    return survey;
  }
}

/** Whether two lines begin with the same month and day: `Jan 08 `, `Jan  8 `. */
function isSameDay(bytes: Uint8Array, one: number, other: number): boolean {
  for (let at = 0; at < 7; at++) if (bytes[one + at] !== bytes[other + at]) return false;
  return true;
}

/** The file that was written when this one had been rotated away: `mail.log.1` after `mail.log.2.gz`. */
function nextNewer(source: Source, sources: readonly Source[]): Source | undefined {
  if (source.size === null) return undefined;
  const age = rotationAge(source.name);
  const newer = sources.filter(
    ({ name, log, size }) =>
      size !== null && log === source.log && dirname(name) === dirname(source.name) && rotationAge(name) < age,
  );
  return newer.sort((a, b) => rotationAge(b.name) - rotationAge(a.name))[0];
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(", ");
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}

/** Whether the first stamp of a log has its year. False when none shows. */
export function beginsDated<E extends TimedEvent>(source: Source, dialects: ReadOptions<E>["dialects"]): boolean {
  if (source.head === null) return false;
  const bytes = Buffer.concat([source.head, Buffer.from("\n")]);
  const text = bytes.toString("latin1");
  const stamps = new StampReader(dialects);
  for (let at = 0; at < bytes.length; at = bytes.indexOf(lf, at) + 1) {
    // Of empty lines there may be millions.
    const stamp = bytes[at] === lf ? undefined : stamps.stampOf(text, bytes, at);
    if (stamp !== undefined) return /^\d/.test(stamp);
  }
  return false;
}
