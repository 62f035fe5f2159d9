/** What the emitted modules are made of, and how they are called. */

/**
 * Reads one line, or the beginning of one, of a decoded chunk: `text` is `bytes` as latin1, so indices are offsets.
 * The text must hold the LF of the line that starts at `from`: scanners stop on it and check no bounds.
 * `undefined` is "not this scanner's"; then `end()` says nothing.
 */
export interface LineScanner {
  (text: string, bytes: Uint8Array, from: number): unknown;
  /** Offset behind what was read last: the line's LF, or for a prefix scanner where the rest of the line begins. */
  end(): number;
}

/** Start symbols in order: the first that accepts gives the value. */
export interface OrderedScanner extends LineScanner {
  /** Index in {@link starts} of the start symbol that accepted last. */
  startIndex(): number;
  readonly starts: readonly string[];
}

/** What an emitted module says about itself, for the oracle and for `explain`. */
export interface ScannerModule {
  readonly name: string;
  readonly lists: Readonly<Record<string, ScannerList>>;
  /** Every start symbol by name, alone. */
  readonly starts: Readonly<Record<string, LineScanner>>;
}
export interface ScannerList {
  /** `line`: must reach the line's end; `prefix`: reads the beginning of a line, any text may follow. */
  readonly reach: "line" | "prefix";
  readonly scan: OrderedScanner;
}

/** Bytes for one line after the other, as long as nobody keeps them: none is made for a line of usual length. */
export class LineBytes {
  readonly #scratch = Buffer.alloc(4096);

  /** The bytes of a line with its LF, good until the next one; what stands behind the LF is of others. */
  of(line: string): Buffer {
    if (line.length > this.#scratch.length) return Buffer.from(line, "latin1");
    this.#scratch.write(line, 0, "latin1");
    return this.#scratch;
  }
}

/** Of the text under the scanner: none makes a scanner run, so one is enough. */
const lineBytes = new LineBytes();

/** Runs a scanner over one text without LF. */
export function scanString(scan: LineScanner, text: string): unknown {
  const line = `${text}\n`;
  return scan(line, lineBytes.of(line), 0);
}

/**
 * A table of 256 bytes that holds 1 in these ranges: where each begins, and where it is over. There are hundreds, all of
 * them made before the first line is read, and `fill` is no loop of ours.
 */
export function table(...ranges: readonly number[]): Uint8Array {
  const set = new Uint8Array(256);
  for (let at = 0; at < ranges.length; at += 2) set.fill(1, ranges[at], ranges[at + 1]);
  return set;
}

/** Doubles hold 15 decimal digits exactly; a longer number is converted as JavaScript converts it. */
const EXACT_DIGITS = 15;

/** The decimal number in `bytes[from..to)`; NaN where `Number()` says so. */
export function integer(bytes: Uint8Array, from: number, to: number): number {
  const negative = bytes[from] === 45;
  const start = negative ? from + 1 : from;
  if (to - start > EXACT_DIGITS || (negative && to === start))
    return Number(Buffer.from(bytes.subarray(from, to)).toString("latin1"));
  let value = 0;
  for (let at = start; at < to; at++) {
    const digit = (bytes[at] ?? 0) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return negative ? -value : value;
}
