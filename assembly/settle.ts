/**
 * Settles the lines that say nothing new: those of messages that come, are delivered and go, and those that are only
 * counted. Everything else is left to TypeScript (engine/settling.ts), with the reason why.
 */
import {
  ANSWERED,
  ANY,
  AT,
  AUTH_FAILED,
  BACK,
  CELL_AT,
  CHILD,
  FIRST_SIGN,
  FROM,
  KINDS,
  LAST_AT,
  LAST_SIGN,
  LINES,
  MESSAGES_TO,
  MINUTE,
  MINUTE_AT,
  PARENTS,
  PRINT,
  PROOF,
  READ,
  REASON,
  TAKE,
  TO,
} from "../src/parsers/settle-layout";
import { settleArrival } from "./arrival";
import { isBack, readStamp } from "./clock";
import { settleDelivery } from "./delivery";
import {
  ARRIVAL,
  AUTH_FAILURE,
  COMPLETED,
  DEFERRAL,
  DELIVERY,
  FAILURE,
  KEY_HASH,
  KEY_LENGTH,
  SMTP,
  SMTP_TEXT,
  STAMP_AT,
} from "./fields";
import { countProofs, countTook } from "./over";
import { about, add, begins, ends, isAnswered, isIn, youngOf } from "./record";
import { cellOf, empty } from "./young";

export { domain, hash, name } from "./text";
export { empty, find } from "./young";

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
    // What is said of a message in trouble is always new.
    case DEFERRAL:
    case FAILURE:
      return TAKE;
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
