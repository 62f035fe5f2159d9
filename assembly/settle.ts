/**
 * Settles the lines that say nothing new: those of messages that come, are delivered and go, and those that are only
 * counted. Everything else is left to TypeScript (engine/settling.ts), with the reason why.
 */
import {
  ABOUT,
  ANSWERED,
  ANY,
  ARRIVED,
  AS_DOMAIN,
  AS_IDENT,
  AS_ROUTER,
  AS_TRANSPORT,
  AT,
  AUTH_FAILED,
  BACK,
  CELL_AT,
  CELL_DELIVERIES,
  CELL_HOUR,
  CELL_LOG,
  CELL_NAME,
  CELL_NAME_LENGTH,
  CELL_NEXT,
  CELL_SENT,
  CHILD,
  DELIVERED,
  EVICT,
  FIRST_SIGN,
  FROM,
  FULL,
  HOUR,
  KINDS,
  KNOWN_BITS,
  LAST_AT,
  LAST_SIGN,
  LATE,
  LIFE,
  LINES,
  LIVES,
  LOG,
  LONGEST_LINE,
  MESSAGES_TO,
  MET,
  MINUTE,
  MINUTE_AT,
  NAME,
  PARENTS,
  PRINT,
  PROOF,
  READ,
  REASON,
  SENT,
  TAKE,
  TO,
} from "../src/parsers/settle-layout";
import { isBack, readStamp } from "./clock";
import {
  ARRIVAL,
  AUTH,
  AUTH_FAILURE,
  BEGIN,
  COMPLETED,
  DELIVERY,
  END,
  FLAG,
  IDENT,
  KEY,
  KEY_HASH,
  KEY_LENGTH,
  ORIGINAL,
  PARENT,
  PEER,
  PEER_IP,
  RECIPIENT,
  ROUTER,
  SENDER,
  SENDER_PEER,
  SMTP,
  SMTP_TEXT,
  STAMP_AT,
  TRANSPORT,
} from "./fields";
import { lateSlot, putLate } from "./late";
import { countProofs, countTook } from "./over";
import { domain, name } from "./text";
import { cellOf, empty, fill, find, hasRoom, isEmpty, keepLine, slotFor } from "./young";

export { domain, hash, name } from "./text";
export { empty, find } from "./young";

/** A message that took longer is kept, in case it counts as stuck. As SHORT of retire.ts. */
const SHORT: f64 = 300_000;
/** Longest address that a domain is learnt of. */
const LONGEST_ADDRESS: u32 = 320;
const STAR: u8 = 42;

function has(record: usize, field: usize): bool {
  return load<u32>(record + field) !== 0;
}

function begins(record: usize, field: usize): usize {
  return load<u32>(record + field);
}

function ends(record: usize, field: usize): usize {
  return load<u32>(record + field + 4);
}

function add(at: usize, value: i32): void {
  store<i32>(at, load<i32>(at) + value);
}

/** Whether nothing needs to be learnt of a name. */
function isMet(record: usize, field: usize, as: i32): bool {
  if (!has(record, field)) return true;
  const number = name(begins(record, field), ends(record, field));
  return number > 0 && (load<u8>(MET + number) & as) !== 0;
}

function isMetDomain(record: usize, field: usize): bool {
  const from = begins(record, field);
  const to = ends(record, field);
  if (from === 0 || <u32>(to - from) > LONGEST_ADDRESS) return true;
  const number = domain(from, to);
  return number < 0 || (number > 0 && (load<u8>(MET + number) & AS_DOMAIN) !== 0);
}

function isAnswered(reason: i32): bool {
  return ((load<i32>(ANSWERED) >> reason) & 1) !== 0;
}

function about(slot: usize, reason: i32): i32 {
  store<u32>(ABOUT, slot);
  return reason;
}

