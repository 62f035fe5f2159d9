/** Stamps of a minute that TypeScript knows: what is left to read are its seconds. */
import { AT, LAST_AT, MINUTE_AT, STAMP, STAMP_LENGTH, STAMP_TAIL } from "../src/parsers/settle-layout";

const COLON: u8 = 58;
const DOT: u8 = 46;
const ZERO: u32 = 48;
const SECOND: i32 = 1000;
const HOURS: f64 = 3_600_000;

// `2026-01-08 13:18:54`, with `.123`, with ` +0100`, with both.
const PLAIN: u32 = 19;
const FRACTION: u32 = 23;
const ZONED: u32 = 25;
const BOTH: u32 = 29;

/** Reads the instant of a stamp into AT. False when it is of another minute, or not written as the minute's others. */
export function readStamp(from: usize, to: usize): bool {
  const length = <u32>(to - from);
  if (length !== load<u32>(STAMP_LENGTH)) return false;
  if (load<u64>(from) !== load<u64>(STAMP) || load<u64>(from + 8) !== load<u64>(STAMP + 8)) return false;
  if (load<u8>(from + 16) !== COLON) return false;
  const tens = <u32>load<u8>(from + 17) - ZERO;
  const ones = <u32>load<u8>(from + 18) - ZERO;
  if (tens > 5 || ones > 9) return false;
  let within = <i32>(tens * 10 + ones) * SECOND;
  if (length !== PLAIN) {
    if (length === FRACTION || length === BOTH) {
      const a = <u32>load<u8>(from + 20) - ZERO;
      const b = <u32>load<u8>(from + 21) - ZERO;
      const c = <u32>load<u8>(from + 22) - ZERO;
      if (load<u8>(from + 19) !== DOT || a > 9 || b > 9 || c > 9) return false;
      within += a * 100 + b * 10 + c;
    }
    if (length === ZONED || length === BOTH) {
      if (load<u32>(to - 6) !== load<u32>(STAMP_TAIL) || load<u16>(to - 2) !== load<u16>(STAMP_TAIL + 4)) return false;
    }
  }
  store<f64>(AT, load<f64>(MINUTE_AT) + <f64>within);
  return true;
}

/** Whether a stream may be another log from here on (engine/segments.ts). */
export function isBack(): bool {
  return load<f64>(AT) < load<f64>(LAST_AT) - HOURS;
}
