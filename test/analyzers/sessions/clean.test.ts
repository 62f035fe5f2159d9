import { describe, expect, it } from "vitest";
import { addClean, mergeClean } from "../../../src/analyzers/sessions/clean.ts";
import type { CleanHours, CleanSession } from "../../../src/analyzers/sessions/state.ts";
import { Random } from "../../../src/grammar/random.ts";

const HOUR = 3_600_000;

function session(random: Random, minutes: number): CleanSession {
  const began = random.below(minutes) * 60_000;
  const offset = random.below(1_000_000);
  const line = {
    source: "dovecot.log",
    log: "dovecot.log",
    offset,
    rangeStart: 0,
    lineInRange: 1,
    at: began,
    text: "",
  };
  return { began, ended: began + random.below(2) * 1000, line };
}

/** The four earliest and the four latest of an hour, each once, with its earliest line. */
function wanted(sessions: readonly CleanSession[]): CleanSession[] {
  const distinct = new Map<string, CleanSession>();
  for (const one of sessions) {
    const held = distinct.get(`${one.began} ${one.ended}`);
    if (held === undefined || (one.line?.offset ?? 0) < (held.line?.offset ?? 0))
      distinct.set(`${one.began} ${one.ended}`, one);
  }
  const sorted = [...distinct.values()].sort((a, b) => a.began - b.began || a.ended - b.ended);
  return sorted.length <= 8 ? sorted : [...sorted.slice(0, 4), ...sorted.slice(-4)];
}

function kept(sessions: readonly CleanSession[]): Map<string, CleanHours> {
  const clean = new Map<string, CleanHours>();
  for (const one of sessions) addClean(clean, "ann", one);
  return clean;
}

describe("sessions without a fault", () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])("the first and the last ones of an hour are kept (seed %i)", (seed) => {
    const random = new Random(seed);
    for (let round = 0; round < 200; round++) {
      const all = Array.from({ length: 1 + random.below(30) }, () => session(random, 60));
      expect(kept(all).get("ann")?.get(0)).toEqual(wanted(all));
      const cut = random.below(all.length + 1);
      const merged = kept(all.slice(0, cut));
      mergeClean(merged, kept(all.slice(cut)));
      expect(merged.get("ann")?.get(0)).toEqual(wanted(all));
    }
  });

  it("hours are apart", () => {
    const random = new Random(9);
    const all = Array.from({ length: 200 }, () => session(random, 180));
    for (const hour of [0, 1, 2])
      expect(kept(all).get("ann")?.get(hour)).toEqual(
        wanted(all.filter(({ began }) => Math.floor(began / HOUR) === hour)),
      );
  });
});
