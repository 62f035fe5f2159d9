import { Glimpser } from "../grammar/glimpse-runtime.ts";
import type { Clock, Dialect, Scanner } from "./dialect.ts";
import type { EximEvent, EximReject } from "./events.ts";
import { deferralOf, failureOf, mendParents, sessionOf } from "./exim-assemble.ts";
import { readNoted, readTlsNoted } from "./exim-noted.ts";
import type { EximDraft, RawEvent } from "./exim-raw.ts";
import { readExpansion, readTaint } from "./exim-reasons.ts";
import { readRejectedMessage } from "./exim-rejectlog.ts";
import { resolveSession } from "./exim-session-resolver.ts";
import { cutOf, toleratedArrivalOf, toleratedDeliveryOf } from "./exim-tolerate.ts";
import { cut, disputed, stamped, told, tolerated, typed, untyped } from "./generated/exim-mainlog.ts";
import { glimpses } from "./generated/exim-mainlog-glimpses.ts";
import { continued, detailed, panicked } from "./generated/exim-paniclog.ts";
import { RecordLines } from "./records.ts";
import { maskAuthentication, maskSecrets } from "./secrets.ts";

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Start symbols in the order of trial, from the most to the least that is known of a line. A line that begins like a
 * flagged one, but holds a field that no rule knows, is `tolerated`; one with a stranger's structure in it is `cut`.
 * `told` lines begin with a site's word.
 */
const STAGES = [typed, panicked, disputed, told, tolerated, cut, untyped] as const;

/** Of the record that was read last: its first line's LF, and the lines behind it when it is one that may have them. */
let end = 0;
let isSingle = true;
const lines = new RecordLines();

/**
 * Exim 4.50 to 4.99: main log, reject log and panic log, with every log selector.
 *
 *     2026-01-08 13:18:54 1vdpup-000CfU-1V => bob@b.example R=r T=remote_smtp H=mx.b.example [192.0.2.1] X=TLS1.3:… C="250 ok"
 *
 * becomes `{ kind: "exim.delivery", at: 1767878334000, messageId: "1vdpup-000CfU-1V", recipient: "bob@b.example", … }`.
 * A refusal holds the message that the lines behind it show, a panic and a note the further lines of their text.
 */
export const eximDialect: Dialect<EximEvent> = {
  name: "exim",

  read(text, bytes, from, clock, offset) {
    for (const stage of STAGES) {
      const raw = stage(text, bytes, from) as RawEvent | undefined;
      if (raw === undefined) continue;
      end = stage.end();
      isSingle = true;
      const event = complete(raw, clock, offset, text, bytes, from);
      if (event !== undefined) return event;
    }
    return undefined;
  },

  end: () => (isSingle ? end : lines.end),

  open: () => !isSingle && lines.open,

  several: () => !isSingle && lines.behind > 0,

  glimpser: (size) => new Glimpser(glimpses, size),

  stamp(text, bytes, from) {
    return stamped(text, bytes, from) as string | undefined;
  },

  continues(text, bytes, from) {
    return continued(text, bytes, from) !== undefined;
  },

  foreign: () => false,
  masked: maskSecrets,

  share(event) {
    if (event.kind === "exim.other") return "unknown";
    // Not `in`: one of many shapes takes it ten times as long, and this runs for every line.
    const { partial } = event as { readonly partial?: string | null };
    return partial === undefined || partial === null ? "recognised" : "partial";
  },
};

/** Undefined only for a line that a stranger may have made up: the next stage reads it. */
function complete(
  raw: RawEvent,
  clock: Clock,
  offset: number,
  text: string,
  bytes: Uint8Array,
  from: number,
): EximEvent | undefined {
  const at = clock.instant(raw.at as string, offset, bytes, from);
  // Most lines, and complete as the grammar built them: not to be compared with all the kinds below.
  if (raw.kind === "exim.delivery" || raw.kind === "exim.arrival" || raw.kind === "exim.completed") {
    raw.at = at;
    if (raw.kind === "exim.delivery" && raw.parents !== null) mendParents(raw);
    return raw;
  }
  switch (raw.kind) {
    case "deferral":
      return deferralOf(raw, at);
    case "failure":
      return failureOf(raw, at);
    case "session":
      return refused(sessionOf(raw, at), text, bytes, from);
    case "crowded": {
      const session = resolveSession(raw);
      return session && refused(sessionOf(session, at), text, bytes, from);
    }
    case "tolerated-arrival":
      return toleratedArrivalOf(raw, at);
    case "tolerated-delivery":
      return toleratedDeliveryOf(raw, at);
    case "cut-arrival":
    case "cut-delivery":
    case "cut-deferral":
    case "cut-failure":
      return cutOf(raw, at);
    case "exim.reject":
    case "exim.reject-local":
    case "exim.reject-command":
      raw.record = readRejectedMessage(linesBehind(text, bytes, from));
      return meant(raw, at);
    case "exim.panic":
    case "exim.note":
      raw.at = at;
      raw.text = withFurtherLines(raw.text, linesBehind(text, bytes, from));
      return raw;
    default:
      return meant(raw, at);
  }
}

/** The lines behind the first one, to be taken: most records are single lines, and nobody looks behind them. */
function linesBehind(text: string, bytes: Uint8Array, from: number): RecordLines {
  isSingle = false;
  lines.begin(text, bytes, from, end);
  return lines;
}

/**
 * `Exim configuration error in line 12 of FILE:` and, on the next line, what is wrong there. A line that is empty ends
 * the text and is none of it: Exim's own text ended in a newline.
 */
function withFurtherLines(text: string, behind: RecordLines): string {
  const detail = detailed as Scanner<string>;
  let whole = text;
  for (let line = behind.take(detail); line !== undefined; line = behind.take(detail)) whole += `\n${line}`;
  return whole;
}

function refused(event: EximEvent, text: string, bytes: Uint8Array, from: number): EximEvent {
  if (event.kind === "exim.reject")
    (event as Writable<EximReject>).record = readRejectedMessage(linesBehind(text, bytes, from));
  return event;
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
      event.text = maskAuthentication(event.text);
      break;
    case "exim.other":
      // a site's own `logwrite` may say anything: `something odd password=hunter2 for user bob`
      event.text = maskSecrets(event.text);
      break;
    case "exim.tls":
      Object.assign(event, readTlsNoted(event.text));
      break;
    case "exim.reject-command":
      Object.assign(event, readNoted(event.what));
      break;
  }
  return event;
}
