/**
 * What a reading leaves beside the folds' states: how its lines were counted. Plain JSON, so that threads can send it,
 * and a state file can keep it for the next run. Accounts of parts of a log merge into that of the whole, in any order.
 */
import type { Instant } from "../parsers/events.ts";
import type { AccountSum } from "./contract.ts";
import type { Range } from "./lines.ts";
import { noShapes, Shapes, type ShapeTable } from "./shapes.ts";

/** Lines of one dialect; several names when it hands what it reads to others (envelopes). */
export interface DialectLines {
  readonly names: readonly string[];
  readonly lines: number;
  /** Offset of the first one: of two with equally many lines the one that came first is named first. */
  readonly first: number;
}

/** Something that was told while a source was read. */
export interface Note {
  /** `fail`: the source, or a part of it, could not be read. */
  readonly how: "warn" | "fail";
  /** Without the source's name. */
  readonly text: string;
  /** Offset of the range that was being read. */
  readonly at: number;
}

/**
 * How the lines of one source were counted: `lines = recognised + continuation + other + unrecognised`, and
 * `text = bytes + leftOut`. A state file (`--state`) stores exactly this; a later run adds what it read from where the
 * ranges end.
 */
export interface SourceAccount {
  /** As given. */
  readonly name: string;
  readonly lines: number;
  readonly recognised: number;
  readonly continuation: number;
  readonly other: number;
  readonly unrecognised: number;
  /** Those of `unrecognised` whose kind is known. */
  readonly partial: number;
  /** Of these lines, with their ends. */
  readonly bytes: number;
  /** Bytes behind the cut of lines of more than 64 MiB. */
  readonly leftOut: number;
  /** Bytes of text that the source gave: of gzip, opened. */
  readonly text: number;
  /** Bytes that were read, as stored. */
  readonly stored: number;
  /** First and last instant; null when there is none. */
  readonly from: Instant | null;
  readonly to: Instant | null;
  /** Lines of more than 64 MiB. */
  readonly cut: number;
  /** Whether some stamps name their zone, and some do not. */
  readonly zoned: boolean;
  readonly zoneless: boolean;
  /** Whether some stamps have no year. */
  readonly yearless: boolean;
  /** Lines before the first stamp, and those of an hour that the clocks show twice, or skip. */
  readonly timeless: number;
  readonly inRepeatedHour: number;
  readonly inSkippedHour: number;
  /** Most lines first. */
  readonly dialects: readonly DialectLines[];
  /** The ranges that were read, by offset: line numbers come from them. */
  readonly ranges: readonly Range[];
  /** By offset; none twice. */
  readonly notes: readonly Note[];
}

/** The account of all sources in one. */
export function accountSum(accounts: readonly SourceAccount[]): AccountSum {
  const all = (field: "lines" | "recognised" | "continuation" | "other" | "unrecognised" | ByteField) =>
    accounts.reduce((sum, account) => sum + account[field], 0);
  const [recognised, continuation, other, unrecognised] = [
    all("recognised"),
    all("continuation"),
    all("other"),
    all("unrecognised"),
  ];
  const [inLines, leftOut] = [all("bytes"), all("leftOut")];
  return {
    lines: {
      read: all("lines"),
      recognised,
      continuation,
      other,
      unrecognised,
      sum: recognised + continuation + other + unrecognised,
    },
    bytes: { stored: all("stored"), read: all("text"), inLines, leftOut, sum: inLines + leftOut },
  };
}

type ByteField = "bytes" | "leftOut" | "text" | "stored";

/** How the lines of all sources were counted; sources by name. */
export interface Account {
  readonly sources: readonly SourceAccount[];
  /** Of the unrecognised lines of all sources. */
  readonly shapes: ShapeTable;
}

export const noAccount: Account = { sources: [], shapes: noShapes };

/** The account of everything that these are of. They must not have a line in common. */
export function mergeAccounts(...accounts: readonly Account[]): Account {
  const sources = new Map<string, SourceAccount>();
  const shapes = new Shapes();
  for (const account of accounts) {
    for (const source of account.sources) {
      const known = sources.get(source.name);
      sources.set(source.name, known === undefined ? source : mergeSources(known, source));
    }
    shapes.merge(account.shapes);
  }
  return { sources: [...sources.values()].sort((a, b) => (a.name < b.name ? -1 : 1)), shapes: shapes.table() };
}

/** The account of two parts of one source. */
export function mergeSources(a: SourceAccount, b: SourceAccount): SourceAccount {
  return {
    name: a.name,
    lines: a.lines + b.lines,
    recognised: a.recognised + b.recognised,
    continuation: a.continuation + b.continuation,
    other: a.other + b.other,
    unrecognised: a.unrecognised + b.unrecognised,
    partial: a.partial + b.partial,
    bytes: a.bytes + b.bytes,
    leftOut: a.leftOut + b.leftOut,
    text: a.text + b.text,
    stored: a.stored + b.stored,
    from: a.from === null || b.from === null ? (a.from ?? b.from) : Math.min(a.from, b.from),
    to: a.to === null || b.to === null ? (a.to ?? b.to) : Math.max(a.to, b.to),
    cut: a.cut + b.cut,
    zoned: a.zoned || b.zoned,
    zoneless: a.zoneless || b.zoneless,
    yearless: a.yearless || b.yearless,
    timeless: a.timeless + b.timeless,
    inRepeatedHour: a.inRepeatedHour + b.inRepeatedHour,
    inSkippedHour: a.inSkippedHour + b.inSkippedHour,
    dialects: mergeDialects([...a.dialects, ...b.dialects]),
    ranges: mergeRanges([...a.ranges, ...b.ranges]),
    notes: mergeNotes([...a.notes, ...b.notes]),
  };
}

/** A range that was read in several runs is one. */
function mergeRanges(all: readonly Range[]): readonly Range[] {
  const merged = new Map<number, Range>();
  for (const { start, lines } of all) merged.set(start, { start, lines: lines + (merged.get(start)?.lines ?? 0) });
  return [...merged.values()].sort((one, other) => one.start - other.start);
}

/** Names of the dialects of a source, most lines first. */
export function dialectsOf({ dialects }: SourceAccount): readonly string[] {
  return [...new Set(dialects.flatMap(({ names }) => names))];
}

function mergeDialects(all: readonly DialectLines[]): readonly DialectLines[] {
  const merged = new Map<string, DialectLines>();
  for (const one of all) {
    const key = one.names.join(" ");
    const { lines, first } = merged.get(key) ?? { lines: 0, first: one.first };
    merged.set(key, { names: one.names, lines: lines + one.lines, first: Math.min(first, one.first) });
  }
  return sortDialects([...merged.values()]);
}

export function sortDialects(dialects: readonly DialectLines[]): readonly DialectLines[] {
  return [...dialects].sort((a, b) => b.lines - a.lines || a.first - b.first || (a.names < b.names ? -1 : 1));
}

/** Every range of a file that was moved meanwhile says so: once is enough. */
export function mergeNotes(all: readonly Note[]): readonly Note[] {
  const order = (a: Note, b: Note) => a.at - b.at;
  const seen = new Map<string, Note>();
  // Sorting keeps the order of those of one range.
  for (const note of [...all].sort(order)) {
    const key = `${note.how} ${note.text}`;
    if (!seen.has(key)) seen.set(key, note);
  }
  return [...seen.values()];
}
