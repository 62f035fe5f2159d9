/** What is left of a message that is over: proofs that transports work, and how long it took. */
import {
  CELL_AT,
  CELL_DELIVERIES,
  CELL_HOUR,
  CELL_ID,
  CELL_ID_LENGTH,
  CELL_NAME,
  CELL_NAME_LENGTH,
  CELL_NEXT,
  CELL_SENT,
  CELL_TEXT,
  PROOF_DOMAIN,
  PROOF_FIRST,
  PROOF_HOUR,
  PROOF_LAST,
  PROOF_SIZE,
  PROOF_SLOTS,
  PROOFS,
  SEED,
  TOOK,
  TOOK_SECONDS,
} from "../src/parsers/settle-layout";
import { domain } from "./text";

function proofOf(transport: i32, domain: i32): usize {
  return PROOFS + <usize>((transport * 31 + domain) & (PROOF_SLOTS - 1)) * PROOF_SIZE;
}

function isProof(proof: usize, transport: i32, domain: i32, hour: i32): bool {
  return (
    load<i32>(proof) === transport && load<i32>(proof, PROOF_DOMAIN) === domain && load<i32>(proof, PROOF_HOUR) === hour
  );
}

function senderDomain(arrival: usize): i32 {
  const from = arrival + CELL_TEXT + load<u32>(arrival, CELL_NAME);
  return domain(from, from + load<u32>(arrival, CELL_NAME_LENGTH));
}

/** Counts the deliveries of a message to other hosts as proofs; false, and nothing is counted, when one of them has no place yet. */
export function countProofs(arrival: usize): bool {
  if (load<u32>(arrival, CELL_NAME_LENGTH) === 0) return true;
  let sender = -2;
  for (let cell = <usize>load<u32>(arrival, CELL_DELIVERIES); cell !== 0; cell = load<u32>(cell, CELL_NEXT)) {
    const transport = load<i32>(cell, CELL_SENT);
    if (transport < 0) continue;
    if (sender === -2) sender = senderDomain(arrival);
    if (sender <= 0 || transport === 0) return false;
    if (!isProof(proofOf(transport, sender), transport, sender, load<i32>(cell, CELL_HOUR))) return false;
  }
  for (let cell = <usize>load<u32>(arrival, CELL_DELIVERIES); cell !== 0; cell = load<u32>(cell, CELL_NEXT)) {
    const transport = load<i32>(cell, CELL_SENT);
    if (transport < 0) continue;
    const proof = proofOf(transport, sender);
    const at = load<f64>(cell, CELL_AT);
    if (at < load<f64>(proof, PROOF_FIRST)) store<f64>(proof, at, PROOF_FIRST);
    if (at > load<f64>(proof, PROOF_LAST)) store<f64>(proof, at, PROOF_LAST);
  }
  return true;
}

const FNV: u32 = 0x01000193;

/** As halvingsOfWords of sampling.ts. */
function halvings(arrival: usize): i32 {
  let hash = load<u32>(SEED);
  const length = load<u32>(arrival, CELL_ID_LENGTH);
  for (let at: u32 = 0; at < length; at++) {
    const byte = at < 16 ? at : at + 24 - length;
    hash = (hash ^ <u32>load<u8>(arrival + CELL_ID + byte)) * FNV;
  }
  hash = (hash ^ (hash >> 16)) * 0x85ebca6b;
  hash = (hash ^ (hash >> 13)) * 0xc2b2ae35;
  return clz<u32>(hash ^ (hash >> 16));
}

/** @param took milliseconds, less than five minutes */
export function countTook(arrival: usize, took: f64): void {
  const second = <usize>(<i32>took / 1000);
  const at: usize = TOOK + (<usize>halvings(arrival) * TOOK_SECONDS + second) * 4;
  store<i32>(at, load<i32>(at) + 1);
}
