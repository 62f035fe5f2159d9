import { ANY_BYTE, type ByteSet, listBytes } from "./bytes.ts";

/** Conditions on bytes and loops over them, as WebAssembly text. `$i` is the position. */

const lf = 10;
const here = "(local.get $i)";

/** Bit tables: eight sets share one table of 256 bytes, so that all of them stay in the first cache. */
export class BitTables {
  readonly #sets = new Map<ByteSet, number>();

  /** Where the tables begin in memory. */
  readonly base: number;

  constructor(base: number) {
    this.base = base;
  }

  /** Bytes that the tables take. */
  get size(): number {
    return Math.ceil(this.#sets.size / 8) * 256;
  }

  /** The condition that a byte is of the set. */
  test(set: ByteSet, byte: string): string {
    const at = this.#sets.get(set) ?? this.#sets.size;
    this.#sets.set(set, at);
    return `(i32.and (i32.load8_u offset=${this.base + (at >> 3) * 256} ${byte}) (i32.const ${1 << (at & 7)}))`;
  }

  bytes(): Uint8Array {
    const bytes = new Uint8Array(this.size);
    for (const [set, at] of this.#sets)
      for (const byte of listBytes(set))
        bytes[(at >> 3) * 256 + byte] = (bytes[(at >> 3) * 256 + byte] ?? 0) | (1 << (at & 7));
    return bytes;
  }
}

/** The byte at `$i + offset`. */
function byteAt(offset: number): string {
  return `(i32.load8_u${offset === 0 ? "" : ` offset=${offset}`} ${here})`;
}

/** The condition that the byte at `$i + offset` is of a set. */
export function setTest(tables: BitTables, set: ByteSet, offset: number): string {
  const bytes = listBytes(set);
  const [first = 0] = bytes;
  if (bytes.length === 0) return "(i32.const 0)";
  if (bytes.length === 1) return `(i32.eq ${byteAt(offset)} (i32.const ${first}))`;
  if ((bytes.at(-1) ?? 0) - first === bytes.length - 1)
    return `(i32.lt_u (i32.sub ${byteAt(offset)} (i32.const ${first})) (i32.const ${bytes.length}))`;
  return tables.test(set, byteAt(offset));
}

/** Conditions, one after the other, that a text of sets begins at `$i`. Bytes that can be only one are compared in words. */
export function fixedTests(tables: BitTables, sets: readonly ByteSet[]): string[] {
  const tests: string[] = [];
  for (let at = 0; at < sets.length; ) {
    const single = singles(sets, at);
    const size = single.length >= 8 ? 8 : single.length >= 4 ? 4 : single.length >= 2 ? 2 : 1;
    if (size === 1) {
      tests.push(setTest(tables, sets[at] ?? 0n, at));
      at++;
      continue;
    }
    tests.push(wordTest(single.slice(0, size), at));
    // What is left of a literal, and is no word itself, is compared together with bytes that were compared already.
    const rest = single.length - size;
    const isOverlapping = rest > 0 && rest < size && rest !== 4 && rest !== 2 && rest !== 1;
    if (isOverlapping) tests.push(wordTest(single.slice(rest), at + rest));
    at += isOverlapping ? single.length : size;
  }
  return tests;
}

/** The bytes from `at` on that can be only one each, up to 16. */
function singles(sets: readonly ByteSet[], at: number): number[] {
  const bytes: number[] = [];
  for (const set of sets.slice(at, at + 16)) {
    const [byte, other] = listBytes(set);
    if (byte === undefined || other !== undefined) break;
    bytes.push(byte);
  }
  return bytes;
}

function wordTest(bytes: readonly number[], offset: number): string {
  const hex = [...bytes]
    .reverse()
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
  const place = offset === 0 ? "" : ` offset=${offset}`;
  if (bytes.length === 8) return `(i64.eq (i64.load${place} align=1 ${here}) (i64.const 0x${hex}))`;
  const load = bytes.length === 4 ? "i32.load" : "i32.load16_u";
  return `(i32.eq (${load}${place} align=1 ${here}) (i32.const 0x${hex}))`;
}

/** More bytes that end a loop are looked up one by one. */
const mostStops = 6;

/** Moves `$i` over bytes of a set, sixteen at a time where few bytes are not of it. Uses the locals `$v` and `$m`. */
export function skipSet(tables: BitTables, set: ByteSet, label: string): string {
  const stops = [lf, ...listBytes(ANY_BYTE & ~set)];
  if (stops.length > mostStops)
    return `(loop ${label} (if ${setTest(tables, set, 0)} (then (local.set $i (i32.add ${here} (i32.const 1))) (br ${label}))))\n`;
  const [first = "", ...others] = stops.map(
    (byte) => `(i8x16.eq (local.get $v) (v128.const i8x16${` ${byte}`.repeat(16)}))`,
  );
  const any = others.reduce((all, one) => `(v128.or ${all} ${one})`, first);
  return [
    `(loop ${label} (local.set $v (v128.load align=1 ${here}))`,
    `(local.set $m (i8x16.bitmask ${any}))`,
    `(if (local.get $m) (then (local.set $i (i32.add ${here} (i32.ctz (local.get $m)))))`,
    `(else (local.set $i (i32.add ${here} (i32.const 16))) (br ${label}))))\n`,
  ].join("\n");
}
