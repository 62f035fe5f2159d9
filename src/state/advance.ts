/** From the state of one run and the files of the next to the state of that one, and what it read. */
import { noAccount, type SourceAccount } from "../engine/account.ts";
import type { FoldStates, TimedEvent } from "../engine/contract.ts";
import { fitnessOf } from "../engine/fitness.ts";
import { Shapes, type ShapeTable } from "../engine/shapes.ts";
import type { Source } from "../engine/source.ts";
import { YearFinder } from "../engine/year-finder.ts";
import type { WallZone } from "../engine/zone.ts";
import { behindFamily, type Found } from "./find.ts";
import { forgetOldest } from "./forget.ts";
import { changes, disappearance, goneLog, isReplaced, restOf } from "./gone.ts";
import type { StoredLog } from "./log.ts";
import { hasNews, type KnownLog } from "./match.ts";
import { orderOf, storedLog } from "./remember.ts";
import { type Course, joined, readWindows, type WindowRequest, type WindowsRead } from "./windows.ts";
import { chooseYears, recall } from "./years.ts";

/** What is kept from run to run. */
export interface Kept {
  readonly logs: readonly StoredLog[];
  readonly shapes: ShapeTable;
  /** null before the first line was read. */
  readonly states: FoldStates | null;
}

export const nothingKept: Kept = { logs: [], shapes: noAccount.shapes, states: null };

/** A log and how its lines were counted in all runs, this one included. */
export interface CountedLog {
  readonly source: Source & { readonly id: string };
  readonly account: SourceAccount;
  /** No file holds it any more; its name may be another one's by now. */
  readonly isGone: boolean;
}

/** What a run came to. */
export interface Advanced {
  /** To be kept for the next run. */
  readonly kept: Kept & { readonly states: FoldStates };
  /** What is behind that, and belongs to this run's result only. */
  readonly tails: readonly { readonly states: FoldStates; readonly shapes: ShapeTable }[];
  /** In the order of the result. */
  readonly logs: readonly CountedLog[];
  readonly warnings: readonly string[];
  readonly years: YearFinder<never>;
  readonly threads: number;
  /** Lines that were read in this run for the first time, or again. */
  readonly linesRead: number;
}

/**
 * Reads what is new.
 *
 * @param before its states are added to: they must not be used afterwards, but for those of the result; when it throws,
 *   they are as they were
 * @param fresh makes empty states
 * @throws StartOver when the years of a log turn out to be others than those it was read with, and all logs are still there
 */
