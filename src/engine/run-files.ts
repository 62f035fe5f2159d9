/** Reads the files of a run by ranges, over several threads. */
import type { Progress, TimedEvent } from "./contract.ts";
import { Crew } from "./crew.ts";
import { rangeSize as usualRange } from "./cuts.ts";
import { fitnessOf } from "./fitness.ts";
import { JointLimits } from "./joint-limits.ts";
import { KnownFiles } from "./known-files.ts";
import { Pace } from "./pace.ts";
import { isTiny, tasksOf, threadsFor } from "./plan.ts";
import type { RunRequest } from "./run-request.ts";
import type { WorkerReport, WorkerTerms } from "./serve.ts";
import { sizeOf } from "./session.ts";
import type { Source } from "./source.ts";
import type { FilePart } from "./source-file.ts";
import { TaskBlocks } from "./task-blocks.ts";
import { type Round, spansOf, type Task, Thread } from "./thread.ts";
import { ThreadBoard } from "./thread-board.ts";
import { YearFinder } from "./year-finder.ts";
import type { YearTable } from "./year-table.ts";
import type { WallZone } from "./zone.ts";

/** Milliseconds between two words of progress while only others work. */
const interval = 100;

/** What the files came to. */
export interface FilesRead<E extends TimedEvent> {
  /** With the states, shapes and accounts of all threads; accounts by index of the source. */
  readonly thread: Thread<E>;
  readonly years: YearFinder<E>;
  readonly bytes: number;
  readonly lines: number;
  readonly threads: number;
  /** Sources of which a dialect keeps something in mind from line to line. */
  readonly remembering: ReadonlySet<Source>;
}

/** What of the files is to be read, when not all of it, and who knows their years. */
export interface Focus<E extends TimedEvent> {
  /** Files without a part are left out. */
  readonly parts: ReadonlyMap<Source, FilePart>;
  readonly years: YearFinder<E>;
}

/**
 * Reads all sources that are files.
 *
 * First those with years, whose days then tell the years of the others. When a file turns out not to be what its
 * beginning showed, everything is read anew with that knowledge: what was folded cannot be taken back.
 */
export async function readFiles<E extends TimedEvent>(
  sources: readonly Source[],
  request: RunRequest<E>,
  zone: WallZone,
  focus?: Focus<E>,
): Promise<FilesRead<E>> {
  const now = request.now ?? Date.now();
  const known = new KnownFiles();
  for (const [index, source] of sources.entries()) {
    request.signal?.throwIfAborted();
    if (source.file === null || (focus !== undefined && !focus.parts.has(source))) continue;
    const fitness = await fitnessOf(source, { dialects: request.dialects, zone, now });
    if (fitness.remembers) known.whole.add(index);
    if (fitness.yearless) known.yearless.add(index);
  }
  for (;;) {
    const attempt = new Attempt(sources, { ...request, now }, zone, known, focus);
    const read = await attempt.read();
    if (read !== null) return read;
  }
}

/** One reading of the files. */
class Attempt<E extends TimedEvent> {
  readonly #pace = new Pace();
  readonly #sources: readonly Source[];
  readonly #request: RunRequest<E> & { readonly now: number };
  readonly #zone: WallZone;
  readonly #known: KnownFiles;
  readonly #rangeSize: number;
  readonly #parts: Focus<E>["parts"] | undefined;
  readonly #isEager: boolean;
  readonly #years: YearFinder<E>;
  readonly #thread: Thread<E>;
  readonly #bytesTotal: number | null;
  #blocks = new TaskBlocks(TaskBlocks.memory(1));
  #board = new ThreadBoard(ThreadBoard.memory(1));
  #crew: Crew | undefined;
  readonly #working = new Set([0]);

