import type {
  Endpoint,
  EximArrival,
  EximDeferral,
  EximDelivery,
  EximEvent,
  EximFailure,
  Peer,
  RemoteHost,
} from "../../src/parsers/events.ts";

/**
 * Writes the body of a flagged line from its event, as Exim's receive.c and deliver.c do. A line that comes out as it
 * went in lost nothing, and no field holds what belongs to another.
 */
export function composed(event: EximEvent): readonly string[] | undefined {
  switch (event.kind) {
    case "exim.arrival":
      return ["", '"'].flatMap((quote) => ["", "=pass"].map((passed) => arrival(event, quote, passed)));
    case "exim.delivery":
      return [delivery(event)];
    case "exim.deferral":
      return [deferral(event), deferral(event, "dd"), deferral(event, "EEE")];
    case "exim.failure":
      return [failure(event, ": "), failure(event, " : "), failure(event, " ")];
    default:
      return undefined;
  }
}

const field = (tag: string, value: string | number | null): string => (value === null ? "" : ` ${tag}=${value}`);
const flag = (text: string, value: unknown): string => (value === null ? "" : ` ${text}`);
const word = (value: string | null): string => (value === null ? "" : ` ${value}`);
const quoted = (tag: string, value: string | null): string => (value === null ? "" : ` ${tag}="${value}"`);
const angled = (tag: string, value: string | null): string => (value === null ? "" : ` ${tag}=<${value}>`);
const port = (value: number | null): string => (value === null ? "" : `:${value}`);
const endpoint = (tag: string, value: Endpoint | null): string =>
  value === null ? "" : ` ${tag}=[${value.ip}]${port(value.port)}`;

function peer(value: Peer | null): string {
  if (value === null) return "";
  const names = [value.name, value.helo === null ? null : `(${value.helo})`].filter((name) => name !== null);
  return ` H=${[...names, `[${value.ip}]`].join(" ")}${port(value.port)}`;
}

function remote(value: RemoteHost | null): string {
  if (value === null) return "";
  const address = value.ip === null ? "" : ` [${value.ip}]${port(value.port)}${value.reused === null ? "" : "*"}`;
  return ` H=${value.name}${flag("DS", value.dnssec)}${address}`;
}

/** @param passed how a pass was logged: a bare flag or `=pass` */
function arrival(event: EximArrival, sniQuote: string, passed: string): string {
  const policy = (tag: string, value: string | null) => (value === "pass" ? ` ${tag}${passed}` : field(tag, value));
  const sni = event.sni === null ? null : `${sniQuote}${event.sni}${sniQuote}`;
  return [
    `${event.fake === null ? "<=" : "(="} ${event.sender ?? "<>"}`,
    field("R", event.parent),
    flag("DS", event.dnssec),
    peer(event.peer),
    endpoint("I", event.interface),
    word(event.fastOpen),
    field("U", event.ident),
    field("Ci", event.connection),
    field("P", event.protocol),
    word(event.pipelining),
    policy("SPF", event.spf),
    field("X", event.cipher),
    field("CV", event.verified),
    quoted("DN", event.dn),
    field("SNI", sni),
    field("A", event.auth),
    flag("PRDR", event.prdr),
    field("PRX", event.proxy),
    flag("K", event.chunking),
    field("S", event.size),
    field("M8S", event.eightBit),
    field("DKIM", event.dkim),
    flag("ARC", event.arc),
    policy("DMARC", event.dmarc),
    field("RT", event.receiveTime),
    field("Q", event.queue),
    field("id*", event.headerMessageIdMade),
    field("id", event.headerMessageId),
    quoted("T", event.subject),
    event.rawSender === null ? "" : ` from <${event.rawSender}>`,
    event.recipients === null ? "" : ` for ${event.recipients.join(" ")}`,
  ].join("");
}

function addressed(event: EximDelivery | EximDeferral | EximFailure): string {
  return [
    event.recipient,
    event.parents === null ? "" : ` (${event.parents})`,
    event.original === null ? "" : ` <${event.original}>`,
    angled("F", event.sender),
    field("Q", event.queue),
    angled("P", event.returnPath),
    field("R", event.router),
    field("T", event.transport),
  ].join("");
}

function hostLog(event: EximDelivery | EximDeferral | EximFailure): string {
  return [
    remote(event.peer),
    event.kind === "exim.delivery" ? shadow(event) : "",
    endpoint("PRX", event.proxy),
    endpoint("I", event.interface),
    word(event.fastOpen),
    field("PS", event.sequence),
    field("X", event.cipher),
    field("CV", event.verified),
    quoted("DN", event.dn),
    field("A", event.auth),
    word(event.pipelining),
    flag("PRDR", event.prdr),
    flag("K", event.chunking),
  ].join("");
}

function shadow({ shadow: value }: EximDelivery): string {
  return value === null ? "" : ` ST=${value.transport}${value.error === null ? "" : ` (${value.error})`}`;
}

function delivery(event: EximDelivery): string {
  return [
    `${event.flag} ${addressed(event)}`,
    field("S", event.size),
    hostLog(event),
    field("DKIM", event.dkim),
    quoted("C", event.confirmation),
    field("QT", event.queueTime),
    field("DT", event.deliveryTime),
    remarked(event),
  ].join("");
}

function deferral(event: EximDeferral, masked?: string): string {
  return [
    `== ${addressed(event)}${flag("routing", event.routing)} defer (${masked ?? event.errno})`,
    event.strerror === null ? "" : `: ${event.strerror}`,
    hostLog(event),
    field("DT", event.deliveryTime),
    event.reason === null ? "" : `: ${event.reason}`,
  ].join("");
}

function failure(event: EximFailure, colon: string): string {
  const why = event.reason === null ? "" : `${colon}${event.reason}`;
  return `** ${addressed(event)}${hostLog(event)}${why}${field("DT", event.deliveryTime)}`;
}

/** `(system filter)` behind what no router took; `: text` behind the others. */
function remarked({ remark, router }: EximDelivery): string {
  if (remark === null) return "";
  return router === null ? remark.replace(/^(.*?)(: |$)/, " ($1)$2") : `: ${remark}`;
}
