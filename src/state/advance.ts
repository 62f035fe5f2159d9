/** From the state of one run and the files of the next to the state of that one, and what it read. */
import { noAccount, type SourceAccount } from "../engine/account.ts";
import type { FoldStates, TimedEvent } from "../engine/contract.ts";
import { fitnessOf } from "../engine/fitness.ts";
import { Shapes, type ShapeTable } from "../engine/shapes.ts";
import type { Source } from "../engine/source.ts";
import { datedSurvey, type YearChoice } from "../engine/year.ts";
import { YearFinder } from "../engine/year-finder.ts";
import { yearsOf } from "../engine/year-table.ts";
import type { WallZone } from "../engine/zone.ts";
import { behindFamily, type Found, restOf } from "./find.ts";
import { placeOf, type StoredLog, type StoredYears } from "./log.ts";
import type { KnownLog } from "./match.ts";
import { headSize, pieceOf, printBefore, printOf } from "./prints.ts";
import { type Course, joined, readWindows, type WindowRequest, type WindowsRead } from "./windows.ts";
import { StartOver, sameYears } from "./years.ts";

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

/** A rest that is longer is not kept beside the state. */
const longestRest = 64 * 1024;

/**
 * Reads what is new.
 *
 * @param before its states are added to: they must not be used afterwards, but for those of the result
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
  const rests = found.gone.flatMap((log) => restOf(log) ?? []);
  const present: readonly KnownLog[] = [...found.logs, ...rests];
  const gone = found.gone.filter((log) => !rests.some(({ stored }) => stored === log));
  const lost = gone.map(goneLog);
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
      ...orderOf(source, present),
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
    [...present].filter(({ source }) => yearless.has(source)),
    years,
    gone,
  );
  const late = await readWindows(
    courses.filter(({ source }) => yearless.has(source)),
    reader,
  );

  const reads = [dated, late];
  const states = before.states ?? fresh();
  const shapes = new Shapes();
  shapes.merge(before.shapes);
  for (const { kept } of reads) {
    if (kept === null) continue;
    for (const fold of kept.thread.states.folds()) fold.merge(states.get(fold), kept.thread.states.get(fold));
    shapes.merge(kept.thread.shapes.table());
  }
  const logs: CountedLog[] = [];
  const stored: StoredLog[] = [];
  for (const log of present) {
    const { kept, tail } = accountsOf(log, reads);
    const before = kept ?? emptyAccount(log.source.name);
    const saved = await storedLog(log, before, reads, years, rests.includes(log));
    if (saved !== null) stored.push(saved);
    if (!rests.includes(log)) logs.push({ source: log.source, account: joined(before, tail) ?? before });
  }
  for (const log of gone) stored.push({ ...log, isGone: true, rest: null });
  const disappeared = stored.filter(({ isGone }) => isGone).sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const log of disappeared) {
    const { source } = goneLog(log);
    logs.splice(
      behindFamily(
        logs.map((one) => one.source.id),
        log.id,
      ),
      0,
      { source, account: log.account },
    );
  }
  const linesRead = reads.reduce((sum, { kept, tail }) => sum + (kept?.lines ?? 0) + (tail?.lines ?? 0), 0);
  return {
    kept: { logs: stored, shapes: shapes.table(), states },
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

/** Whether something may have been written since; of a plain file at least the end is read again. */
function hasNews({ file }: Source, stored: StoredLog | null): boolean {
  return stored === null || file?.compressed !== true || !stored.isWhole;
}

/** What a file has to do with the others of its log. */
function orderOf(source: KnownLog["source"], present: readonly KnownLog[]): Pick<Course, "isFinished" | "isHeld"> {
  const { family, place } = placeOf(source.id);
  const others = present.map((log) => log.source).filter(({ id, size }) => placeOf(id).family === family && size !== 0);
  const hasNewer = others.some(({ id }) => placeOf(id).place < place);
  const older = others.filter(({ id }) => placeOf(id).place > place);
  return {
    isFinished: hasNewer && endsWhole(source),
    isHeld: older.some((one) => one.file?.rest === undefined && !endsWhole(one)),
  };
}

/** Whether the last line of a file is whole; a compressed one is what it will be. */
function endsWhole({ file, size }: Source): boolean {
  if (file === null || size === null || size === 0 || file.compressed) return true;
  return pieceOf(file, size - 1, 1)?.[0] === 10;
}

/** A compressed file that was read whole, and is another one now. */
function changes({ source, stored }: KnownLog): readonly string[] {
  const { file, size, name } = source;
  if (stored === null || hasNews(source, stored) || file?.ino !== stored.ino || size === stored.size) return [];
  return [`${name}: the compressed file has changed since it was read; what was added to it is left out`];
}

