import { slots } from "../../parsers/glimpse.ts";
import { type Fields, fieldBegin } from "../glimpse.ts";

const { flag } = slots["exim.delivery"];
const star = 42;

/** `*>` was suppressed by -N and delivered nothing. */
export const isSuppressed = (delivery: Fields): boolean => delivery.bytes[fieldBegin(delivery, flag)] === star;
