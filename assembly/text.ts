/** Texts in memory, from their first byte to behind their last: hashes, and numbers for names that come again. */
import { BUCKETS, MOST_NAMES, NAME_BUCKETS, NAME_SIZE, NAMES } from "../src/parsers/settle-layout";

/** Odd, so that no bit is lost. As hashFactor of glimpse-runtime.ts. */
const FACTOR: u32 = 0x9e3779b1;
const AT_SIGN: u8 = 64;
/** What an entry has in front of its text. */
const HEAD: i32 = 8;

let names: i32 = 0;

/** Four bytes at a time, the last ones filled up with zeros. As hashOfText of glimpse-runtime.ts. */
export function hash(from: usize, to: usize): i32 {
  let hash: u32 = <u32>(to - from);
  while (to - from >= 4) {
    hash = ((hash ^ load<u32>(from)) * FACTOR) ^ (hash >> 15);
    from += 4;
  }
  const rest = <u32>(to - from);
  if (rest !== 0) hash = ((hash ^ (load<u32>(from) & ((1 << (rest * 8)) - 1))) * FACTOR) ^ (hash >> 15);
  return <i32>hash;
}

export function same(a: usize, b: usize, length: u32): bool {
  let at: u32 = 0;
  while (at + 8 <= length) {
    if (load<u64>(a + at) !== load<u64>(b + at)) return false;
    at += 8;
  }
  if (at === length) return true;
  return (load<u64>(a + at) ^ load<u64>(b + at)) << (64 - <u64>(length - at) * 8) === 0;
}

/** The number of a text: from 1, the same for the same text; 0 for one that gets none. */
export function name(from: usize, to: usize): i32 {
  const length = <u32>(to - from);
  if (length - 1 > <u32>(NAME_SIZE - HEAD - 1)) return 0;
  const code = hash(from, to);
  let bucket = code & (BUCKETS - 1);
  for (;;) {
    const known = load<i32>(NAME_BUCKETS + ((<usize>bucket) << 2));
    if (known === 0) break;
    const entry: usize = NAMES + <usize>known * NAME_SIZE;
    if (load<u32>(entry) === length && load<i32>(entry + 4) === code && same(entry + HEAD, from, length)) return known;
    bucket = (bucket + 1) & (BUCKETS - 1);
  }
  if (names >= MOST_NAMES - 1) return 0;
  names++;
  store<i32>(NAME_BUCKETS + ((<usize>bucket) << 2), names);
  const entry: usize = NAMES + <usize>names * NAME_SIZE;
  store<u32>(entry, length);
  store<i32>(entry + 4, code);
  memory.copy(entry + HEAD, from, length);
  return names;
}

/** The number of what stands behind the last `@`; -1 when there is none, or nothing behind it. */
export function domain(from: usize, to: usize): i32 {
  let at = to;
  while (at > from) {
    at--;
    if (load<u8>(at) === AT_SIGN) return at + 1 === to ? -1 : name(at + 1, to);
  }
  return -1;
}

/** Copies a text; up to 15 bytes behind it are written, too. */
export function copy(to: usize, from: usize, length: u32): void {
  for (let at: u32 = 0; at < length; at += 16) v128.store(to + at, v128.load(from + at));
}
