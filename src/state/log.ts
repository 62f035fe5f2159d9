/** A log file as a state remembers it: which file it is, how far it was read, and how its lines were counted. */
import type { SourceAccount } from "../engine/account.ts";
import { logName } from "../engine/log-name.ts";
import type { SavedSurvey } from "../engine/year.ts";
import type { YearTable } from "../engine/year-table.ts";
import type { Instant } from "../parsers/events.ts";

/** Bytes that tell a file's text from others: how many from its beginning, and their SHA-256 (base64). */
export interface Print {
  readonly bytes: number;
  readonly hash: string;
}

/** Which years stamps without one were given. */
export interface StoredYears {
  readonly table: YearTable;
  readonly first: number;
  readonly last: number;
  readonly from: Instant;
  readonly basis: string;
}

/** Plain JSON. */
export interface StoredLog {
  /** What the states call it: folder and log as they were first given, and its place among the files of that log. */
  readonly id: string;
  /** Real path where it was found last: another run may have another working directory, or name a link. */
  readonly name: string;
  /** Dialect that the operator forced. */
  readonly forced: string | null;
  readonly dev: number;
  readonly ino: number;
  /** As stored, when it was read last. */
  readonly size: number;
  readonly compressed: boolean;
  /** Of the text's first block, as far as there was one. */
  readonly head: Print;
  /** Of the last bytes before `position`; null where nobody looks: of a compressed file. */
  readonly before: Print | null;
  /** Offset in the text of the first line that the states do not count. */
  readonly position: number;
  /** Nothing is left to read: of a compressed file, or one that is gone. */
  readonly isWhole: boolean;
  readonly isGone: boolean;
  /** A dialect keeps something in mind from line to line: what is behind `position` is read in one piece. */
  readonly remembers: boolean;
  /** The text behind `position` (base64), for when the file is gone by the next run; null when it is long. */
  readonly rest: string | null;
  readonly account: SourceAccount;
  /** Of the stamps before `position`; null when none of them lacks its year. */
  readonly survey: SavedSurvey | null;
  readonly years: StoredYears | null;
}

/** Stands in ids before the place. */
export const idMark = "\0";
const middle = 500_000;

/** Folder and log: files of one family are rotated into each other. */
export function familyOf(name: string): string {
  return name.slice(0, name.lastIndexOf("/") + 1) + logName(name);
}

/**
 * The id of the file at a place among those of its family. Ids are ordered as names of rotated files are: the newest
 * first.
 */
export function idOf(family: string, place: number): string {
  return `${family}${idMark}${String(place).padStart(6, "0")}`;
}

/** Family and place of an id. */
export function placeOf(id: string): { readonly family: string; readonly place: number } {
  const at = id.lastIndexOf(idMark);
  return { family: id.slice(0, at), place: Number(id.slice(at + 1)) };
}

/** The place of the first file of a family. */
export const firstPlace = middle;
/** The place of all those that were forgotten one by one (forget.ts): the oldest. */
export const olderPlace = 999_999;
