/** Round after round of one surface: asks, confirms what seems to hang, shrinks what failed. */
import { Asking } from "./asking.ts";
import type { Answer } from "./judge.ts";
import { shrink } from "./shrink.ts";
import { kindOf, type Material } from "./surface.ts";

/** How much. */
export interface Course {
  readonly seed: number;
  /** The first round, and how many at most. */
  readonly from: number;
  readonly rounds: number;
  /** No round begins later, ms from now. */
  readonly time: number;
  /** Of a round, ms. A round that takes longer is tried once more with three times as much. */
  readonly limit: number;
  /** Faults of one kind are reported once; after so many kinds it ends. */
  readonly most?: number;
  /** Smaller inputs that are tried of a finding, 400 unless told; fewer where each try costs a process. */
  readonly tries?: number;
}

/** A round that failed. */
export interface Finding {
  readonly round: number;
  readonly faults: readonly string[];
  /** As small as it was made; null when the round's texts could not even be made. */
  readonly shrunk: Material | null;
  /** Characters of the texts as they were. */
  readonly size: number;
}

export interface Outcome {
  readonly rounds: number;
  readonly findings: readonly Finding[];
  /** Rounds that failed like one that was reported. */
  readonly alike: number;
  /** The round that took longest, and ms. */
  readonly slowest: { readonly round: number; readonly took: number };
}

/** Shrinking ends after so many tries, and so many ms. */
const effort = { tries: 400, time: 60_000, processes: 16 };

/**
 * @param module address of the module that exports `surface`
 */
export async function fuzzRounds(
  module: string,
  { seed, from, rounds, time, limit, most = 5, tries = effort.tries }: Course,
): Promise<Outcome> {
  const asking = new Asking(limit);
  const findings: Finding[] = [];
  const kinds = new Set<string>();
  const end = Date.now() + time;
  let [done, alike] = [0, 0];
  let slowest = { round: from, took: 0 };
  try {
    for (let round = from; done < rounds && (done === 0 || Date.now() < end) && kinds.size < most; round++) {
      done++;
      const begun = Date.now();
      const answer = await askTwice(asking, module, { seed, round });
      const took = Date.now() - begun;
      // the first one loads the surface
      if (done > 1 && took > slowest.took) slowest = { round, took };
      const [first] = answer.faults;
      if (first === undefined) continue;
      if (kinds.has(kindOf(first))) alike++;
      else findings.push(await smallest(asking, module, answer, { seed, round }, tries));
      kinds.add(kindOf(first));
    }
  } finally {
    asking.close();
  }
  return { rounds: done, findings, alike, slowest };
}

/** A busy machine is no hang. */
async function askTwice(asking: Asking, module: string, ask: { seed: number; round: number }): Promise<Answer> {
  const answer = await asking.ask({ module, ask });
  return answer.faults.some((fault) => kindOf(fault) === "hang") ? asking.ask({ module, ask }, 3) : answer;
}

async function smallest(
  asking: Asking,
  module: string,
  { faults, material }: Answer,
  ask: { readonly seed: number; readonly round: number },
  most: number,
): Promise<Finding> {
  // one that hung or died has not said what it was given
  const whole = material ?? (await asking.ask({ module, ask, isOnlyMade: true })).material;
  if (whole === null) return { round: ask.round, faults, shrunk: null, size: 0 };
  const kind = kindOf(faults[0] ?? "");
  const end = Date.now() + effort.time;
  let last = faults;
  const stillFails = async (candidate: Material) => {
    const answer = await asking.ask({ module, ask: { material: candidate } });
    if (!answer.faults.some((fault) => kindOf(fault) === kind)) return false;
    last = answer.faults;
    return true;
  };
  const tries = kind === "hang" || kind === "died" ? Math.min(most, effort.processes) : most;
  const shrunk = await shrink(whole, stillFails, { tries, isOver: () => Date.now() > end });
  const size = Object.values(whole).reduce((sum, text) => sum + text.length, 0);
  return { round: ask.round, faults: last, shrunk, size };
}
