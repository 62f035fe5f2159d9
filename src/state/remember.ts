/** What the next run has to know of a log, and what this one has to know of the others of its rotation. */
import type { SourceAccount } from "../engine/account.ts";
import type { TimedEvent } from "../engine/contract.ts";
import type { Source } from "../engine/source.ts";
import type { YearFinder } from "../engine/year-finder.ts";
import { placeOf, type StoredLog } from "./log.ts";
import type { KnownLog } from "./match.ts";
import { realPathOf } from "./present.ts";
import { headSize, pieceOf, printBefore, printOf } from "./prints.ts";
import type { Course, WindowsRead } from "./windows.ts";
import { storedYears } from "./years.ts";

/** A rest that is longer is not kept beside the state. */
const longestRest = 64 * 1024;

/** What a file has to do with the others of its log. */
export function orderOf(
  source: KnownLog["source"],
  present: readonly KnownLog[],
): Pick<Course, "isFinished" | "isHeld"> {
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

/** What the next run has to know of a log; null for one of which nothing is known. */
export async function storedLog<E extends TimedEvent>(
  { source, stored }: KnownLog,
  account: SourceAccount,
  reads: readonly WindowsRead<E>[],
  years: YearFinder<E>,
  isGone: boolean,
): Promise<StoredLog | null> {
  const { id, name, forced = null, file, size, head } = source;
  if (file === null || size === null || head === null) return null;
  if (!reads.some(({ accounts }) => accounts.has(source)) && stored !== null)
    return { ...stored, name: realPathOf(name), isGone: false, dev: file.dev, ino: file.ino };
  const upTo = reads.map((read) => read.upTo.get(source)).find((one) => one !== undefined);
  const isWhole = upTo === undefined;
  const position = upTo ?? size;
  const choice = account.yearless ? years.choiceOf(source) : undefined;
  const print = isGone && stored !== null ? stored.head : printOf(head, Math.min(headSize, isWhole ? headSize : size));
  if (print.bytes === 0 && !file.compressed) return null;
  const rest = isWhole || size - position > longestRest ? null : pieceOf(file, position, size - position);
  return {
    id,
    name: realPathOf(name),
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
