/** What there is to read in files, and how many threads are worth it. */
import type { TimedEvent } from "./contract.ts";
import { countRanges, rangeSize as usualRange } from "./cuts.ts";
import type { RunRequest } from "./run-request.ts";
import type { Source } from "./source.ts";
import type { FilePart } from "./source-file.ts";
import type { Task } from "./thread.ts";

/** Bytes: a thread for less than this is not worth its start. */
const usualThread = 12 * 1024 * 1024;
/**
 * Bytes for each thread when nobody said how many: what a thread begins with (its program, compiled once more) it takes from
 * the others where cores share what they have, as two of a virtual machine mostly do (docs/performance.md).
 */
const unaskedThread = 256 * 1024 * 1024;
/** Text is some eight times as long as its gzip. */
const gzipRatio = 8;
/**
 * Whether files are not worth ranges and threads, however many there may be of these. What is small, and how it is read,
 * does not depend on `jobs`.
 */
export function isSmall<E extends TimedEvent>(
  sources: readonly Source[],
  { worker, rangeSize = usualRange, threadSize = usualThread }: RunRequest<E>,
): boolean {
  if (sources.some((source) => countRanges(source, rangeSize) > 1)) return false;
  if (worker === undefined) return true;
  return sources.reduce((sum, source) => sum + weightOf(source), 0) < 2 * threadSize;
}

/** Bytes of text, nearly; none of what is no file. */
function weightOf({ file, size }: Source): number {
  return file === null || size === null ? 0 : file.compressed ? gzipRatio * size : size;
}

/**
 * Every range of every file, in the order given.
 *
 * @param whole indices of files that are not cut
 * @param parts what of the files is to be read: files without a part are left out; all of all unless told
 */
export function tasksOf(
  sources: readonly Source[],
  rangeSize: number,
  whole: ReadonlySet<number>,
  parts?: ReadonlyMap<Source, FilePart>,
): readonly Task[] {
  return sources.flatMap((source, index): readonly Task[] => {
    const part = parts?.get(source);
    if (source.file === null || (parts !== undefined && part === undefined)) return [];
    const count = whole.has(index) ? 1 : countRanges(source, rangeSize, part);
    const weight = (source.file.compressed || part === undefined ? weightOf(source) : part.to - part.from) / count;
    return Array.from({ length: count }, (_, range) => ({
      source: index,
      range: count === 1 ? null : range,
      part,
      weight,
    }));
  });
}

/** How many threads are to read these; one when there are no workers, or they do not know a fold. */
export function threadsFor<E extends TimedEvent>(tasks: readonly Task[], request: RunRequest<E>): number {
  const { jobs = 1, isJobsAsked = true, worker, folds } = request;
  const { threadSize = isJobsAsked ? usualThread : unaskedThread } = request;
  if (worker === undefined || !folds.every((fold) => worker.folds.includes(fold))) return 1;
  const weight = tasks.reduce((sum, task) => sum + task.weight, 0);
  return Math.max(1, Math.min(jobs, tasks.length, Math.floor(weight / threadSize)));
}

/** Bytes: of so few lines events are built sooner than what glimpses at them is ready. */
const tiny = 256 * 1024;

/**
 * Whether all inputs together are so small that it is not worth to glimpse at their lines.
 *
 * @param parts what of the files is to be read; all of all unless told
 */
export function isTiny(sources: readonly Source[], parts?: ReadonlyMap<Source, FilePart>): boolean {
  const weightIn = (source: Source): number => {
    const part = parts?.get(source);
    if (parts !== undefined && part === undefined) return 0;
    return part === undefined || source.file?.compressed === true ? weightOf(source) : part.to - part.from;
  };
  return sources.every(({ file }) => file !== null) && sources.reduce((sum, one) => sum + weightIn(one), 0) <= tiny;
}
