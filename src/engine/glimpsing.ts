/** Glimpses at the lines of a chunk, record by record, as far as nobody asks for their events. */
import { type Dialect, type Glimpser, glimpseHead as head } from "../parsers/dialect.ts";
import type { Chunk } from "./chunk.ts";
import { glimpsedSize } from "./chunks.ts";
import type { Glimpse, GlimpseNames, SettledSums, SettlingModule } from "./fold.ts";

/** Who takes glimpses. The glimpse is valid during the call, its records until `release`. */
export interface GlimpseSink<L> {
  /** Whether nobody asks for events of these kinds. From then on they are known by their code. */
  isTaken(kinds: readonly string[], code: number): boolean;
  take(glimpse: Glimpse, line: L): void;
  release(): void;
  /** Whether all who take the kind need not see the lines that say nothing new. After `isTaken`. */
  isSettled(code: number): boolean;
  /** What is settled from here on is of the present states, and of this line's log and source. */
  enter(module: SettlingModule, line: L): void;
  meet(module: SettlingModule, glimpse: Glimpse): void;
  answer(module: SettlingModule, glimpse: Glimpse, line: L): boolean;
  count(sums: SettledSums, log: string): void;
}

/** For the chunks of a reader (chunks.ts), if a dialect and those who take its events are ready for it. */
export function glimpsesOf<E, L>(
  dialects: readonly Dialect<E>[],
  sink: GlimpseSink<L> | undefined,
): Glimpses<E> | undefined {
  const dialect = sink === undefined ? undefined : dialects.find(({ glimpser }) => glimpser !== undefined);
  if (sink === undefined || dialect?.glimpser === undefined) return undefined;
  try {
    return new Glimpses(dialect, dialect.glimpser(glimpsedSize + 1), sink);
  } catch (error) {
    // A module's memory takes gigabytes of addresses, which `ulimit -v` may not leave. Events are built then.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The record under the cursor, and those behind it. One object a source: nothing is made for a line. */
export class Glimpses<E> implements Glimpse {
  code = 0;
  at = 0;
  record = 0;
  readonly words: Int32Array;
  readonly bytes: Buffer;
  readonly names: GlimpseNames;
  /** The dialect whose lines it knows. */
  readonly dialect: Dialect<E>;
  readonly module: Glimpser;
  /** Bit by code: kinds that may be settled. */
  readonly settled: number;
  readonly #base: number;
  readonly #stride: number;
  /** By code. */
  readonly #taken: readonly boolean[];
  /** Records from `record` to here are of the chunk. */
  #end = 0;
  #chunk: Chunk | undefined;

  constructor(dialect: Dialect<E>, glimpser: Glimpser, sink: Pick<GlimpseSink<unknown>, "isTaken" | "isSettled">) {
    this.dialect = dialect;
    this.module = glimpser;
    this.words = glimpser.words;
    this.bytes = glimpser.bytes;
    this.names = glimpser;
    this.#base = glimpser.base;
    this.#stride = glimpser.stride;
    this.#taken = glimpser.kinds.map((kinds, code) => kinds.length > 0 && sink.isTaken(kinds, code));
    this.settled = this.#taken.reduce(
      (bits, taken, code) => (taken && sink.isSettled(code) ? bits | (1 << code) : bits),
      0,
    );
  }

  /** Where chunks must stand to be glimpsed at. */
  get room(): Buffer {
    return this.module.room;
  }

  /** Whether lines of the chunk can be glimpsed at: it stands in the room, and its lines end in LF alone. */
  fits({ bytes, crs }: Chunk): boolean {
    return bytes === this.module.room && crs.length === 0;
  }

  /**
   * Puts the cursor on the line at `from`.
   *
   * @param release is called before records go away
   * @returns whether the line is of a kind that is taken
   */
  seek(chunk: Chunk, from: number, release: () => void): boolean {
    const { words } = this;
    const wanted = this.#base + from;
    if (this.#chunk !== chunk) this.#end = this.record;
    while (this.record < this.#end && (words[this.record + head.begin] ?? 0) < wanted) this.record += this.#stride;
    if (this.record >= this.#end) {
      release();
      this.#chunk = chunk;
      this.record = this.module.first;
      this.#end = this.module.scan(from, chunk.to);
    }
    this.code = words[this.record] ?? 0;
    return words[this.record + head.begin] === wanted && this.#taken[this.code] === true;
  }

  /** Puts the cursor on the only record, that of the line at which the module stopped. Returns whether that is of a kind that is taken. */
  stop(chunk: Chunk): boolean {
    this.#chunk = chunk;
    this.record = this.module.first;
    this.#end = this.record + this.#stride;
    this.code = this.words[this.record] ?? 0;
    return this.#taken[this.code] === true;
  }

  /** Puts it on the next record, if there is one. Returns whether that is of a kind that is taken. */
  next(): boolean {
    this.record += this.#stride;
    if (this.record >= this.#end) return false;
    this.code = this.words[this.record] ?? 0;
    return this.#taken[this.code] === true;
  }

  /** In the chunk: the first byte of the line. */
  get begin(): number {
    return (this.words[this.record + head.begin] ?? 0) - this.#base;
  }

  /** In the chunk: the line's LF. */
  get end(): number {
    return (this.words[this.record + head.end] ?? 0) - this.#base;
  }

  /** Whether its stamp is that of the record before, to the byte. */
  get isSameStamp(): boolean {
    return this.words[this.record + head.sameStamp] === 1;
  }

  /** The stamp as logged. */
  get stamp(): string {
    const from = this.words[this.record + this.module.stampSlot] ?? 0;
    return this.bytes.toString("latin1", from, this.words[this.record + this.module.stampSlot + 1]);
  }
}
