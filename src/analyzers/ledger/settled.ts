/** The messages of which the module keeps the lines (young.ts): who keeps them, and how they become lives. */
import type { LineRef, SettlingModule } from "../../engine/fold.ts";
import { settling as at, hashOfWords, readArrival, readDelivery } from "../../parsers/glimpse.ts";
import { halvingSeed, isSampled } from "../sampling.ts";
import { markParent } from "./known-ids.ts";
import { arrivalOf, deliveredBy, observeArrival, observeDelivery } from "./observe-address.ts";
import { movedTo, noneReached, originOf } from "./reached.ts";
import { countShorts } from "./retire.ts";
import type { Settling } from "./settling-state.ts";
import type { LedgerState } from "./state.ts";

/** From here on lines are settled for this ledger, and of the line's log. */
export function enterModule(state: LedgerState, module: SettlingModule, { source, log }: LineRef): void {
  const settling = state.settling?.module === module ? state.settling : claim(state, module);
  const { words } = module;
  const last = settling.logs[words[at.LOG >> 2] ?? 0];
  if (last !== log) {
    countTook(state, settling);
    words[at.LOG >> 2] = logNumber(settling, log);
  }
  words[at.ORIGIN >> 2] = originOf(state.reached, source, log);
}

function logNumber({ logs }: Settling, log: string): number {
  const known = logs.lastIndexOf(log);
  return known >= 0 ? known : logs.push(log) - 1;
}

/** The module's tables become this ledger's. */
function claim(state: LedgerState, module: SettlingModule): Settling {
  const owner = module.owner as LedgerState | null;
  if (owner !== null) letGo(owner);
  if (state.settling !== null) letGo(state);
  const { words, bytes, pairs } = module;
  words.fill(0, at.MET >> 2, (at.MET + at.MOST_NAMES) >> 2);
  words.fill(0, at.PROOFS >> 2, at.REACHED_WHEN >> 2);
  words[at.LOG >> 2] = 0;
  words[at.SEED >> 2] = halvingSeed;
  const knownIds = bytes.subarray(at.LIVES, at.PARENTS + at.KNOWN_SIZE);
  knownIds.set(state.knownIds);
  state.knownIds = knownIds;
  state.reached = movedTo(state.reached, {
    when: words.subarray(at.REACHED_WHEN >> 2, at.REACHED >> 2),
    words: words.subarray(at.REACHED >> 2, at.REACHED_TEXT >> 2),
    pairs: pairs.subarray(at.REACHED >> 3, at.REACHED_TEXT >> 3),
    text: bytes.subarray(at.REACHED_TEXT, at.AREA_END),
  });
  const settling: Settling = { module, spans: new Array(at.PROOF_SLOTS).fill(null), logs: [] };
  state.settling = settling;
  module.owner = state;
  for (const parent of state.children.keys()) markParent(state, parent);
  return settling;
}

/** Takes everything out of the module: its messages become lives. */
export function letGo(state: LedgerState): void {
  const { settling } = state;
  if (settling === null) return;
  growAll(state);
  countTook(state, settling);
  for (let place = 0; place < at.PROOF_SLOTS; place++) syncProof(settling, place);
  state.knownIds = new Uint8Array(state.knownIds);
  const { when, words, pairs, text } = noneReached();
  state.reached = movedTo(state.reached, { when, words, pairs, text });
  state.settling = null;
  settling.module.owner = null;
}

/** Makes lives of all messages that the module keeps. */
export function growAll(state: LedgerState): void {
  if (state.settling === null) return;
  const { words } = state.settling.module;
  for (let place = at.YOUNG; place < at.YOUNG + at.YOUNG_SLOTS * at.SLOT_SIZE; place += at.SLOT_SIZE)
    if (words[(place + at.SLOT_CELL) >> 2] !== 0) growPlace(state, place);
}

/** Makes a life of the message with this id, if the module keeps it. Returns whether it did. */
export function growSettled(state: LedgerState, id: Int32Array, length: number): boolean {
  if (state.settling === null) return false;
  const { module } = state.settling;
  module.words.set(id, at.ASKED >> 2);
  const place = module.find(at.ASKED, hashOfWords(id, 0), length);
  if (place !== 0) growPlace(state, place);
  return place !== 0;
}

