/** What several kinds of lines ask of their record. */
import { ABOUT, ANSWERED, AS_DOMAIN, AT, CELL_AT, CELL_LOG, KNOWN_BITS, LOG, MET } from "../src/parsers/settle-layout";
import { KEY, KEY_HASH, KEY_LENGTH } from "./fields";
import { domain, name } from "./text";
import { cellOf, find } from "./young";

/** A message that took longer is kept, in case it counts as stuck. As SHORT of retire.ts. */
const SHORT: f64 = 300_000;
/** Longest address that a domain is learnt of. */
const LONGEST_ADDRESS: u32 = 320;

export function has(record: usize, field: usize): bool {
  return load<u32>(record + field) !== 0;
}

export function begins(record: usize, field: usize): usize {
  return load<u32>(record + field);
}

export function ends(record: usize, field: usize): usize {
  return load<u32>(record + field + 4);
}

export function add(at: usize, value: i32): void {
  store<i32>(at, load<i32>(at) + value);
}

/** Whether nothing needs to be learnt of a name. */
export function isMet(record: usize, field: usize, as: i32): bool {
  if (!has(record, field)) return true;
  const number = name(begins(record, field), ends(record, field));
  return number > 0 && (load<u8>(MET + number) & as) !== 0;
}

export function isMetDomain(record: usize, field: usize): bool {
  const from = begins(record, field);
  const to = ends(record, field);
  if (from === 0 || <u32>(to - from) > LONGEST_ADDRESS) return true;
  const number = domain(from, to);
  return number < 0 || (number > 0 && (load<u8>(MET + number) & AS_DOMAIN) !== 0);
}

export function isAnswered(reason: i32): bool {
  return ((load<i32>(ANSWERED) >> reason) & 1) !== 0;
}

export function about(slot: usize, reason: i32): i32 {
  store<u32>(ABOUT, slot);
  return reason;
}

/** The message of a line, when it is young at AT in this log; else 0. */
export function youngOf(record: usize): usize {
  const slot = find(record + KEY, load<u32>(record + KEY_HASH), load<u32>(record + KEY_LENGTH));
  if (slot === 0) return 0;
  const cell = cellOf(slot);
  const since = load<f64>(AT) - load<f64>(cell, CELL_AT);
  return since >= 0 && since < SHORT && load<i32>(cell, CELL_LOG) === load<i32>(LOG) ? slot : 0;
}

export function isId(length: u32): bool {
  return length - 16 <= 8;
}

export function isIn(filter: usize, record: usize): bool {
  const bit = load<u32>(record + KEY_HASH) & (KNOWN_BITS - 1);
  return ((load<u8>(filter + (bit >> 3)) >> <u8>(bit & 7)) & 1) !== 0;
}
