/** Late deliveries by recipient: see src/analyzers/ledger/reached.ts, which has the same table. */
import {
  AT,
  HOUR,
  LINES,
  OFFSET,
  ORIGIN,
  RANGE,
  REACHED,
  REACHED_CAP,
  REACHED_LENGTH,
  REACHED_LINE,
  REACHED_NAME,
  REACHED_NAME_LENGTH,
  REACHED_OFFSET,
  REACHED_ORIGIN,
  REACHED_RANGE,
  REACHED_SIZE,
  REACHED_SLOTS,
  REACHED_TEXT,
  REACHED_TEXT_SIZE,
  REACHED_WHEN,
  WHEN_SIZE,
  WHEN_WITHIN,
} from "../src/parsers/settle-layout";
import { copy, hash } from "./text";

const HOURS: f64 = 3_600_000;

/** Milliseconds of AT within its hour. */
function within(): i32 {
  return <i32>(load<f64>(AT) - <f64>load<i32>(HOUR) * HOURS);
}

/** The slot that a delivery at AT is to be put into, as an index; -1 for none, -2 when TypeScript has to say. */
export function lateSlot(from: usize, to: usize, begin: usize): i32 {
  const index = hash(from, to) & (REACHED_SLOTS - 1);
  const when: usize = REACHED_WHEN + <usize>index * WHEN_SIZE;
  const held = load<i32>(when);
  const hour = load<i32>(HOUR);
  if (hour < held) return -1;
  if (hour === held) {
    const since = within() - load<i32>(when, WHEN_WITHIN);
    if (since > 0) return -1;
    if (since === 0) return -2;
  }
  return to - begin > <usize>REACHED_CAP ? -2 : index;
}

export function putLate(index: i32, from: usize, to: usize, begin: usize, end: usize): void {
  const slot: usize = REACHED + <usize>index * REACHED_SIZE;
  const whole = <u32>(end - begin);
  const length: u32 = whole < <u32>REACHED_CAP ? whole : REACHED_CAP;
  const when: usize = REACHED_WHEN + <usize>index * WHEN_SIZE;
  store<i32>(when, load<i32>(HOUR));
  store<i32>(when, within(), WHEN_WITHIN);
  store<i32>(slot, load<i32>(ORIGIN), REACHED_ORIGIN);
  store<u32>(slot, length, REACHED_LENGTH);
  store<u32>(slot, <u32>(from - begin), REACHED_NAME);
  store<u32>(slot, <u32>(to - from), REACHED_NAME_LENGTH);
  store<f64>(slot, load<f64>(OFFSET) + <f64>begin, REACHED_OFFSET);
  store<f64>(slot, load<f64>(RANGE), REACHED_RANGE);
  store<f64>(slot, load<f64>(LINES) + 1, REACHED_LINE);
  copy(REACHED_TEXT + <usize>index * REACHED_TEXT_SIZE, begin, length);
}
