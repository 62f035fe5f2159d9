/** What a run takes and gives. */
import type { Readable } from "node:stream";
import type { Dialect } from "../parsers/dialect.ts";
import type { Instant } from "../parsers/events.ts";
import type { Fold, LineNumbers } from "./fold.ts";

/** What the engine needs to know of an event. */
export interface TimedEvent {
  readonly kind: string;
  readonly at: Instant;
}

/** Bytes or text in pieces of any size; text is encoded as UTF-8. A Readable is one. */
export type ByteStream = Readable | AsyncIterable<Uint8Array | string>;

/**
 * Where log text comes from: a path, a glob, a directory, `-` for standard input, any of them behind `dialect:` to
 * force a dialect; or a stream, with a name when reports should show one.
 */
export type Input = string | ByteStream | { readonly name: string; readonly stream: ByteStream };

/** How far reading has come. */
export interface Progress {
  /** Bytes as stored: compressed ones for a `.gz`. */
  readonly bytesRead: number;
  /** Sum of the files' sizes; null while a stream without an end is among the inputs. */
  readonly bytesTotal: number | null;
  readonly lines: number;
}

/** How to read, whatever is made of the events. */
export interface ReadOptions<E extends TimedEvent> {
  /** In the order of trial for a line whose dialect is not known yet. */
  readonly dialects: readonly Dialect<E>[];
  /** Further words for a dialect in `word:FILE` (`exim-mainlog` for `exim`). */
  readonly aliases?: Readonly<Record<string, string>>;
  /** Zone of stamps that name none: IANA name, `UTC`, `+02:00`. Otherwise this machine's. */
  readonly zone?: string | undefined;
  /** This machine's zone, where the caller knows it: to find it out takes its time. */
  readonly localZone?: string | undefined;
  /** Year of the last stamp of logs without years. Otherwise found out (year.ts). */
  readonly year?: number | undefined;
  /** The present, for logs without years. Otherwise this machine's clock. */
  readonly now?: Instant | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** What was read, and what had to be assumed. */
export interface Reading {
  /** In the order given; inputs that could not be read are not among them. */
  readonly sources: readonly SourceSummary[];
  readonly coverage: Coverage;
  /** Inputs that could not be read (exit status 3); each is also one of `coverage.warnings`. */
  readonly problems: readonly Problem[];
  readonly assumptions: Assumptions;
  /** First and last instant of all events; null when there is none. */
  readonly from: Instant | null;
  readonly to: Instant | null;
  readonly lineNumbers: LineNumbers;
}

/** The folded states of one run, by fold. */
export interface FoldStates {
  /** @throws Error when the fold was not part of the run. */
  // biome-ignore lint/suspicious/noExplicitAny: any event type will do, the state's type is what counts
  get<S>(fold: Fold<S, any>): S;
}

/** One input as it was read. */
export interface SourceSummary {
  /** As given: a path, `-`, a stream's name. */
  readonly name: string;
  /** Names of the dialects met, most lines first. */
  readonly dialects: readonly string[];
  readonly lines: number;
  readonly recognised: number;
  /** Partial events among them; the rest are continuations and lines of other programs. */
  readonly unrecognised: number;
  readonly from: Instant | null;
  readonly to: Instant | null;
}

/** How every line was counted: `lines = recognised + continuation + other + unrecognised`, always. */
export interface Coverage {
  readonly lines: number;
  readonly recognised: number;
  /** Lines that belong to a record above them. */
  readonly continuation: number;
  /** Lines of other programs. */
  readonly other: number;
  readonly unrecognised: number;
  /** Events of a known kind whose tail was not understood; they are part of `unrecognised`. */
  readonly partial: number;
  readonly account: AccountSum;
  readonly shapes: readonly Shape[];
  /** One sentence each, for people. */
  readonly warnings: readonly string[];
}

/**
 * Nothing is lost: how everything that was read was counted, in parts that have nothing in common and their sums, so that
 * whoever doubts can add up.
 */
export interface AccountSum {
  readonly lines: {
    readonly read: number;
    readonly recognised: number;
    /** Lines that belong to a record above them. */
    readonly continuation: number;
    /** Lines of other programs. */
    readonly other: number;
    readonly unrecognised: number;
    /** Of the four: `read`. */
    readonly sum: number;
  };
  readonly bytes: {
    /** As stored: sizes of the files. */
    readonly stored: number;
    /** Of text: of gzip, opened. */
    readonly read: number;
    /** In the lines above, with their ends. */
    readonly inLines: number;
    /** Behind the cut of lines of more than 64 MiB. */
    readonly leftOut: number;
    /** Of the two: `read`. */
    readonly sum: number;
  };
}

/** Unrecognised lines that look alike. */
export interface Shape {
  readonly shape: string;
  readonly count: number;
  readonly sample: string;
}

/** An input that could not be read. */
export interface Problem {
  readonly source: string;
  /** A sentence that names the source and what to do. */
  readonly message: string;
}

/** What the reading took for granted; printed with the findings. */
export interface Assumptions {
  readonly zone: { readonly name: string; readonly basis: string };
  /** null when every stamp had its year. */
  readonly year: { readonly value: string; readonly basis: string } | null;
}

/** An event and where it stands. */
export interface LocatedEvent<E extends TimedEvent> {
  readonly event: E;
  readonly source: string;
  /** From 1. */
  readonly line: number;
  /** Byte offset of the line in the decompressed text. */
  readonly offset: number;
  /** What it counts as under coverage. */
  readonly share: "recognised" | "partial" | "unknown";
}

/** A line that counts as unrecognised, byte for byte with its line ending (if the source has one there). */
export interface RawLine {
  readonly bytes: Uint8Array;
  readonly source: string;
  readonly line: number;
  readonly offset: number;
}

/** A sequence of things read, once; `reading()` is complete after its end (before: what was read so far). */
export interface ReadStream<T> extends AsyncIterable<T> {
  reading(): Reading;
}
