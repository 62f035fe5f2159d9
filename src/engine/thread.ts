/** One thread of a run: it reads ranges of files, and keeps one state of every fold and one account of every file. */
import { mergeSources, type SourceAccount } from "./account.ts";
import { ChunkReader } from "./chunks.ts";
import type { ReadOptions, TimedEvent } from "./contract.ts";
import { Cuts } from "./cuts.ts";
import { type Glimpses, glimpsesOf } from "./glimpsing.ts";
import type { JointLimits } from "./joint-limits.ts";
import { Part } from "./part.ts";
import { Shapes, type ShapeTable } from "./shapes.ts";
import type { Sink } from "./sink.ts";
import type { Source } from "./source.ts";
import type { FilePart } from "./source-file.ts";
import { openFile } from "./source-open.ts";
import { type AnyFold, States } from "./states.ts";
import { type YearTable, yearsOf } from "./year-table.ts";
import type { WallZone } from "./zone.ts";

/** A file, or a range of one. */
export interface Task {
  /** Index of the file. */
  readonly source: number;
  /** Which of its ranges; null: all of it, or of its part. */
  readonly range: number | null;
  /** What of the file is to be read; all of it unless told. */
  readonly part?: FilePart | undefined;
  /** Bytes, nearly. */
  readonly weight: number;
}

/** Tasks that can be done in any order. Plain data. */
export interface Round {
  /** From 1. */
  readonly number: number;
  readonly tasks: readonly Task[];
  /** Of the files that need them, by index. */
  readonly years: ReadonlyMap<number, YearTable>;
  /** No other round follows. */
  readonly isLast: boolean;
}

/** What a thread found in a round, beside what it counted. Files by index. */
export interface Findings {
  /** Files that were cut though a dialect keeps something in mind from line to line. */
  readonly remembering: readonly number[];
  /** Files with stamps without a year that were not expected there. */
  readonly yearless: readonly number[];
  /** First and last instant of what was read of a file. */
  readonly spans: readonly (readonly [source: number, from: number, to: number])[];
}

/** What a thread has in the end, beside its states. Plain data. */
export interface ThreadResult {
  readonly accounts: readonly (readonly [source: number, account: SourceAccount])[];
  readonly shapes: ShapeTable;
}

export interface ThreadOptions<E extends TimedEvent> {
  readonly sources: readonly Source[];
  readonly dialects: ReadOptions<E>["dialects"];
  readonly folds: readonly AnyFold[];
  readonly zone: WallZone;
  readonly now: number;
  readonly rangeSize: number;
  /** Builds every event, as if glimpses were not enough for anybody. */
  readonly isEager: boolean;
}

/** How a thread goes through a round. */
export interface Steps {
  /** The next task; undefined when none is left. */
  take(): number | undefined;
  /** Called after every chunk. */
  pause(bytes: number, lines: number): Promise<void> | undefined;
}

/** A thread's part of a run. */
export class Thread<E extends TimedEvent> {
  readonly states: States;
  readonly shapes = new Shapes();
  readonly sink: Sink<E>;
  readonly #options: ThreadOptions<E>;
  readonly #accounts = new Map<number, SourceAccount>();
  readonly #cuts = new Map<number, Cuts<E>>();
  readonly #glimpses: Glimpses<E> | undefined;
  readonly #remembering = new Set<number>();
  /** Of a run with several threads. */
  limits: JointLimits | undefined;
  readonly #yearless = new Set<number>();

  constructor(options: ThreadOptions<E>) {
    this.#options = options;
    this.states = new States(options.folds);
    this.sink = this.states.sink(options.isEager);
    this.#glimpses = glimpsesOf(options.dialects, this.sink.glimpses);
  }

  async run(round: Round, steps: Steps): Promise<Findings> {
    let last: number | undefined;
    for (let next = steps.take(); next !== undefined; next = steps.take()) {
      const task = round.tasks[next];
      // Taken from the end of somebody else's block: that one reads what stands before it.
      if (last !== undefined && next !== last + 1) this.states.part();
      last = next;
      if (task !== undefined) await this.#read(task, round, steps);
    }
    this.states.join();
    return {
      remembering: [...this.#remembering],
      yearless: [...this.#yearless],
      spans: [...this.#accounts].flatMap(([source, { from, to }]) =>
        from === null || to === null ? [] : [[source, from, to] as const],
      ),
    };
  }

  /** By file. */
  accounts(): ReadonlyMap<number, SourceAccount> {
    return this.#accounts;
  }

  /** For another thread, as the states are. */
  result(): ThreadResult {
    return { accounts: [...this.#accounts], shapes: this.shapes.table() };
  }

  /** Adds what another thread has, but for its states (`states.attach`). */
  merge({ accounts, shapes }: ThreadResult): void {
    for (const [source, account] of accounts) this.#count(source, account);
    this.shapes.merge(shapes);
  }

  async #read(task: Task, round: Round, steps: Steps): Promise<void> {
    const { sources, dialects, zone, now } = this.#options;
    const source = sources[task.source];
    if (source === undefined || source.file === null) throw new Error("a task without a file");
    const table = round.years.get(task.source);
    const years = table === undefined ? {} : { years: yearsOf(table) };
    const range = task.range === null ? task.part : await this.#cutsOf(task, source, round).range(task.range);
    if (range === null) return;
    const start = range?.from ?? 0;
    const { shapes, sink } = this;
    const glimpses = this.#glimpses;
    const { follows } = range ?? {};
    const part = new Part<E>(source, { dialects, zone, now, shapes, sink, start, follows, glimpses, ...years });
    const open = openFile(source.file, part.notes, range);
    let [bytes, lines] = [0, part.scan.lines];
    const unexpected = async () => {
      this.#yearless.add(task.source);
      return null;
    };
    try {
      const chunks = new ChunkReader(open, { offset: start, room: glimpses?.room });
      for await (const _ of part.read(chunks, open, unexpected)) {
        this.limits?.keep(this.states);
        const paused = steps.pause(open.bytesRead() - bytes, part.scan.lines - lines);
        [bytes, lines] = [open.bytesRead(), part.scan.lines];
        if (paused !== undefined) await paused;
      }
    } finally {
      open.close();
    }
    if (range !== undefined && part.reader.remembers) this.#remembering.add(task.source);
    this.#count(task.source, part.account());
  }

  #count(source: number, account: SourceAccount): void {
    const known = this.#accounts.get(source);
    this.#accounts.set(source, known === undefined ? account : mergeSources(known, account));
  }

  #cutsOf({ source: index, part }: Task, source: Source, { years }: Round): Cuts<E> {
    const known = this.#cuts.get(index);
    if (known !== undefined) return known;
    const { dialects, zone, rangeSize } = this.#options;
    const table = years.get(index);
    const cuts = new Cuts(source, dialects, zone, rangeSize, table === undefined ? undefined : yearsOf(table), part);
    this.#cuts.set(index, cuts);
    return cuts;
  }
}

/** First and last instant of every file, whoever read its ranges. */
export function spansOf(all: readonly Findings[]): ReadonlyMap<number, { readonly from: number; readonly to: number }> {
  const spans = new Map<number, { readonly from: number; readonly to: number }>();
  for (const [index, from, to] of all.flatMap(({ spans: found }) => found)) {
    const known = spans.get(index);
    spans.set(
      index,
      known === undefined ? { from, to } : { from: Math.min(known.from, from), to: Math.max(known.to, to) },
    );
  }
  return spans;
}
