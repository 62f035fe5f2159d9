/** How the states of a worker come into those of the main thread. */
import type { AnyFold } from "./fold.ts";

/** A piece of one fold's state, as a message between threads. */
export interface StatePiece {
  /** Id of the fold. */
  readonly fold: string;
  /** Of its handover; null: the fold has none, and the piece is its state as JSON. */
  readonly parts: unknown;
  readonly json: string | null;
}

/** A message, and the memory that moves with it. */
export interface SentPiece {
  readonly piece: StatePiece;
  readonly buffers: readonly ArrayBuffer[];
}

/** Where the states are that go. */
export interface Leaving {
  get(fold: AnyFold): unknown;
  drop(fold: AnyFold): void;
}

/** The states in pieces, some of it at a time. They must not be used afterwards. */
export function* detachStates(folds: readonly AnyFold[], states: Leaving): Generator<SentPiece> {
  for (const fold of folds) {
    if (fold.handover === undefined)
      yield { piece: { fold: fold.id, parts: null, json: JSON.stringify(fold.toJSON(states.get(fold))) }, buffers: [] };
    else
      for (const { parts, buffers } of fold.handover.detach(states.get(fold)))
        yield { piece: { fold: fold.id, parts, json: null }, buffers };
    states.drop(fold);
  }
}

/** Adds a piece to the state of its fold. */
export function attachPiece<S>(fold: AnyFold, into: S, { parts, json }: StatePiece): void {
  if (json !== null) fold.merge(into, fold.revive(JSON.parse(json)));
  else fold.handover?.attach(into, parts);
}
