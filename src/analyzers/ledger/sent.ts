import { slots } from "../../parsers/glimpse.ts";
import { type Fields, fieldBegin, hasField } from "../glimpse.ts";

const { peer, transport, flag } = slots["exim.delivery"];
const star = 42;

/** `*>` was suppressed by -N and delivered nothing. */
export const isSuppressed = (delivery: Fields): boolean => delivery.bytes[fieldBegin(delivery, flag)] === star;

/** Whether a glimpsed delivery went to another host, by a transport. */
export function isSent(delivery: Fields): boolean {
  return hasField(delivery, peer) && hasField(delivery, transport) && !isSuppressed(delivery);
}
