/** Texts that an envelope cut into several entries. */
import { type Entry, lineOf, type Opener, restOf } from "./entry.ts";
import { beginning } from "./generated/envelope.ts";
import { longestRecord, nextLine } from "./records.ts";

/** How a text begins, as grammars/envelope.ne says. */
export interface Beginning {
  readonly what: "part" | "again" | "solaris" | "own";
  readonly count: number;
  readonly of: number;
  readonly mark: string;
}

/** A text put together again. */
export interface Joined {
  readonly text: string;
  /** All of it was found. */
  readonly whole: boolean;
  /** More of it may be behind the end of the text. */
  readonly open: boolean;
  /** Where the lines of its later pieces begin. */
  readonly at: readonly number[];
}

/** Lines of other processes that may stand between two pieces. */
const MOST_LINES = 500;

/** The lines behind an entry, as the pieces of a text are looked for. */
interface Search {
  /** Takes one entry; `not`: it is not of this text, `stop`: nothing more can come. */
  take(entry: Entry): "taken" | "last" | "not" | "stop";
}

/**
 * Puts an entry together that Exim split (log.c write_syslog()): `[1/3] …` `[2/3] …` `[3/3] …`, 870 bytes each; a mark
 * `\` says that the entry had a line's end there. Entries of other processes may stand between the pieces, so they are
 * told apart by host, program and pid. Where a piece is missing the text ends.
 */
export function joinParts(
  opener: Opener,
  first: Entry,
  part: Beginning,
  text: string,
  bytes: Uint8Array,
): Joined | undefined {
  if (part.count !== 1 || part.of < 2) return undefined;
  let joined = pieceOf(first, text, bytes);
  let { mark } = part;
  let wanted = 2;
  const found = search(opener, first, text, bytes, {
    take(entry) {
      if (entry.program !== first.program || entry.pid !== first.pid || entry.host !== first.host) return "not";
      const line = placeOf(entry, text, bytes);
      const next = beginning(line.text, line.bytes, line.from) as Beginning | undefined;
      // Without a pid another process may write under the same name.
      if (next?.what !== "part") return first.pid === null ? "not" : "stop";
      if (next.count !== wanted || next.of !== part.of) return first.pid === null ? "not" : "stop";
      const piece = pieceOf(entry, text, bytes);
      joined += mark === "\\" ? `\n${unfolded(piece)}` : piece;
      mark = next.mark;
      return ++wanted > part.of ? "last" : "taken";
    },
  });
  return { text: joined, whole: wanted > part.of, ...found };
}

/** Puts a line together that a container's runtime cut after 16 KiB: pieces of one stream follow each other. */
export function joinPieces(opener: Opener, first: Entry, text: string, bytes: Uint8Array): Joined {
  let joined = textOf(first, text, bytes);
  let whole = false;
  const found = search(opener, first, text, bytes, {
    take(entry) {
      if (entry.stream !== first.stream) return "not";
      joined += textOf(entry, text, bytes);
      whole = !entry.piece;
      return whole ? "last" : "taken";
    },
  });
  return { text: joined, whole, ...found };
}

function search(
  opener: Opener,
  first: Entry,
  text: string,
  bytes: Uint8Array,
  { take }: Search,
): Pick<Joined, "open" | "at"> {
  const at: number[] = [];
  const limit = first.end + longestRecord.bytes / 2;
  let line = nextLine(text, bytes, first.end);
  for (let lines = 0; lines < MOST_LINES && line < limit; lines++) {
    if (line >= text.length) return { open: true, at };
    const entry = opener.open(text, bytes, line);
    const end = entry?.end ?? bytes.indexOf(10, line);
    const taken = entry === undefined ? "not" : take(entry);
    if (taken === "stop") break;
    if (taken !== "not") at.push(line);
    if (taken === "last") break;
    line = nextLine(text, bytes, end);
  }
  return { open: false, at };
}

/** Where an entry's text can be read: in the log, or on its own. */
export function placeOf(entry: Entry, text: string, bytes: Uint8Array) {
  return entry.from >= 0 ? { text, bytes, from: entry.from } : lineOf(entry.message);
}

export function textOf(entry: Entry, text: string, bytes: Uint8Array): string {
  return entry.from >= 0 ? restOf({ text, bytes, from: entry.from }) : entry.message;
}

/** The text behind `[1/3] `; an empty piece may have lost its blank on the way. */
function pieceOf(entry: Entry, text: string, bytes: Uint8Array): string {
  const line = placeOf(entry, text, bytes);
  beginning(line.text, line.bytes, line.from);
  return withoutBlank(restOf({ ...line, from: beginning.end() }));
}

/** rsyslog writes the TAB of a folded header as `#011` ($EscapeControlCharactersOnReceive). */
function unfolded(line: string): string {
  return line.startsWith("#011") ? `\t${line.slice(4)}` : line;
}

export function withoutBlank(text: string): string {
  return text.startsWith(" ") ? text.slice(1) : text;
}
