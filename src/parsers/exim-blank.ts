import type { EximArrival, EximDeferral, EximDelivery, EximFailure } from "./events.ts";

/** Events of which nothing is known yet, each with every field, in the order in which the grammar builds them. */

export const NO_ARRIVAL: Omit<EximArrival, "at" | "pid" | "messageId"> = {
  kind: "exim.arrival",
  fake: null,
  sender: null,
  parent: null,
  dnssec: null,
  peer: null,
  interface: null,
  fastOpen: null,
  ident: null,
  connection: null,
  protocol: null,
  pipelining: null,
  spf: null,
  cipher: null,
  verified: null,
  dn: null,
  sni: null,
  auth: null,
  prdr: null,
  proxy: null,
  chunking: null,
  size: null,
  eightBit: null,
  dkim: null,
  arc: null,
  dmarc: null,
  receiveTime: null,
  queue: null,
  headerMessageIdMade: null,
  headerMessageId: null,
  subject: null,
  rawSender: null,
  recipients: null,
  partial: null,
};

const NO_ADDRESSED = {
  recipient: "",
  parents: null,
  original: null,
  sender: null,
  queue: null,
  returnPath: null,
  router: null,
  transport: null,
  peer: null,
  proxy: null,
  interface: null,
  fastOpen: null,
  sequence: null,
  cipher: null,
  verified: null,
  dn: null,
  auth: null,
  pipelining: null,
  prdr: null,
  chunking: null,
  deliveryTime: null,
  partial: null,
};

export const NO_DELIVERY: Omit<EximDelivery, "at" | "pid" | "messageId"> = {
  kind: "exim.delivery",
  ...NO_ADDRESSED,
  flag: "=>",
  size: null,
  shadow: null,
  dkim: null,
  confirmation: null,
  queueTime: null,
  remark: null,
};

export const NO_DEFERRAL: Omit<EximDeferral, "at" | "pid" | "messageId"> = {
  kind: "exim.deferral",
  ...NO_ADDRESSED,
  routing: null,
  errno: null,
  strerror: null,
  reason: null,
};

export const NO_FAILURE: Omit<EximFailure, "at" | "pid" | "messageId"> = {
  kind: "exim.failure",
  ...NO_ADDRESSED,
  reason: null,
};
