/** Messages that came and have not gone: who they are, and copies of their lines. */
import {
  CELL_AT,
  CELL_COUNT,
  CELL_DELIVERIES,
  CELL_ID,
  CELL_ID_LENGTH,
  CELL_LENGTH,
  CELL_NEXT,
  CELL_SIZE,
  CELL_TEXT,
  CELLS,
  SLOT_CELL,
  SLOT_SIZE,
  YOUNG,
  YOUNG_SLOTS,
} from "../src/parsers/settle-layout";
import { copy } from "./text";

/** Cells that were used and are free; 0 is the end. */
let free: usize = 0;
/** Cells that were never used begin here. */
let fresh: usize = CELLS;

function pairOf(hash: u32): usize {
  return YOUNG + <usize>(hash & (YOUNG_SLOTS / 2 - 1)) * (2 * SLOT_SIZE);
}

export function cellOf(slot: usize): usize {
  return load<u32>(slot, SLOT_CELL);
}

export function isEmpty(slot: usize): bool {
  return cellOf(slot) === 0;
}

function isId(slot: usize, words: usize, hash: u32, length: u32): bool {
  const cell = cellOf(slot);
  return (
    cell !== 0 &&
    load<u32>(slot) === hash &&
    load<u64>(cell, CELL_ID) === load<u64>(words) &&
    load<u64>(cell, CELL_ID + 8) === load<u64>(words, 8) &&
    load<u64>(cell, CELL_ID + 16) === load<u64>(words, 16) &&
    load<u32>(cell, CELL_ID_LENGTH) === length
  );
}

/** The slot of an id, given as its six words; 0 when it has none. */
export function find(words: usize, hash: u32, length: u32): usize {
  const slot = pairOf(hash);
  if (isId(slot, words, hash, length)) return slot;
  return isId(slot + SLOT_SIZE, words, hash, length) ? slot + SLOT_SIZE : 0;
}

/** The slot for a new id: a free one, else the one whose message is older. */
export function slotFor(hash: u32): usize {
  const slot = pairOf(hash);
  if (isEmpty(slot)) return slot;
  const other = slot + SLOT_SIZE;
  if (isEmpty(other)) return other;
  return load<f64>(cellOf(slot), CELL_AT) <= load<f64>(cellOf(other), CELL_AT) ? slot : other;
}

/** Puts an arrival into a free slot. */
export function fill(slot: usize, cell: usize, words: usize, hash: u32, length: u32): void {
  store<u32>(slot, hash);
  store<u32>(slot, cell, SLOT_CELL);
  store<u32>(cell, length, CELL_ID_LENGTH);
  store<u64>(cell, load<u64>(words), CELL_ID);
  store<u64>(cell, load<u64>(words, 8), CELL_ID + 8);
  store<u64>(cell, load<u64>(words, 16), CELL_ID + 16);
}

export function hasRoom(): bool {
  return free !== 0 || fresh < <usize>(CELLS + CELL_COUNT * CELL_SIZE);
}

/** A copy of a line, at most LONGEST_LINE long. There must be room. */
export function keepLine(from: usize, length: u32): usize {
  let cell = free;
  if (cell !== 0) free = load<u32>(cell, CELL_NEXT);
  else {
    cell = fresh;
    fresh += CELL_SIZE;
  }
  store<u32>(cell, 0, CELL_NEXT);
  store<u32>(cell, length, CELL_LENGTH);
  copy(cell + CELL_TEXT, from, length);
  return cell;
}

function giveBack(cell: usize): void {
  store<u32>(cell, free, CELL_NEXT);
  free = cell;
}

/** Frees a slot, and what it holds. */
export function empty(slot: usize): void {
  const arrival = cellOf(slot);
  let cell = <usize>load<u32>(arrival, CELL_DELIVERIES);
  while (cell !== 0) {
    const next = <usize>load<u32>(cell, CELL_NEXT);
    giveBack(cell);
    cell = next;
  }
  giveBack(arrival);
  store<u32>(slot, 0, SLOT_CELL);
}