/** Makes a life of the message that stands there. */
export function growPlace(state: LedgerState, place: number): void {
  const { settling } = state;
  if (settling === null) throw new Error("a message is in a module that is not this ledger's");
  const { module, logs } = settling;
  const { words } = module;
  state.revision++;
  const cell = arrivalAt(module, place);
  const log = logs[words[(cell + at.CELL_LOG) >> 2] ?? 0] ?? "";
  // Of an id that is not kept nothing needs to be read.
  if (state.sampling.halvings > 0 && !isSampled(state.sampling, idAt(module, cell))) {
    module.empty(place);
    return;
  }
  const arrival = readArrival(lineAt(module, cell), instantOf(module, cell));
  const deliveries = deliveriesAt(module, place).map((one) =>
    readDelivery(lineAt(module, one), instantOf(module, one)),
  );
  module.empty(place);
  if (arrival.messageId === null) throw new Error("a young message without an id");
  observeArrival(state, arrival.messageId, arrivalOf(arrival, log));
  for (const delivery of deliveries) observeDelivery(state, deliveredBy(delivery), log, null);
}

/** The cell of a message's arrival. */
export const arrivalAt = ({ words }: SettlingModule, place: number): number => words[(place + at.SLOT_CELL) >> 2] ?? 0;

/** The cells of its deliveries, in order. */
export function deliveriesAt(module: SettlingModule, place: number): number[] {
  const { words } = module;
  const cells: number[] = [];
  let cell = words[(arrivalAt(module, place) + at.CELL_DELIVERIES) >> 2] ?? 0;
  for (; cell !== 0; cell = words[(cell + at.CELL_NEXT) >> 2] ?? 0) cells.push(cell);
  return cells.reverse();
}

/** When the line of a cell was written. */
export const instantOf = ({ pairs }: SettlingModule, cell: number): number => pairs[(cell + at.CELL_AT) >> 3] ?? 0;

function lineAt({ words, bytes }: SettlingModule, cell: number): string {
  const from = cell + at.CELL_TEXT;
  return bytes.toString("latin1", from, from + (words[(cell + at.CELL_LENGTH) >> 2] ?? 0));
}

/** The sender of an arrival, or the transport of a delivery. */
export function nameAt({ words, bytes }: SettlingModule, cell: number): string {
  const from = cell + at.CELL_TEXT + (words[(cell + at.CELL_NAME) >> 2] ?? 0);
  return bytes.toString("latin1", from, from + (words[(cell + at.CELL_NAME_LENGTH) >> 2] ?? 0));
}

/** The id itself: its first 16 bytes and its last 8 are in the cell. */
function idAt({ words, bytes }: SettlingModule, arrival: number): string {
  const length = words[(arrival + at.CELL_ID_LENGTH) >> 2] ?? 0;
  const from = arrival + at.CELL_ID;
  return bytes.toString("latin1", from, from + 16) + bytes.toString("latin1", from + 40 - length, from + 24);
}

/** How long messages took, all of the present log. */
function countTook(state: LedgerState, { module, logs }: Settling): void {
  const log = logs[module.words[at.LOG >> 2] ?? 0];
  if (log === undefined) return;
  const shares = at.TOOK_SHARES * at.TOOK_SECONDS;
  const took = module.words.subarray(at.TOOK >> 2, (at.TOOK >> 2) + shares);
  for (let share = 0; share < at.TOOK_SHARES; share++)
    countShorts(state, log, share, took.subarray(share * at.TOOK_SECONDS, (share + 1) * at.TOOK_SECONDS));
  took.fill(0);
}

/** First and last instant that were counted at a place go to where they belong. */
export function syncProof({ module: { pairs }, spans }: Settling, place: number): void {
  const span = spans[place];
  if (span == null) return;
  const proof = (at.PROOFS + place * at.PROOF_SIZE) >> 3;
  span.first = Math.min(span.first, pairs[proof + (at.PROOF_FIRST >> 3)] ?? span.first);
  span.last = Math.max(span.last, pairs[proof + (at.PROOF_LAST >> 3)] ?? span.last);
}
