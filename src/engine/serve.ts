/** A worker's side of a run with several threads. */
import { parentPort, workerData } from "node:worker_threads";
import type { ReadOptions, TimedEvent } from "./contract.ts";
import { detachStates } from "./handover.ts";
import { JointLimits } from "./joint-limits.ts";
import type { Source } from "./source.ts";
import type { StoredFile } from "./source-open.ts";
import type { AnyFold } from "./states.ts";
import { TaskBlocks } from "./task-blocks.ts";
import { type Findings, type Round, Thread, type ThreadResult } from "./thread.ts";
import { ThreadBoard } from "./thread-board.ts";
import { WallZone } from "./zone.ts";

/** A file as a worker is told of it. */
export type ToldSource = Pick<Source, "id" | "name" | "log" | "forced" | "size" | "time"> & {
  readonly file: StoredFile;
};

/** What a worker is told when it starts. */
export interface WorkerTerms {
  /** Its number; the main thread is 0. */
  readonly thread: number;
  readonly blocks: SharedArrayBuffer;
  readonly board: SharedArrayBuffer;
  readonly limits: SharedArrayBuffer;
  readonly sources: readonly (ToldSource | null)[];
  /** Ids of the folds. */
  readonly folds: readonly string[];
  /** Of the plan (crew.ts). */
  readonly settings: unknown;
  readonly zone: string;
  readonly now: number;
  readonly rangeSize: number;
  readonly isEager: boolean;
}

/** What a worker says when it is done with a round. With `result` its states follow in pieces, then null, and it is over. */
export interface WorkerReport {
  readonly thread: number;
  readonly findings: Findings;
  readonly result: ThreadResult | null;
}

/** The main thread has taken a piece of a worker's states. */
export const onePiece = "one piece";

/** Pieces that wait for the main thread, which takes longer over one than a worker: each is a megabyte or two. */
const piecesAhead = 2;

/** What a program's worker knows. */
export interface WorkerParts<E extends TimedEvent> {
  readonly dialects: ReadOptions<E>["dialects"];
  /** @param settings of the plan by which the worker was started */
  folds(settings: unknown): readonly AnyFold[];
}

/**
 * Serves the run that this worker was started for. For a program's worker module, which does nothing else.
 *
 * @throws Error outside of a worker, and for a fold that the worker does not know.
 */
export function serveThread<E extends TimedEvent>({ dialects, folds: foldsFor }: WorkerParts<E>): void {
  const port = parentPort;
  if (port === null) throw new Error("this module is a worker's");
  const { thread: me, sources, zone, now, rangeSize, isEager, ...terms } = workerData as WorkerTerms;
  const known = foldsFor(terms.settings);
  const folds = terms.folds.map((id) => {
    const fold = known.find((one) => one.id === id);
    if (fold === undefined) throw new Error(`the worker does not know the fold ${id}`);
    return fold;
  });
  const blocks = new TaskBlocks(terms.blocks);
  const board = new ThreadBoard(terms.board);
  const thread = new Thread<E>({
    sources: sources.map(sourceOf),
    dialects,
    folds,
    zone: new WallZone(zone),
    now,
    rangeSize,
    isEager,
  });
  thread.limits = new JointLimits(terms.limits, me, thread.states.folds());
  const steps = {
    take: () => blocks.take(me),
    pause: (bytes: number, lines: number) => {
      board.count(me, bytes, lines);
      return undefined;
    },
  };
  let granted = piecesAhead;
  let wake = () => {};
  port.on("message", async (round: Round | typeof onePiece) => {
    if (round === onePiece) {
      granted++;
      wake();
      return;
    }
    if (!board.join(me, round.number)) return;
    const findings = await thread.run(round, steps);
    const report: WorkerReport = { thread: me, findings, result: round.isLast ? thread.result() : null };
    port.postMessage(report);
    if (!round.isLast) return;
    for (const { piece, buffers } of detachStates(thread.states.folds(), thread.states)) {
      while (granted === 0)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      granted--;
      port.postMessage(piece, [...buffers]);
    }
    port.postMessage(null);
  });
}

function sourceOf(told: ToldSource | null): Source {
  const missing = { name: "", log: "", forced: undefined, size: null, time: null, file: null };
  return {
    ...(told ?? missing),
    head: null,
    open: () => {
      throw new Error("a worker opens files only");
    },
  };
}
