import type { Clock, Dialect } from "./dialect.ts";
import type { EximEvent } from "./events.ts";
import { deferralOf, failureOf, sessionOf } from "./exim-assemble.ts";
import { readNoted } from "./exim-noted.ts";
import type { EximDraft, RawEvent } from "./exim-raw.ts";
import { readExpansion, readTaint } from "./exim-reasons.ts";
import { cutOf, toleratedArrivalOf, toleratedDeliveryOf } from "./exim-tolerate.ts";
import { cut, stamped, told, tolerated, typed, untyped } from "./generated/exim-mainlog.ts";
import { continued, panicked } from "./generated/exim-paniclog.ts";

/**
 * Start symbols in the order of trial, from the most to the least that is known of a line. A line that begins like a
 * flagged one, but holds a field that no rule knows, is `tolerated`; one with a stranger's structure in it is `cut`.
 * `told` lines begin with a site's word.
 */
const STAGES = [typed, panicked, told, tolerated, cut, untyped] as const;

let end = 0;

/**
 * Exim 4.50 to 4.99: main log, reject log and panic log, with every log selector.
 *
 *     2026-01-08 13:18:54 1vdpup-000CfU-1V => bob@b.example R=r T=remote_smtp H=mx.b.example [192.0.2.1] X=TLS1.3:… C="250 ok"
 *
 * becomes `{ kind: "exim.delivery", at: 1767878334000, messageId: "1vdpup-000CfU-1V", recipient: "bob@b.example", … }`.
 */
export const eximDialect: Dialect<EximEvent> = {
  name: "exim",

  read(text, bytes, from, clock, offset) {
    for (const stage of STAGES) {
      const raw = stage(text, bytes, from) as RawEvent | undefined;
      if (raw === undefined) continue;
      end = stage.end();
      const event = complete(raw, clock, offset, bytes, from);
      if (event !== undefined) return event;
    }
    return undefined;
  },

  end: () => end,

  stamp(text, bytes, from) {
    return stamped(text, bytes, from) as string | undefined;
  },

  continues(text, bytes, from) {
    return continued(text, bytes, from) !== undefined;
  },

  foreign: () => false,

  share(event) {
    if (event.kind === "exim.other") return "unknown";
    // Not `in`: one of many shapes takes it ten times as long, and this runs for every line.
    const { partial } = event as { readonly partial?: string | null };
    return partial === undefined || partial === null ? "recognised" : "partial";
  },
};

/** Undefined only for a tolerated line that turns out to be made up by a stranger: the next stage reads it. */
function complete(raw: RawEvent, clock: Clock, offset: number, bytes: Uint8Array, from: number): EximEvent | undefined {
  const at = clock.instant(raw.at as string, offset, bytes, from);
  switch (raw.kind) {
    case "deferral":
      return deferralOf(raw, at);
    case "failure":
      return failureOf(raw, at);
    case "session":
      return sessionOf(raw, at);
    case "tolerated-arrival":
      return toleratedArrivalOf(raw, at);
    case "tolerated-delivery":
      return toleratedDeliveryOf(raw, at);
    case "cut-arrival":
    case "cut-delivery":
    case "cut-deferral":
    case "cut-failure":
      return cutOf(raw, at);
    default:
      return meant(raw, at);
  }
}

/** Lines whose text a second grammar reads. They are few; all others are complete as the grammar built them. */
function meant(event: EximDraft, at: number): EximEvent {
  event.at = at;
  switch (event.kind) {
    case "exim.tainted":
      event.taint = readTaint(event.text);
      break;
    case "exim.expansion-failed":
      Object.assign(event, readExpansion(event.text));
      break;
    case "exim.smtp":
      Object.assign(event, readNoted(event.text));
      break;
    case "exim.reject-command":
      Object.assign(event, readNoted(event.what));
      break;
  }
  return event;
}
