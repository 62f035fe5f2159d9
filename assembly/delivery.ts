/** `=>`, `->`, `>>`, `*>`: a message reaches somebody. */
import {
  AS_ROUTER,
  AS_TRANSPORT,
  AT,
  CELL_AT,
  CELL_DELIVERIES,
  CELL_HOUR,
  CELL_NAME,
  CELL_NAME_LENGTH,
  CELL_NEXT,
  CELL_SENT,
  DELIVERED,
  FULL,
  HOUR,
  LATE,
  LONGEST_LINE,
  NAME,
  READ,
  SENT,
  TAKE,
} from "../src/parsers/settle-layout";
import { BEGIN, END, FLAG, ORIGINAL, PEER, PEER_IP, RECIPIENT, ROUTER, TRANSPORT } from "./fields";
import { lateSlot, putLate } from "./late";
import { add, begins, ends, has, isAnswered, isMet, isMetDomain, youngOf } from "./record";
import { name } from "./text";
import { cellOf, hasRoom, keepLine } from "./young";

const STAR: u8 = 42;

/** Not to a content scanner or to LMTP on this host (`H=127.0.0.1 [127.0.0.1]`). */
function leavesHost(record: usize): bool {
  if (!has(record, PEER)) return false;
  if (!has(record, PEER_IP)) return true;
  const from = begins(record, PEER_IP);
  const length = ends(record, PEER_IP) - from;
  // `127.`, `::1`
  if (length >= 4 && load<u32>(from) === 0x2e373231) return false;
  return !(length === 3 && (load<u32>(from) & 0xffffff) === 0x313a3a);
}

/** `=>`, `->`, `>>`, `*>` */
export function settleDelivery(record: usize): i32 {
  const begin = begins(record, BEGIN);
  const line = <u32>(load<u32>(record + END) - begin);
  const slot = youngOf(record);
  if (slot === 0 || line > <u32>LONGEST_LINE) return TAKE;
  const recipient: usize = has(record, ORIGINAL) ? ORIGINAL : RECIPIENT;
  const peer = has(record, PEER);
  if (!isAnswered(NAME)) {
    if (!isMet(record, ROUTER, AS_ROUTER)) return NAME;
    if (!peer && (!isMetDomain(record, recipient) || !isMet(record, TRANSPORT, AS_TRANSPORT))) return NAME;
  }
  if (!hasRoom()) return FULL;
  // `*>` was suppressed by -N and delivered nothing.
  const delivers = load<u8>(begins(record, FLAG)) !== STAR;
  if (delivers && !isAnswered(LATE)) {
    const late = lateSlot(begins(record, recipient), ends(record, recipient), begin);
    if (late === -2) return LATE;
    if (late >= 0) putLate(late, begins(record, recipient), ends(record, recipient), begin, begins(record, END));
  }
  const cell = keepLine(begin, line);
  const arrival = cellOf(slot);
  store<u32>(cell, load<u32>(arrival, CELL_DELIVERIES), CELL_NEXT);
  store<u32>(arrival, cell, CELL_DELIVERIES);
  store<f64>(cell, load<f64>(AT), CELL_AT);
  store<i32>(cell, load<i32>(HOUR), CELL_HOUR);
  let sent = -1;
  if (delivers && peer && has(record, TRANSPORT)) {
    const from = begins(record, TRANSPORT);
    const to = ends(record, TRANSPORT);
    sent = name(from, to);
    store<u32>(cell, <u32>(from - begin), CELL_NAME);
    store<u32>(cell, <u32>(to - from), CELL_NAME_LENGTH);
  }
  store<i32>(cell, sent, CELL_SENT);
  add(DELIVERED, 1);
  if (leavesHost(record)) add(SENT, 1);
  return READ;
}
