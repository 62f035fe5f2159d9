import type { Fold, Handover } from "../engine/fold.ts";
import { type Tape, taped } from "./tape.ts";
import { untaped } from "./untape.ts";

/**
 * The handover of a state that goes as one piece.
 *
 * @param partsOf what of it goes: plain data (tape.ts); all of it unless told.
 * @param stateOf the state again, made of what came.
 */
export function handedWhole<S>(
  merge: Fold<S, never>["merge"],
  partsOf: (state: S) => unknown = (state) => state,
  stateOf: (parts: unknown) => S = (parts) => parts as S,
): Handover<S> {
  return {
    *detach(state) {
      yield taped(partsOf(state));
    },
    attach(into, parts) {
      merge(into, stateOf(untaped(parts as Tape)));
    },
  };
}
