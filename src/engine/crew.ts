/** The main thread's side of a run with several threads: starts workers, hands out rounds, notices who dies. */
import type { Worker, WorkerOptions } from "node:worker_threads";
import type { StatePiece } from "./handover.ts";
import { onePiece, type WorkerReport, type WorkerTerms } from "./serve.ts";
import type { AnyFold } from "./states.ts";
import type { Round } from "./thread.ts";
import type { ThreadBoard } from "./thread-board.ts";

/** How a program starts a worker that serves its runs (serve.ts). */
export interface WorkerPlan {
  /** Starts one; its module calls `serveThread`. */
  start(options: WorkerOptions): Worker;
  /** The folds of which it makes the same by their ids and `settings`. A run with another one is left to one thread. */
  readonly folds: readonly AnyFold[];
  /** What its folds are made with; plain data. */
  readonly settings?: unknown;
}

/** Megabytes. Chunks are short-lived: a small young generation is collected in the cache of the processor. */
const limits = { maxYoungGenerationSizeMb: 16 } as const;

/** The workers of one run. */
export class Crew {
  readonly #hands: readonly Hand[];
  readonly #board: ThreadBoard;

  constructor(plan: WorkerPlan, terms: readonly WorkerTerms[], board: ThreadBoard) {
    this.#board = board;
    this.#hands = terms.flatMap((data) => handOf(plan, data));
  }

  /** Why the run cannot go on; undefined as long as it can. */
  get failure(): Error | undefined {
    // Who dies before it takes part takes nothing with it.
    for (const { thread, failure, hasWorked } of this.#hands)
      if (failure !== undefined && (hasWorked || this.#board.hasJoined(thread))) return failure;
    return undefined;
  }

  invite(round: Round): void {
    for (const hand of this.#hands) {
      this.#board.invite(hand.thread, round.number);
      hand.send(round);
    }
  }

  /** Waits until everybody takes part in the round, or has died. */
  async gathered(): Promise<void> {
    const isAwaited = ({ thread, failure }: Hand) => failure === undefined && !this.#board.hasJoined(thread);
    while (this.#hands.some(isAwaited)) await new Promise((resolve) => setTimeout(resolve, 2));
  }

  /**
   * Waits for those who take part in a round of which no task is left, and for those who hold what they read in another
   * one; nobody else need come any more.
   *
   * @throws what a worker died of; the signal's reason when aborted.
   */
  async reports(round: Round, signal: AbortSignal | undefined): Promise<readonly WorkerReport[]> {
    const taking = this.#hands.filter((hand) => hand.hasWorked || !this.#board.dismiss(hand.thread, round.number));
    for (const hand of taking) hand.hasWorked = true;
    return Promise.all(taking.map((hand) => hand.report(signal)));
  }

  /** The states of a worker that has reported its result, in pieces. */
  statesOf({ thread }: WorkerReport, signal: AbortSignal | undefined): AsyncIterable<StatePiece> {
    const hand = this.#hands.find((one) => one.thread === thread);
    if (hand === undefined) throw new Error(`there is no thread ${thread}`);
    return hand.states(signal);
  }

  /** Ends all workers, whatever they do. */
  async close(): Promise<void> {
    await Promise.all(this.#hands.map((hand) => hand.close()));
  }
}

/** None where the system gives no more threads: the others do its work. */
function handOf(plan: WorkerPlan, data: WorkerTerms): readonly Hand[] {
  try {
    return [new Hand(data.thread, plan.start({ workerData: data, resourceLimits: limits }))];
  } catch {
    return [];
  }
}

/** What a worker says; null: that was all. */
type Message = WorkerReport | StatePiece | null;

/** One worker. */
class Hand {
  readonly thread: number;
  /** It has taken part in a round: what it holds is needed. */
  hasWorked = false;
  failure: Error | undefined;
  readonly #worker: Worker;
  readonly #messages: Message[] = [];
  #wake: () => void = () => {};

  constructor(thread: number, worker: Worker) {
    this.thread = thread;
    this.#worker = worker;
    worker.on("message", (message: Message) => {
      this.#messages.push(message);
      this.#wake();
    });
    worker.on("error", (error) => this.#fail(error));
    worker.on("messageerror", (error) => this.#fail(error));
    worker.on("exit", (code) => this.#fail(new Error(`a thread ended before its work was done (exit code ${code})`)));
  }

  send(round: Round): void {
    this.#worker.postMessage(round);
  }

  async report(signal: AbortSignal | undefined): Promise<WorkerReport> {
    const message = await this.#next(signal);
    if (message === null || "fold" in message) throw new Error("a thread spoke out of turn");
    return message;
  }

  async *states(signal: AbortSignal | undefined): AsyncGenerator<StatePiece> {
    for (let piece = await this.#next(signal); piece !== null; piece = await this.#next(signal)) {
      if (!("fold" in piece)) throw new Error("a thread spoke out of turn");
      this.#worker.postMessage(onePiece);
      yield piece;
    }
  }

  async #next(signal: AbortSignal | undefined): Promise<Message> {
    for (;;) {
      signal?.throwIfAborted();
      const message = this.#messages.shift();
      if (message !== undefined) return message;
      if (this.failure !== undefined) throw this.failure;
      await this.#somethingNew(signal);
    }
  }

  async #somethingNew(signal: AbortSignal | undefined): Promise<void> {
    const wake = () => this.#wake();
    signal?.addEventListener("abort", wake);
    try {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    } finally {
      signal?.removeEventListener("abort", wake);
    }
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #fail(error: unknown): void {
    this.failure ??= wordOf(error);
    this.#wake();
  }
}

/** A bug keeps its stack; lack of memory is none. */
function wordOf(error: unknown): Error {
  if ((error as NodeJS.ErrnoException | null)?.code === "ERR_WORKER_OUT_OF_MEMORY")
    return new Error("a thread ran out of memory; with --jobs 1 all there is goes to one", { cause: error });
  return error instanceof Error ? error : new Error(`a thread died: ${String(error)}`);
}
