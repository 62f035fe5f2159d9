/** What a run takes and gives: contract.ts, with folds and threads. */
import type { Account } from "./account.ts";
import type { FoldStates, Input, Reading, ReadOptions, TimedEvent } from "./contract.ts";
import type { WorkerPlan } from "./crew.ts";
import type { Fold } from "./fold.ts";

/** A run: how to read, what to read, and which folds meet the events. */
export interface RunRequest<E extends TimedEvent> extends ReadOptions<E> {
  readonly inputs: readonly Input[];
  /** Each distinct id runs once. */
  // biome-ignore lint/suspicious/noExplicitAny: folds of one run hold states of any shape; `states.get` gives them their type back
  readonly folds: readonly Fold<any, any>[];
  /** Threads that read files, this one among them. One unless told, and without `worker`. */
  readonly jobs?: number | undefined;
  /** Somebody asked for so many; else fewer read what is not worth as many. */
  readonly isJobsAsked?: boolean | undefined;
  readonly worker?: WorkerPlan | undefined;
  /** Bytes of the ranges that files are cut into; infinite: every file is read from its beginning. 16 MiB unless told. */
  readonly rangeSize?: number | undefined;
  /** Builds the event of every line, also where a glimpse is enough for all folds: the same result. Unless told, for small files. */
  readonly isEager?: boolean | undefined;
  /** This thread begins when all others are there: for tests, whose files are read before these have started. */
  readonly isPatient?: boolean | undefined;
  /** Bytes that are worth a thread; 12 MiB unless told, 256 MiB where nobody asked for threads. */
  readonly threadSize?: number | undefined;
}

/** Everything that a run gives. */
export interface RunResult extends Reading {
  readonly states: FoldStates;
  /** How the lines were counted. With the states it is all that a later run needs. */
  readonly account: Account;
  /** Threads that took part. */
  readonly threads: number;
}