  constructor(
    sources: readonly Source[],
    request: RunRequest<E> & { readonly now: number },
    zone: WallZone,
    known: KnownFiles,
    focus: Focus<E> | undefined,
  ) {
    this.#parts = focus?.parts;
    this.#isEager = request.isEager ?? (focus !== undefined && isTiny(sources, focus.parts));
    this.#sources = sources;
    this.#request = request;
    this.#zone = zone;
    this.#known = known;
    this.#rangeSize = request.rangeSize ?? usualRange;
    this.#years = focus?.years ?? new YearFinder(sources, request);
    this.#bytesTotal = sizeOf(sources);
    const { dialects, folds, now } = request;
    this.#thread = new Thread<E>({
      sources,
      dialects,
      folds,
      zone,
      now,
      rangeSize: this.#rangeSize,
      isEager: this.#isEager,
    });
  }

  /** null: it has to be done again, and more is known. */
  async read(): Promise<FilesRead<E> | null> {
    const tasks = tasksOf(this.#sources, this.#rangeSize, this.#known.whole, this.#parts);
    const dated = tasks.filter(({ source }) => !this.#known.yearless.has(source));
    const yearless = tasks.filter(({ source }) => this.#known.yearless.has(source));
    this.#start(tasks);
    try {
      const later = [...this.#known.yearless];
      const first = { number: 1, tasks: dated, years: new Map(), isLast: yearless.length === 0 };
      if (!(await this.#round(first, later))) return null;
      if (!first.isLast) {
        const years = await this.#chooseYears(later);
        if (!(await this.#round({ number: 2, tasks: yearless, years, isLast: true }, []))) return null;
      }
    } finally {
      await this.#crew?.close();
    }
    const remembering = new Set(this.#sources.filter((_, index) => this.#known.whole.has(index)));
    const threads = this.#working.size;
    return { thread: this.#thread, years: this.#years, threads, remembering, ...this.#board.sum() };
  }

  #start(tasks: readonly Task[]): void {
    const threads = threadsFor(tasks, this.#request);
    const { worker, now } = this.#request;
    const blocks = TaskBlocks.memory(threads);
    const board = ThreadBoard.memory(threads);
    this.#blocks = new TaskBlocks(blocks);
    this.#board = new ThreadBoard(board);
    if (worker === undefined || threads === 1) return;
    const all = this.#thread.states.folds();
    const limits = JointLimits.memory(threads, all);
    this.#thread.limits = new JointLimits(limits, 0, all);
    const terms = Array.from(
      { length: threads - 1 },
      (_, at): WorkerTerms => ({
        thread: at + 1,
        blocks,
        board,
        limits,
        sources: this.#sources.map(({ id = "", name, log, forced, size, time, file }) =>
          file === null ? null : { id: id || name, name, log, forced, size, time, file },
        ),
        folds: all.map(({ id }) => id),
        settings: worker.settings,
        zone: this.#zone.name,
        now,
        rangeSize: this.#rangeSize,
        isEager: this.#isEager,
      }),
    );
    this.#crew = new Crew(worker, terms, this.#board);
  }

  /**
   * Reads what a round has; false when something came up that has to be known before.
   *
   * @param survey files to be surveyed meanwhile.
   */
  async #round(round: Round, survey: readonly number[]): Promise<boolean> {
    const { signal } = this.#request;
    this.#blocks.deal(round.tasks.map(({ weight }) => weight));
    this.#crew?.invite(round);
    if (this.#request.isPatient === true) await this.#crew?.gathered();
    for (const index of this.#crew === undefined ? [] : survey) {
      const source = this.#sources[index];
      if (source !== undefined) await this.#years.survey(source);
    }
    signal?.throwIfAborted();
    const own = await this.#thread.run(round, { take: () => this.#blocks.take(0), pause: this.#pause });
    const reports = await this.#reports(round);
    const isFit = this.#learn([own, ...reports.map(({ findings }) => findings)]);
    if (!isFit) return false;
    for (const report of reports) await this.#take(report);
    return true;
  }

  readonly #pause = (bytes: number, lines: number): Promise<void> | undefined => {
    this.#board.count(0, bytes, lines);
    this.#tell();
    this.#throwIfOver();
    return this.#pace.turn()?.then(() => this.#throwIfOver());
  };

  #throwIfOver(): void {
    this.#request.signal?.throwIfAborted();
    const failure = this.#crew?.failure;
    if (failure !== undefined) throw failure;
  }

  async #reports(round: Round): Promise<readonly WorkerReport[]> {
    if (this.#crew === undefined) return [];
    const telling = setInterval(() => this.#tell(), interval);
    try {
      return await this.#crew.reports(round, this.#request.signal);
    } finally {
      clearInterval(telling);
      this.#tell();
    }
  }

  async #take(report: WorkerReport): Promise<void> {
    this.#working.add(report.thread);
    if (report.result === null || this.#crew === undefined) return;
    this.#thread.merge(report.result);
    for await (const piece of this.#crew.statesOf(report, this.#request.signal)) this.#thread.states.attach(piece);
  }

  #tell(): void {
    const { bytes, lines } = this.#board.sum();
    const progress: Progress = { bytesRead: bytes, bytesTotal: this.#bytesTotal, lines };
    this.#request.onProgress?.(progress);
  }

  /** Whether nothing new was learnt of a file. */
  #learn(all: readonly WorkerReport["findings"][]): boolean {
    if (this.#known.learn(all)) return false;
    for (const [index, span] of spansOf(all)) {
      const source = this.#sources[index];
      if (source !== undefined) this.#years.finished(source, span);
    }
    return true;
  }

  /** In the order given: each choice is a clue to the next one. */
  async #chooseYears(indices: readonly number[]): Promise<ReadonlyMap<number, YearTable>> {
    const years = new Map<number, YearTable>();
    for (const [index, source] of this.#sources.entries())
      if (indices.includes(index)) years.set(index, (await this.#years.chooseFor(source)).table());
    return years;
  }
}