/** What the state knows of the stamps of a log. */
function recall<E extends TimedEvent>(years: YearFinder<E>, source: Source, stored: StoredLog): void {
  const { account, position, survey, isWhole } = stored;
  const { from, to, yearless } = account;
  const span = from === null || to === null ? null : { from, to };
  if (source.file === null) {
    if (yearless && stored.years !== null) years.recall(source, choiceOf(stored.years));
    else if (span !== null) years.finished(source, span);
    return;
  }
  const isAll = isWhole && !hasNews(source, stored);
  years.goOn(source, { from: position, survey: survey ?? datedSurvey(span), span: yearless ? null : span }, isAll);
}

function choiceOf({ table, ...choice }: StoredYears): YearChoice {
  return { ...choice, table: () => table, ...yearsOf(table) };
}

/** Chooses the years of logs that lack them. Returns what cannot be mended. */
async function chooseYears<E extends TimedEvent>(
  logs: readonly KnownLog[],
  years: YearFinder<E>,
  gone: readonly StoredLog[],
): Promise<readonly string[]> {
  const doubts: string[] = [];
  for (const { source, stored } of logs) {
    const choice = await years.chooseFor(source);
    if (stored === null || stored.years === null) continue;
    if (sameYears(stored.years.table, choice.table(), stored.position)) continue;
    if (gone.every(({ account }) => account.lines === 0) && source.file?.rest === undefined) throw new StartOver();
    years.recall(source, choiceOf(stored.years));
    doubts.push(
      `${source.name}: its lines were read as of ${stored.years.last}, and look now as if they were of ${choice.last}; delete the state file and give the year to begin anew`,
    );
  }
  return doubts;
}

function accountsOf<E extends TimedEvent>(
  { source, stored }: KnownLog,
  reads: readonly WindowsRead<E>[],
): { readonly kept: SourceAccount | null; readonly tail: SourceAccount | null } {
  const now = reads.map(({ accounts }) => accounts.get(source)).find((one) => one !== undefined);
  const before = stored === null ? null : { ...stored.account, name: source.name };
  return { kept: joined(before, now?.kept ?? null), tail: now?.tail ?? null };
}

/** What the next run has to know of a log; null for one of which nothing is known. */
async function storedLog<E extends TimedEvent>(
  { source, stored }: KnownLog,
  account: SourceAccount,
  reads: readonly WindowsRead<E>[],
  years: YearFinder<E>,
  isGone: boolean,
): Promise<StoredLog | null> {
  const { id, name, forced = null, file, size, head } = source;
  if (file === null || size === null || head === null) return null;
  if (!reads.some(({ accounts }) => accounts.has(source)) && stored !== null)
    return { ...stored, name, dev: file.dev, ino: file.ino };
  const upTo = reads.map((read) => read.upTo.get(source)).find((one) => one !== undefined);
  const isWhole = upTo === undefined;
  const position = upTo ?? size;
  const choice = account.yearless ? years.choiceOf(source) : undefined;
  const print = isGone && stored !== null ? stored.head : printOf(head, Math.min(headSize, isWhole ? headSize : size));
  if (print.bytes === 0 && !file.compressed) return null;
  const rest = isWhole || size - position > longestRest ? null : pieceOf(file, position, size - position);
  return {
    id,
    name,
    forced,
    dev: file.dev,
    ino: file.ino,
    size,
    compressed: file.compressed,
    head: print,
    before: isWhole || position === 0 ? null : printBefore(file, position),
    position,
    isWhole,
    isGone,
    remembers: reads.some(({ remembering }) => remembering.has(source)) && !isWhole,
    rest: rest?.toString("base64") ?? null,
    account,
    survey: !account.yearless
      ? null
      : isWhole
        ? (await years.survey(source)).saved()
        : await years.surveyUntil(source, position),
    years: choice === undefined ? null : storedYears(choice),
  };
}

function storedYears({ first, last, from, basis, table }: YearChoice): StoredYears {
  return { table: table(), first, last, from, basis };
}

/** A log of which there is no file. */
function goneLog(stored: StoredLog): KnownLog {
  const { id, name, forced } = stored;
  const open = (): never => {
    throw new Error("a file that is gone cannot be opened");
  };
  const source = {
    id,
    name,
    log: name,
    forced: forced ?? undefined,
    size: null,
    time: null,
    head: null,
    file: null,
    open,
  };
  return { source, stored };
}

/** Said once: by the run that notices it. */
function disappearance({ name, isGone, isWhole, rest, account }: StoredLog): readonly string[] {
  if (isGone || account.lines + (rest?.length ?? 0) === 0) return [];
  const unread = isWhole || rest !== null ? "" : "; lines at its end that may have belonged to a later one are lost";
  return [
    `${name}: the file that was read before is gone, and none beside it holds the same; what was read of it still counts${unread}`,
  ];
}

function emptyAccount(name: string): SourceAccount {
  const none = { lines: 0, recognised: 0, continuation: 0, other: 0, unrecognised: 0, partial: 0, cut: 0 };
  const clock = { zoned: false, zoneless: false, yearless: false, timeless: 0, inRepeatedHour: 0, inSkippedHour: 0 };
  return { name, ...none, ...clock, from: null, to: null, dialects: [], ranges: [], notes: [] };
}
