/** The ledger as it is written down: what only makes it fast is left out and made anew. */
import { Converted, type Stored } from "../codec.ts";
import { markAllLives } from "./known-ids.ts";
import { fitLedger, type LedgerLimits, newLedger, newLife, none } from "./lives.ts";
import { reachedEntries, reachedOf } from "./reached.ts";
import type { LedgerState, Life } from "./state.ts";
import { settled } from "./young.ts";
import { newYoung } from "./young-table.ts";

/** Parts that are written as they are. */
const PARTS = [
  "sessions",
  "queueRuns",
  "domains",
  "localTransports",
  "refusals",
  "domainCauses",
  "proofs",
  "children",
  "short",
  "logEnds",
] as const;

type StoredLedger = Pick<LedgerState, (typeof PARTS)[number]> & {
  readonly halvings: number;
  readonly domainHalvings: number;
  readonly slimmedUnder: number;
  readonly lives: Map<string, LeanLife>;
  readonly reached: Parameters<typeof reachedOf>[0];
};

/** A life without what it has not. */
type LeanLife = Pick<Life, "id" | "log" | "first" | "last"> & Partial<Life>;

/** `limits` are those of the run that reads it back. */
export function storedLedger(limits: LedgerLimits): Pick<Stored<LedgerState>, "store" | "restore"> {
  return {
    store(state) {
      const { sampling, domainSampling, slimmedUnder, lives, reached } = settled(state);
      return {
        halvings: sampling.halvings,
        domainHalvings: domainSampling.halvings,
        slimmedUnder,
        ...Object.fromEntries(PARTS.map((part) => [part, state[part]])),
        lives: new Converted(lives, lean),
        reached: reachedEntries(reached),
      };
    },
    restore(stored) {
      const { halvings, domainHalvings, slimmedUnder, lives, reached, ...parts } = stored as StoredLedger;
      const state: LedgerState = {
        ...newLedger(newYoung(), limits),
        ...(parts as Pick<LedgerState, (typeof PARTS)[number]>),
        reached: reachedOf(reached),
      };
      state.sampling.halvings = halvings;
      state.domainSampling.halvings = domainHalvings;
      state.slimmedUnder = slimmedUnder;
      for (const [id, life] of lives) {
        lives.delete(id);
        state.lives.set(id, filled(life));
      }
      fitLedger(state);
      markAllLives(state);
      return state;
    },
  };
}

function lean(life: Life): unknown {
  return Object.fromEntries(
    Object.entries(life).filter(([, held]) => held !== null && held !== false && !isNone(held)),
  );
}

const isNone = (held: unknown): boolean =>
  typeof held === "object" && held !== null && "size" in held && held.size === 0;

function filled(stored: LeanLife): Life {
  const life = Object.assign(newLife(stored.id, stored.first, stored.log), stored);
  for (const recipient of life.recipients.values()) {
    if (recipient.causes.size === 0) recipient.causes = none();
    if (recipient.skips.size === 0) recipient.skips = none();
  }
  return life;
}
