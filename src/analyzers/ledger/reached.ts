import type { Glimpse, LineRef } from "../../engine/fold.ts";
import type { Instant } from "../../parsers/events.ts";
import { hashOfText } from "../../parsers/glimpse.ts";
import { CAP, type Kept, keep } from "../evidence.ts";
import { fieldBegin, fieldEnd, lineBegin, lineEnd } from "../glimpse.ts";
import type { LedgerState } from "./state.ts";

const SLOTS = 1 << 14;
const HOUR = 3_600_000;
const free = -(2 ** 31);

/**
 * Late deliveries by recipient. Numbers and bytes only: of a busy host's log one a slot and hour goes in, and objects
 * that live that long are what garbage collection takes its time with.
 */
export interface ReachedTable {
  /** Since 1970; `free` where nothing is. */
  readonly hour: Int32Array;
  readonly at: Float64Array;
  readonly offset: Float64Array;
  readonly rangeStart: Float64Array;
  readonly lineInRange: Float64Array;
  /** Index in `origins`. */
  readonly origin: Int32Array;
  readonly origins: Pick<Kept, "source" | "log">[];
  /** CAP bytes a slot, and how many of them are the line's; none until the first delivery. */
  text: Uint8Array;
  readonly textLength: Int32Array;
  /** Where the recipient stands in that text, and how long it is; a length of 0 where it is among `recipients`. */
  readonly nameAt: Int32Array;
  readonly nameLength: Int32Array;
  readonly recipients: Map<number, string>;
}

/** A delivery to a recipient. */
export interface Reached {
  readonly recipient: string;
  readonly line: Kept;
}

export const noneReached = (): ReachedTable => ({
  hour: new Int32Array(SLOTS).fill(free),
  at: new Float64Array(SLOTS),
  offset: new Float64Array(SLOTS),
  rangeStart: new Float64Array(SLOTS),
  lineInRange: new Float64Array(SLOTS),
  origin: new Int32Array(SLOTS),
  origins: [],
  text: new Uint8Array(0),
  textLength: new Int32Array(SLOTS),
  nameAt: new Int32Array(SLOTS),
  nameLength: new Int32Array(SLOTS),
  recipients: new Map(),
});

const slotOf = (address: string): number => hashOfText(address) & (SLOTS - 1);

/**
 * Remembers that mail reached this recipient: where a path built from the recipient's address was refused and a message
 * lost, a later one that arrived shows the mend. A table of fixed size: of a slot the first delivery of the latest hour
 * stays, whatever the order of the lines; a recipient that is pushed out proves nothing, which is the safe side.
 */
export function rememberReached({ reached }: LedgerState, recipient: string, at: Instant, line: LineRef): void {
  const slot = slotOf(recipient);
  if (wins(reached, slot, at, recipient)) putNamed(reached, slot, { recipient, line: keep(line, at) });
}

/** The same of a recipient that stands in a glimpse. */
export function rememberReachedIn({ reached }: LedgerState, glimpse: Glimpse, field: number, line: LineRef): void {
  const { bytes, at, names } = glimpse;
  const from = fieldBegin(glimpse, field);
  const to = fieldEnd(glimpse, field);
  const slot = names.hash(from, to) & (SLOTS - 1);
  const later = Math.floor(at / HOUR) - (reached.hour[slot] ?? 0);
  if (later < 0 || (later === 0 && at > (reached.at[slot] ?? 0))) return;
  // Of two at one instant the text decides.
  if (later === 0 && !wins(reached, slot, at, bytes.toString("latin1", from, to))) return;
  const begin = lineBegin(glimpse);
  const end = Math.min(lineEnd(glimpse), begin + CAP);
  put(reached, slot, line, at, bytes, begin, end);
  if (to <= end) {
    reached.nameAt[slot] = from - begin;
    reached.nameLength[slot] = to - from;
  } else reached.recipients.set(slot, bytes.toString("latin1", from, to));
}