/** The message of a line, when it is young at AT in this log; else 0. */
function youngOf(record: usize): usize {
  const slot = find(record + KEY, load<u32>(record + KEY_HASH), load<u32>(record + KEY_LENGTH));
  if (slot === 0) return 0;
  const cell = cellOf(slot);
  const since = load<f64>(AT) - load<f64>(cell, CELL_AT);
  return since >= 0 && since < SHORT && load<i32>(cell, CELL_LOG) === load<i32>(LOG) ? slot : 0;
}

function isId(length: u32): bool {
  return length - 16 <= 8;
}

function isIn(filter: usize, record: usize): bool {
  const bit = load<u32>(record + KEY_HASH) & (KNOWN_BITS - 1);
  return ((load<u8>(filter + (bit >> 3)) >> <u8>(bit & 7)) & 1) !== 0;
}

/** `<=`. Gives READ when it is settled, else the reason. */
function settleArrival(record: usize): i32 {
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
function settleDelivery(record: usize): i32 {
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

/** `Completed` */
function settleCompleted(record: usize): i32 {
  const slot = youngOf(record);
  if (slot === 0) return TAKE;
  if (isIn(PARENTS, record) && !isAnswered(CHILD)) return CHILD;
  if (!isAnswered(PROOF) && !countProofs(cellOf(slot))) return about(slot, PROOF);
  countTook(cellOf(slot), load<f64>(AT) - load<f64>(cellOf(slot), CELL_AT));
  empty(slot);
  return READ;
}

/** `Message abandoned: …` may be of a spool that is full: see unjudged.ts. */
function isAbandoned(record: usize): bool {
  const from = begins(record, SMTP_TEXT);
  const length = ends(record, SMTP_TEXT) - from;
  // `Mess`, `age `, `a`
  return (
    length > 8 && load<u32>(from) === 0x7373654d && load<u32>(from + 4) === 0x20656761 && load<u8>(from + 8) === 97
  );
}

function settleKind(record: usize, kind: i32): i32 {
  switch (kind) {
    case ARRIVAL:
      return settleArrival(record);
    case DELIVERY:
      return settleDelivery(record);
    case COMPLETED:
      return settleCompleted(record);
    case SMTP:
      return isAbandoned(record) ? TAKE : READ;
    case AUTH_FAILURE:
      add(AUTH_FAILED, 1);
      return READ;
    default:
      return READ;
  }
}

/** What is counted of a line that is settled. */
function count(record: usize, kind: i32): void {
  const at = load<f64>(AT);
  if (at < load<f64>(FROM)) store<f64>(FROM, at);
  if (at > load<f64>(TO)) store<f64>(TO, at);
  store<f64>(LAST_AT, at);
  store<f64>(LINES, load<f64>(LINES) + 1);
  store<i32>(ANY, 1);
  if (kind <= COMPLETED && at > load<f64>(MESSAGES_TO)) store<f64>(MESSAGES_TO, at);
  if (kind > DELIVERY && kind !== AUTH_FAILURE) return;
  const within = <i32>(at - load<f64>(MINUTE_AT));
  if (within < load<i32>(FIRST_SIGN)) store<i32>(FIRST_SIGN, within);
  if (within > load<i32>(LAST_SIGN)) store<i32>(LAST_SIGN, within);
  if (load<u32>(record + KEY_LENGTH) !== 0) add(PRINT, load<i32>(record + KEY_HASH) & 0xffff);
}

/** Whether the line of a record is settled; if not, REASON says why. */
export function settle(record: usize): bool {
  const kind = load<i32>(record);
  let reason: i32 = READ;
  if (((load<i32>(KINDS) >> kind) & 1) !== 0) {
    if (!readStamp(begins(record, STAMP_AT), ends(record, STAMP_AT))) reason = MINUTE;
    else if (isBack()) reason = BACK;
    else {
      reason = settleKind(record, kind);
      if (reason === READ) {
        count(record, kind);
        store<i32>(ANSWERED, 0);
        return true;
      }
    }
  }
  store<i32>(REASON, reason);
  return false;
}
