/** `<=`: a message comes. */
import {
  ARRIVED,
  AS_IDENT,
  AT,
  CELL_AT,
  CELL_DELIVERIES,
  CELL_LOG,
  CELL_NAME,
  CELL_NAME_LENGTH,
  CHILD,
  EVICT,
  FULL,
  LIFE,
  LIVES,
  LOG,
  LONGEST_LINE,
  NAME,
  READ,
  TAKE,
} from "../src/parsers/settle-layout";
import { AUTH, BEGIN, END, IDENT, KEY, KEY_HASH, KEY_LENGTH, PARENT, SENDER, SENDER_PEER } from "./fields";
import { about, add, begins, ends, has, isAnswered, isId, isIn, isMet, isMetDomain } from "./record";
import { fill, find, hasRoom, isEmpty, keepLine, slotFor } from "./young";

/** `<=`. Gives READ when it is settled, else the reason. */
export function settleArrival(record: usize): i32 {
  const length = load<u32>(record + KEY_LENGTH);
  const line = <u32>(load<u32>(record + END) - load<u32>(record + BEGIN));
  if (!isId(length) || line > <u32>LONGEST_LINE) return TAKE;
  if (isIn(LIVES, record) && !isAnswered(LIFE)) return LIFE;
  const hash = load<u32>(record + KEY_HASH);
  // Of an id that comes again, the event is observed.
  if (find(record + KEY, hash, length) !== 0) return TAKE;
  if (!isAnswered(NAME)) {
    if ((!has(record, SENDER_PEER) || has(record, AUTH)) && !isMetDomain(record, SENDER)) return NAME;
    if (!isMet(record, IDENT, AS_IDENT)) return NAME;
  }
  if (has(record, PARENT) && !has(record, SENDER) && !isAnswered(CHILD)) return CHILD;
  const slot = slotFor(hash);
  if (!isEmpty(slot)) return about(slot, EVICT);
  if (!hasRoom()) return FULL;
  const cell = keepLine(begins(record, BEGIN), line);
  const sender = begins(record, SENDER);
  store<u32>(cell, sender === 0 ? 0 : <u32>(sender - begins(record, BEGIN)), CELL_NAME);
  store<u32>(cell, sender === 0 ? 0 : <u32>(ends(record, SENDER) - sender), CELL_NAME_LENGTH);
  store<u32>(cell, 0, CELL_DELIVERIES);
  store<i32>(cell, load<i32>(LOG), CELL_LOG);
  store<f64>(cell, load<f64>(AT), CELL_AT);
  fill(slot, cell, record + KEY, hash, length);
  add(ARRIVED, 1);
  return READ;
}
