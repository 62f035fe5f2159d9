/** Logs that rotation has removed become one: a state that is kept for years does not grow with every night. */
import { mergeSources } from "../engine/account.ts";
import { familyOf, idOf, olderPlace, placeOf, type StoredLog } from "./log.ts";

/** So many of a log are remembered one by one, for they may be back: two months of nights. */
export const rememberedGone = 60;

/** The logs, of which the oldest that are gone are one of each family. What was read of them still counts. */
export function forgetOldest(logs: readonly StoredLog[], remembered = rememberedGone): readonly StoredLog[] {
  const families = new Map<string, StoredLog[]>();
  for (const log of logs) {
    if (!log.isGone) continue;
    const { family } = placeOf(log.id);
    families.set(family, [...(families.get(family) ?? []), log]);
  }
  const forgotten = new Map<StoredLog, StoredLog | null>();
  for (const [family, gone] of families) {
    const oldestFirst = [...gone].sort((a, b) => placeOf(b.id).place - placeOf(a.id).place);
    const old = oldestFirst.slice(0, Math.max(0, gone.length - remembered));
    // One alone, and that which was made before, stay as they are.
    if (old.length < 2) continue;
    old.forEach((log, at) => {
      forgotten.set(log, at === 0 ? mergedOf(family, old) : null);
    });
  }
  return logs.flatMap((log) => forgotten.get(log) ?? (forgotten.has(log) ? [] : [log]));
}

/** No file is taken for it. Its last years are those that are told. */
function mergedOf(family: string, logs: readonly StoredLog[]): StoredLog {
  const account = logs.map((log) => log.account).reduce(mergeSources);
  const [first] = logs;
  if (first === undefined) throw new Error("nothing to forget");
  const ranges = [{ start: 0, lines: account.lines }];
  return {
    ...first,
    id: idOf(family, olderPlace),
    name: familyOf(first.name),
    dev: -1,
    ino: -1,
    size: 0,
    compressed: false,
    head: { bytes: 0, hash: "" },
    before: null,
    position: 0,
    isWhole: true,
    isGone: true,
    remembers: false,
    rest: null,
    account: { ...account, ranges },
    survey: null,
    years: logs.findLast(({ years }) => years !== null)?.years ?? null,
  };
}
