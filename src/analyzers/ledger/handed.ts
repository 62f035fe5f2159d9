/** The ledger as it goes to another thread of the run: its messages, some at a time, and before them all the rest. */
import type { Detached, Handover } from "../../engine/fold.ts";
import { isSampled } from "../sampling.ts";
import { type Tape, taped } from "../tape.ts";
import { untaped } from "../untape.ts";
import { fitLedger, none } from "./lives.ts";
import { addLife, type MergedLedger, mergeLedger } from "./merge.ts";
import { noneReached } from "./reached.ts";
import type { LedgerState, Life } from "./state.ts";
import { settled } from "./young.ts";

/** Messages that go together. */
const TOGETHER = 2000;

/** The map that stands for every empty one is each thread's own. */
const constants = [none()];

export const handedLedger: Handover<LedgerState> = {
  *detach(state) {
    const { lives } = settled(state);
    yield restOf(state);
    let some: Life[] = [];
    for (const [id, life] of lives) {
      some.push(life);
      lives.delete(id);
      if (some.length < TOGETHER) continue;
      yield taped(some, constants);
      some = [];
    }
    yield taped(some, constants);
  },
  attach(into, parts) {
    const read = untaped(parts as Tape, constants) as readonly Life[] | Omit<MergedLedger, "lives">;
    if (isRest(read)) mergeLedger(settled(into), { ...read, lives: new Map() });
    else addLives(into, read);
  },
};

/** All but the messages. What is written down is dropped: who hands over has no use for it, and the other one needs the room. */
function restOf(state: LedgerState): Detached {
  const { young, settling, knownIds, recentDomains, recentProofs, lives, ...rest } = state;
  const piece = taped(rest, constants);
  for (const part of [rest.proofs, rest.domainCauses, rest.domains, rest.children, rest.short]) part.clear();
  state.reached = noneReached();
  return piece;
}

const isRest = (read: readonly Life[] | Omit<MergedLedger, "lives">): read is Omit<MergedLedger, "lives"> =>
  !Array.isArray(read);

function addLives(into: LedgerState, lives: readonly Life[]): void {
  into.revision++;
  for (const life of lives) if (isSampled(into.sampling, life.id)) addLife(into, life.id, life);
  fitLedger(into);
}
