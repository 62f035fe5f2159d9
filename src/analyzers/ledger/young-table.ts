import type { Glimpse } from "../../engine/fold.ts";
import type { EximArrival, EximDelivery, Instant } from "../../parsers/events.ts";

/** Slots, two of which may hold an id. */
const SLOTS = 8192;
/** Deliveries that are glimpsed between two releases. */
const NODES = 4096;
/** Words of an id as glimpses have them. */
export const WORDS = 6;

/** The events of a young message. */
export interface Held {
  arrival: EximArrival;
  deliveries: EximDelivery[];
  /** They are pieces of a chunk. */
  isPinned: boolean;
}

/**
 * Messages of which nothing but arrival and deliveries is known, all in one log (young.ts). Numbers only: of a message
 * that comes and goes nothing is made. A table of slots and not a Map: a Map with as many deletions as insertions leaves
 * outgrown tables behind, and what they still name is kept through every minor collection.
 */
export interface YoungTable {
  /** Six words a slot. */
  readonly ids: Int32Array;
  /** Of the id; 0: the slot is free. */
  readonly lengths: Uint8Array;
  /** Of the arrival. */
  readonly instants: Float64Array;
  readonly logs: string[];
  /** The arrival's record in the present batch of glimpses; 0: it is held. */
  readonly arrivals: Int32Array;
  /** The first of the glimpsed deliveries, 0 for none. */
  readonly deliveries: Int32Array;
  readonly held: (Held | null)[];
  /** Glimpsed deliveries, from 1: the record, the instant, the message's next one. */
  readonly records: Int32Array;
  readonly at: Float64Array;
  readonly next: Int32Array;
  nodes: number;
  /** Slots that were begun or went on since the last release. */
  readonly fresh: number[];
  /** What records are in, and what they point into. */
  glimpsed: Pick<Glimpse, "words" | "bytes"> | null;
}

export function newYoung(): YoungTable {
  return {
    ids: new Int32Array(SLOTS * WORDS),
    lengths: new Uint8Array(SLOTS),
    instants: new Float64Array(SLOTS),
    logs: new Array<string>(SLOTS).fill(""),
    arrivals: new Int32Array(SLOTS),
    deliveries: new Int32Array(SLOTS),
    held: new Array<Held | null>(SLOTS).fill(null),
    records: new Int32Array(NODES),
    at: new Float64Array(NODES),
    next: new Int32Array(NODES),
    nodes: 1,
    fresh: [],
    glimpsed: null,
  };
}

/** The slot of an id, given as its words; -1 when it is not young. */
export function findYoung(table: YoungTable, hash: number, words: Int32Array, from: number, length: number): number {
  const slot = (hash & (SLOTS / 2 - 1)) * 2;
  if (isId(table, slot, words, from, length)) return slot;
  return isId(table, slot + 1, words, from, length) ? slot + 1 : -1;
}

function isId({ ids, lengths }: YoungTable, slot: number, words: Int32Array, from: number, length: number): boolean {
  if (lengths[slot] !== length) return false;
  const id = slot * WORDS;
  return (
    ids[id + 3] === words[from + 3] &&
    ids[id + 2] === words[from + 2] &&
    ids[id + 1] === words[from + 1] &&
    ids[id] === words[from] &&
    ids[id + 4] === words[from + 4] &&
    ids[id + 5] === words[from + 5]
  );
}

/** The slot for a new id: a free one, else the one whose message is older. */
export function slotFor({ lengths, instants }: YoungTable, hash: number): number {
  const slot = (hash & (SLOTS / 2 - 1)) * 2;
  if (lengths[slot] === 0) return slot;
  if (lengths[slot + 1] === 0) return slot + 1;
  return (instants[slot] ?? 0) <= (instants[slot + 1] ?? 0) ? slot : slot + 1;
}

/** Puts an id into a free slot. */
export function fill(table: YoungTable, slot: number, words: Int32Array, from: number, length: number): void {
  const { ids, lengths } = table;
  const id = slot * WORDS;
  for (let at = 0; at < WORDS; at++) ids[id + at] = words[from + at] ?? 0;
  lengths[slot] = length;
}

export function empty(table: YoungTable, slot: number): void {
  table.lengths[slot] = 0;
  table.arrivals[slot] = 0;
  table.deliveries[slot] = 0;
  table.held[slot] = null;
}

/** Adds a glimpsed delivery behind those of the slot. The caller has seen to it that there is room. */
export function addDelivery(table: YoungTable, slot: number, record: number, at: Instant): void {
  const node = table.nodes++;
  table.records[node] = record;
  table.at[node] = at;
  table.next[node] = table.deliveries[slot] ?? 0;
  table.deliveries[slot] = node;
}

export const isFull = ({ nodes }: YoungTable): boolean => nodes >= NODES;

/** Slots in use. */
export function youngSlots({ lengths }: YoungTable): number[] {
  const slots: number[] = [];
  for (let slot = 0; slot < SLOTS; slot++) if (lengths[slot] !== 0) slots.push(slot);
  return slots;
}