/** Whether a delivery takes the place of the one in its slot. */
function wins(reached: ReachedTable, slot: number, at: Instant, recipient: string): boolean {
  const later = Math.floor(at / HOUR) - (reached.hour[slot] ?? free);
  if (later !== 0) return later > 0;
  const held = reached.at[slot] ?? 0;
  return at < held || (at === held && recipient < recipientIn(reached, slot));
}

type Place = Pick<Kept, "source" | "log" | "offset" | "rangeStart" | "lineInRange">;

function put(
  reached: ReachedTable,
  slot: number,
  place: Place,
  at: Instant,
  bytes: Uint8Array,
  begin: number,
  end: number,
): void {
  if (reached.text.length === 0) reached.text = new Uint8Array(SLOTS * CAP);
  reached.hour[slot] = Math.floor(at / HOUR);
  reached.at[slot] = at;
  reached.offset[slot] = place.offset;
  reached.rangeStart[slot] = place.rangeStart;
  reached.lineInRange[slot] = place.lineInRange;
  reached.origin[slot] = originOf(reached, place.source, place.log);
  // Short as it is, a loop takes half the time of a copy by call.
  const { text } = reached;
  for (let to = slot * CAP, from = begin; from < end; to++, from++) text[to] = bytes[from] ?? 0;
  reached.textLength[slot] = end - begin;
  reached.nameLength[slot] = 0;
}

function putNamed(reached: ReachedTable, slot: number, { recipient, line }: Reached): void {
  const bytes = Buffer.from(line.text, "latin1");
  put(reached, slot, line, line.at, bytes, 0, bytes.length);
  reached.recipients.set(slot, recipient);
}

/** Sources are few, and nearly always the last one comes again. */
function originOf({ origins }: ReachedTable, source: string, log: string): number {
  for (let at = origins.length - 1; at >= 0; at--)
    if (origins[at]?.source === source && origins[at]?.log === log) return at;
  return origins.push({ source, log }) - 1;
}

function textIn({ text }: ReachedTable, from: number, length: number): string {
  return Buffer.from(text.buffer, text.byteOffset + from, length).toString("latin1");
}

function recipientIn(reached: ReachedTable, slot: number): string {
  const length = reached.nameLength[slot] ?? 0;
  if (length === 0) return reached.recipients.get(slot) ?? "";
  return textIn(reached, slot * CAP + (reached.nameAt[slot] ?? 0), length);
}

function reachedIn(reached: ReachedTable, slot: number): Reached | null {
  if (reached.hour[slot] === free) return null;
  const at = reached.at[slot] ?? 0;
  const { source = "", log = "" } = reached.origins[reached.origin[slot] ?? 0] ?? {};
  const line = {
    source,
    log,
    offset: reached.offset[slot] ?? 0,
    rangeStart: reached.rangeStart[slot] ?? 0,
    lineInRange: reached.lineInRange[slot] ?? 0,
    at,
    text: textIn(reached, slot * CAP, reached.textLength[slot] ?? 0),
  };
  return { recipient: recipientIn(reached, slot), line };
}

export function mergeReached({ reached: into }: LedgerState, { reached: other }: LedgerState): void {
  for (let slot = 0; slot < SLOTS; slot++) {
    const theirs = reachedIn(other, slot);
    if (theirs !== null && wins(into, slot, theirs.line.at, theirs.recipient)) putNamed(into, slot, theirs);
  }
}

/** The table for writing out, and read again. */
export function reachedEntries(reached: ReachedTable): readonly Reached[] {
  return Array.from({ length: SLOTS }, (_, slot) => reachedIn(reached, slot)).filter((one) => one !== null);
}

export function reachedOf(entries: readonly Reached[]): ReachedTable {
  const reached = noneReached();
  for (const entry of entries) putNamed(reached, slotOf(entry.recipient), entry);
  return reached;
}

/** A late delivery to this recipient, if it is known. */
export function reachedAt({ reached }: LedgerState, recipient: string): Kept | null {
  const slot = slotOf(recipient);
  return recipientIn(reached, slot) === recipient ? (reachedIn(reached, slot)?.line ?? null) : null;
}
