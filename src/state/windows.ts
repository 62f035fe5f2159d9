/**
 * Reads what is new of files, each up to the last place at which a later run can go on (cuts.ts), and apart from that
 * the rest: the last lines belong to this run's result, but not to the state, since more of a record may follow.
 */
import { mergeSources, type SourceAccount } from "../engine/account.ts";
import type { TimedEvent } from "../engine/contract.ts";
import { Cuts } from "../engine/cuts.ts";
import { type FilesRead, readFiles } from "../engine/run-files.ts";
import type { RunRequest } from "../engine/run-request.ts";
import type { Source } from "../engine/source.ts";
import type { FilePart } from "../engine/source-file.ts";
import type { YearFinder } from "../engine/year-finder.ts";
import type { WallZone } from "../engine/zone.ts";

/** How the files of a run are to be read. */
export type WindowRequest<E extends TimedEvent> = Omit<RunRequest<E>, "inputs">;

/** A file, and how far it was read. */
export interface Course {
  readonly source: Source;
  /** Offset of the first line to be read. */
  readonly from: number;
  /** How the lines before were counted; null when there is none. */
  readonly account: SourceAccount | null;
  /** Its lines need those before them: it is not cut behind `from`. */
  readonly remembers: boolean;
  /** A newer file of its log is being written, and its last line is whole: it is read to its end, not only to a cut. */
  readonly isFinished: boolean;
  /**
   * An older file of its log ends in the middle of a line: what follows that line waits for it. What happened to a
   * message is over when its last line was read; then none from before may be missing.
   */
  readonly isHeld: boolean;
}

/** What was read of some files. */
export interface WindowsRead<E extends TimedEvent> {
  /** For the state; null when there was nothing. */
  readonly kept: FilesRead<E> | null;
  /** For this run only. */
  readonly tail: FilesRead<E> | null;
  /** Of what is for the state, and what is for this run, by source. */
  readonly accounts: ReadonlyMap<Source, { readonly kept: SourceAccount | null; readonly tail: SourceAccount | null }>;
  /** Where the next run begins, for those that may be read on. */
  readonly upTo: ReadonlyMap<Source, number>;
  readonly remembering: ReadonlySet<Source>;
}

/** What reading goes by. */
export interface Reader<E extends TimedEvent> {
  readonly request: WindowRequest<E>;
  readonly zone: WallZone;
  readonly years: YearFinder<E>;
}

/** Reads each file from where it was left. Years of those that lack them must have been chosen. */
export async function readWindows<E extends TimedEvent>(
  courses: readonly Course[],
  reader: Reader<E>,
): Promise<WindowsRead<E>> {
  const remembering = new Set(courses.flatMap(({ source, remembers }) => (remembers ? [source] : [])));
  for (;;) {
    const upTo = new Map<Source, number>();
    const parts = new Map<Source, FilePart>();
    for (const course of courses) {
      const { source, from } = course;
      if (isClosed(course)) {
        parts.set(source, { from, to: source.size ?? 0, last: true, ...followed(course.account) });
        continue;
      }
      const end = await endOf(course, remembering.has(source), reader);
      upTo.set(source, end);
      if (end > from) parts.set(source, { from, to: end, last: false, ...followed(course.account) });
    }
    const kept = await readParts(courses, parts, reader);
    const isCut = new Set(courses.flatMap(({ source, isFinished }) => (isFinished ? [] : [source])));
    const late = [...(kept?.remembering ?? [])].filter(
      (source) => upTo.has(source) && isCut.has(source) && !remembering.has(source),
    );
    if (late.length === 0) return { kept, ...(await readTails(courses, { kept, upTo, remembering }, reader)) };
    // What was cut must not have been.
    for (const source of late) remembering.add(source);
  }
}

/** A file that nothing is added to is read to its end. The rest of one that is gone is not: it may be back. */
function isClosed({ source: { file }, isFinished }: Course): boolean {
  return file?.compressed === true || (file?.rest !== undefined && isFinished);
}

async function endOf<E extends TimedEvent>(course: Course, remembers: boolean, reader: Reader<E>): Promise<number> {
  const { source, from, isFinished, isHeld } = course;
  if (isHeld || source.file?.rest !== undefined) return from;
  if (isFinished) return Math.max(from, source.size ?? 0);
  return remembers ? from : lastCut(course, reader);
}

async function lastCut<E extends TimedEvent>({ source, from }: Course, reader: Reader<E>): Promise<number> {
  const { request, zone, years } = reader;
  const part = { from, to: Math.max(from, source.size ?? 0), last: true };
  const choice = years.choiceOf(source);
  return new Cuts(source, request.dialects, zone, Number.POSITIVE_INFINITY, choice, part).last();
}

async function readTails<E extends TimedEvent>(
  courses: readonly Course[],
  { kept, upTo, remembering }: Pick<WindowsRead<E>, "kept" | "upTo" | "remembering">,
  reader: Reader<E>,
): Promise<Omit<WindowsRead<E>, "kept">> {
  const keptAccounts = accountsOf(courses, kept);
  const parts = new Map<Source, FilePart>();
  for (const { source, account } of courses) {
    const from = upTo.get(source);
    if (from === undefined) continue;
    const before = joined(account, keptAccounts.get(source) ?? null);
    parts.set(source, { from, to: Math.max(from, source.size ?? 0), last: true, ...followed(before) });
  }
  const tail = await readParts(courses, parts, reader);
  const tailAccounts = accountsOf(courses, tail);
  const accounts = new Map(
    courses.map(({ source }) => [
      source,
      { kept: keptAccounts.get(source) ?? null, tail: tailAccounts.get(source) ?? null },
    ]),
  );
  const all = new Set([...remembering, ...(tail?.remembering ?? [])]);
  return { tail, accounts, upTo, remembering: all };
}

async function readParts<E extends TimedEvent>(
  courses: readonly Course[],
  parts: ReadonlyMap<Source, FilePart>,
  { request, zone, years }: Reader<E>,
): Promise<FilesRead<E> | null> {
  if (parts.size === 0) return null;
  const sources = courses.map(({ source }) => source);
  const bytesTotal = [...parts].reduce((sum, [{ file, size }, { from, to }]) => {
    return sum + (file?.compressed === true ? (size ?? 0) : to - from);
  }, 0);
  const { onProgress } = request;
  const told =
    onProgress === undefined
      ? {}
      : { onProgress: (progress: Parameters<typeof onProgress>[0]) => onProgress({ ...progress, bytesTotal }) };
  return readFiles(sources, { ...request, inputs: [], ...told }, zone, { parts, years });
}

function accountsOf<E extends TimedEvent>(
  courses: readonly Course[],
  read: FilesRead<E> | null,
): ReadonlyMap<Source, SourceAccount> {
  const accounts = read?.thread.accounts();
  return new Map(
    courses.flatMap(({ source }, index) => {
      const account = accounts?.get(index);
      return account === undefined ? [] : [[source, account] as const];
    }),
  );
}

/** The account of both; null when there is none. */
export function joined(a: SourceAccount | null, b: SourceAccount | null): SourceAccount | null {
  return a === null || b === null ? (a ?? b) : mergeSources(a, b);
}

/** Lines are numbered on from the last range. */
function followed(account: SourceAccount | null): Pick<FilePart, "follows"> {
  const follows = account?.ranges.at(-1);
  return follows === undefined ? {} : { follows };
}
