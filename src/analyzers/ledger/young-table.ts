import type { EximArrival, EximDelivery, Instant } from "../../parsers/events.ts";

/** Slots, two of which may hold an id. */
const SLOTS = 4096;
/** Words of an id as glimpses have them. */
export const WORDS = 6;

/** A slot in words: one line of the processor's cache, for every line of the log looks one up. */
const STRIDE = 16;
const LENGTH = 6;
const LOG = 9;
/** In pairs of words. */
const INSTANT = 5;

export interface HeldDelivery {
  readonly event: EximDelivery;
  readonly at: Instant;
  /** The transport, when it delivered to another host. */
  readonly proves: string | null;
}

/** The lines of a young message. */
export interface Held {
  readonly arrival: EximArrival;
  readonly sender: string | null;
  readonly deliveries: HeldDelivery[];
  /** They are events, and pieces of a chunk. */
  isPinned: boolean;
}

/**
 * Messages of which nothing but arrival and deliveries is known, all in one log (young.ts). A table of slots and not a
 * Map: a Map with as many deletions as insertions leaves outgrown tables behind, and what they still name is kept through
 * every minor collection.
 */
export interface YoungTable {
  readonly words: Int32Array;
  /** The same memory in pairs of words. */
  readonly pairs: Float64Array;
  readonly logs: string[];
  readonly held: (Held | null)[];
  /** Slots that were begun or went on since the last release. */
  readonly fresh: number[];
}

export function newYoung(): YoungTable {
  const buffer = new ArrayBuffer(SLOTS * STRIDE * 4);
  return {
    words: new Int32Array(buffer),
    pairs: new Float64Array(buffer),
    logs: [],
    held: new Array<Held | null>(SLOTS).fill(null),
    fresh: [],
  };
}

/** The slot of an id, given as its words; -1 when it is not young. */
export function findYoung(table: YoungTable, hash: number, id: Int32Array, from: number, length: number): number {
  const slot = (hash & (SLOTS / 2 - 1)) * 2;
  if (isId(table.words, slot * STRIDE, id, from, length)) return slot;
  return isId(table.words, (slot + 1) * STRIDE, id, from, length) ? slot + 1 : -1;
}

function isId(words: Int32Array, at: number, id: Int32Array, from: number, length: number): boolean {
  return (
    words[at + 3] === id[from + 3] &&
    words[at + LENGTH] === length &&
    words[at + 2] === id[from + 2] &&
    words[at + 1] === id[from + 1] &&
    words[at] === id[from] &&
    words[at + 4] === id[from + 4] &&
    words[at + 5] === id[from + 5]
  );
}

/** The slot for a new id: a free one, else the one whose message is older. */
export function slotFor({ words, pairs }: YoungTable, hash: number): number {
  const slot = (hash & (SLOTS / 2 - 1)) * 2;
  if (words[slot * STRIDE + LENGTH] === 0) return slot;
  if (words[(slot + 1) * STRIDE + LENGTH] === 0) return slot + 1;
  const [one = 0, other = 0] = [pairs[(slot * STRIDE) / 2 + INSTANT], pairs[((slot + 1) * STRIDE) / 2 + INSTANT]];
  return one <= other ? slot : slot + 1;
}

/** Puts an id into a free slot. */
export function fill(table: YoungTable, slot: number, id: Int32Array, from: number, length: number): void {
  const { words } = table;
  const at = slot * STRIDE;
  words[at] = id[from] ?? 0;
  words[at + 1] = id[from + 1] ?? 0;
  words[at + 2] = id[from + 2] ?? 0;
  words[at + 3] = id[from + 3] ?? 0;
  words[at + 4] = id[from + 4] ?? 0;
  words[at + 5] = id[from + 5] ?? 0;
  words[at + LENGTH] = length;
}

/** Notes when and where it came in. */
export function begin(table: YoungTable, slot: number, at: Instant, log: string): void {
  const { words, pairs } = table;
  pairs[(slot * STRIDE) / 2 + INSTANT] = at;
  words[slot * STRIDE + LOG] = logNumber(table, log);
}

/** Logs are few, and nearly always the last one comes again. */
function logNumber({ logs }: YoungTable, log: string): number {
  for (let at = logs.length - 1; at >= 0; at--) if (logs[at] === log) return at;
  return logs.push(log) - 1;
}

export function empty({ words, held }: YoungTable, slot: number): void {
  words[slot * STRIDE + LENGTH] = 0;
  if (held[slot] !== null) held[slot] = null;
}

export const isEmpty = ({ words }: YoungTable, slot: number): boolean => words[slot * STRIDE + LENGTH] === 0;
/** When the message came in. */
export const instantOf = ({ pairs }: YoungTable, slot: number): Instant => pairs[(slot * STRIDE) / 2 + INSTANT] ?? 0;
export const logOf = ({ words, logs }: YoungTable, slot: number): string => logs[words[slot * STRIDE + LOG] ?? 0] ?? "";

/** The id itself: its first 16 bytes and its last 8 are in the slot. */
export function idOf({ words }: YoungTable, slot: number): string {
  const length = words[slot * STRIDE + LENGTH] ?? 0;
  const text = Buffer.from(words.buffer, slot * STRIDE * 4, WORDS * 4).toString("latin1");
  return text.slice(0, 16) + text.slice(text.length - (length - 16), text.length);
}

/** Slots in use. */
export function youngSlots(table: YoungTable): number[] {
  const slots: number[] = [];
  for (let slot = 0; slot < SLOTS; slot++) if (!isEmpty(table, slot)) slots.push(slot);
  return slots;
}