export async function advance<E extends TimedEvent>(
  found: Found,
  before: Kept,
  request: WindowRequest<E>,
  zone: WallZone,
  fresh: () => FoldStates,
): Promise<Advanced> {
  const absent = [...found.gone, ...found.away];
  const rests = absent.flatMap((log) => restOf(log) ?? []);
  const present: readonly KnownLog[] = [...found.logs, ...rests];
  const lost = absent.filter((log) => !rests.some(({ stored }) => stored === log)).map(goneLog);
  const sources = [...present, ...lost].map(({ source }) => source);
  const now = request.now ?? Date.now();
  const years = new YearFinder<E>(sources, { ...request, now });
  for (const { source, stored } of [...present, ...lost]) if (stored !== null) recall(years, source, stored);

  const yearless = new Set<Source>();
  const courses: Course[] = [];
  for (const { source, stored } of present) {
    request.signal?.throwIfAborted();
    if (stored?.account.yearless === true) yearless.add(source);
    if (!hasNews(source, stored)) continue;
    const fitness = await fitnessOf(source, { dialects: request.dialects, zone, now });
    if (fitness.yearless) yearless.add(source);
    courses.push({
      source,
      from: stored?.position ?? 0,
      account: stored?.account ?? null,
      remembers: fitness.remembers || stored?.remembers === true,
      ...(rests.some((one) => one.source === source)
        ? { isFinished: isReplaced({ source }, found.logs), isHeld: false }
        : orderOf(source, present)),
    });
  }
  const reader = { request, zone, years };
  const dated = await readWindows(
    courses.filter(({ source }) => !yearless.has(source)),
    reader,
  );
  for (const [source, { kept, tail }] of dated.accounts) {
    const account = joined(kept, tail);
    if (account !== null && account.from !== null && account.to !== null)
      years.finished(source, { from: account.from, to: account.to });
  }
  const doubts = await chooseYears(
    present.filter(({ source }) => yearless.has(source)),
    years,
    absent,
  );
  const late = await readWindows(
    courses.filter(({ source }) => yearless.has(source)),
    reader,
  );

  const reads = [dated, late];
  const logs: CountedLog[] = [];
  const away = new Set(found.away);
  const isGone = ({ stored }: KnownLog) => stored !== null && !away.has(stored);
  const absentees: CountedLog[] = lost.map((log) => ({
    source: log.source,
    account: accountsOf(log, reads).kept ?? emptyAccount(log.source.name),
    isGone: isGone(log),
  }));
  const stored: StoredLog[] = [];
  for (const log of present) {
    const { kept, tail } = accountsOf(log, reads);
    const before = kept ?? emptyAccount(log.source.name);
    const isAbsent = rests.includes(log);
    const account = joined(before, tail) ?? before;
    (isAbsent ? absentees : logs).push({ source: log.source, account, isGone: isAbsent && isGone(log) });
    if (isAbsent && !isReplaced(log, found.logs)) continue;
    const saved = await storedLog(log, before, reads, years, isAbsent);
    if (saved !== null) stored.push(saved);
  }
  for (const log of found.away) stored.push(log);
  for (const log of found.gone) if (!stored.some(({ id }) => id === log.id)) stored.push({ ...log, isGone: true });
  for (const log of absentees.sort((a, b) => (a.source.id < b.source.id ? -1 : 1)))
    logs.splice(
      behindFamily(
        logs.map((one) => one.source.id),
        log.source.id,
      ),
      0,
      log,
    );
  // From here on nothing waits or fails: who was interrupted before has the states as they were.
  const states = before.states ?? fresh();
  const shapes = new Shapes();
  shapes.merge(before.shapes);
  for (const { kept } of reads) {
    if (kept === null) continue;
    for (const fold of kept.thread.states.folds()) fold.merge(states.get(fold), kept.thread.states.get(fold));
    shapes.merge(kept.thread.shapes.table());
  }
  const linesRead = reads.reduce((sum, { kept, tail }) => sum + (kept?.lines ?? 0) + (tail?.lines ?? 0), 0);
  return {
    kept: { logs: forgetOldest(stored), shapes: shapes.table(), states },
    tails: reads.flatMap(({ tail }) =>
      tail === null ? [] : [{ states: tail.thread.states, shapes: tail.thread.shapes.table() }],
    ),
    logs,
    warnings: [...found.gone.flatMap(disappearance), ...found.logs.flatMap(changes), ...doubts],
    years: years as unknown as YearFinder<never>,
    threads: Math.max(1, ...reads.flatMap(({ kept, tail }) => [kept?.threads ?? 1, tail?.threads ?? 1])),
    linesRead,
  };
}

function accountsOf<E extends TimedEvent>(
  { source, stored }: KnownLog,
  reads: readonly WindowsRead<E>[],
): { readonly kept: SourceAccount | null; readonly tail: SourceAccount | null } {
  const now = reads.map(({ accounts }) => accounts.get(source)).find((one) => one !== undefined);
  const before = stored === null ? null : { ...stored.account, name: source.name };
  const kept = joined(before, now?.kept ?? null);
  // What was compressed since is stored but once.
  const isStoredAnew = source.file?.compressed === true && now?.kept != null;
  return {
    kept: kept === null || !isStoredAnew ? kept : { ...kept, stored: now.kept.stored },
    tail: now?.tail ?? null,
  };
}

function emptyAccount(name: string): SourceAccount {
  const none = { lines: 0, recognised: 0, continuation: 0, other: 0, unrecognised: 0, partial: 0, cut: 0 };
  const bytes = { bytes: 0, leftOut: 0, text: 0, stored: 0 };
  const clock = { zoned: false, zoneless: false, yearless: false, timeless: 0, inRepeatedHour: 0, inSkippedHour: 0 };
  return { name, ...none, ...bytes, ...clock, from: null, to: null, dialects: [], ranges: [], notes: [] };
}
