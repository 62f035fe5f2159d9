/** Envelopes in which the text stands as it was written: syslog, `journalctl -o short…`, containers, multilog. */
import type { Entry, Opener } from "./entry.ts";
import { lineEnd } from "./entry.ts";
import { below, carrier, header, other } from "./generated/envelope.ts";
import { isOtherProgram } from "./syslog.ts";

/** What a header start of grammars/envelope.ne gives. */
interface Header {
  readonly stamp: string | null;
  /** As the journal abbreviates it; `unix` for seconds since the epoch. */
  readonly zone: string | null;
  /** FreeBSD's `<mail.info> ` before the host. */
  readonly severity: true | null;
  readonly host: string | null;
  readonly program: string | null;
  readonly pid: number | null;
}
interface Carrier {
  readonly stamp: string;
  readonly stream: string | null;
  readonly cut: true | null;
}

/** `Jan  8 14:20:01 mx1 exim[4711]: …` and all the other forms of grammars/envelope.ne. */
export const textOpener: Opener = {
  name: "syslog",

  open(text, bytes, from) {
    const head = header(text, bytes, from) as Header | undefined;
    if (head === undefined) return opened(text, bytes, from);
    const begin = header.end();
    const end = lineEnd(bytes, from);
    const plain = head.zone === null && head.severity === null && header.starts[header.startIndex()] === "classic";
    return {
      stamp: head.zone === null ? (head.stamp ?? "") : zoned(head.stamp ?? "", head.zone),
      host: head.host === "-" ? null : head.host,
      program: head.program,
      pid: head.pid,
      from: begin,
      message: "",
      plainFrom: plain ? behindPriority(bytes, from) : -1,
      end,
      open: false,
      piece: false,
      stream: null,
    };
  },

  several: false,
  continues: (text, bytes, from) => below(text, bytes, from) !== undefined,
  isOther: (text, bytes, from) => isOtherProgram(text, bytes, from) || other(text, bytes, from) !== undefined,
};

function opened(text: string, bytes: Uint8Array, from: number): Entry | undefined {
  const head = carrier(text, bytes, from) as Carrier | undefined;
  if (head === undefined) return undefined;
  const stamp = head.stream === "tai" ? instantOfTai(head.stamp) : head.stamp;
  if (stamp === undefined) return undefined;
  return {
    stamp,
    host: null,
    program: null,
    pid: null,
    from: carrier.end(),
    message: "",
    plainFrom: -1,
    end: lineEnd(bytes, from),
    open: false,
    piece: head.cut === true,
    stream: head.stream,
  };
}

const less = 60;
const greater = 62;

/** `<22>Jan  8 …`: behind the priority it is a line like any other. */
function behindPriority(bytes: Uint8Array, from: number): number {
  return bytes[from] === less ? bytes.indexOf(greater, from) + 1 : from;
}

/**
 * `2026-01-08 14:20:01` and `UTC`, `CET`, `+03`. Names other than UTC mean several zones (CST, IST): such a stamp is read
 * in the zone of all stamps that name none.
 */
function zoned(stamp: string, zone: string): string {
  if (zone === "unix") return isoOf(Number(stamp) * 1000) ?? "";
  const offset = zone.charCodeAt(0) < 65;
  if (offset) return `${stamp} ${zone}${zone.length === 3 ? "00" : ""}`;
  return zone === "UTC" || zone === "GMT" ? `${stamp}Z` : stamp;
}

/** A stamp as clocks read it, of ms since the epoch; undefined outside of what a Date can hold. */
export function isoOf(at: number): string | undefined {
  return Math.abs(at) < 8.64e15 ? new Date(at).toISOString() : undefined;
}

/** Labels begin at 2^62; multilog adds ten seconds to the clock of the machine, whatever leap seconds there were since 1972. */
const LABEL_ZERO = 2n ** 62n;
const TEN_SECONDS = 10;

/** The instant of `400000004c91b044077a9e94`: seconds, then nanoseconds. */
function instantOfTai(label: string): string | undefined {
  const seconds = Number(BigInt(`0x${label.slice(0, 16)}`) - LABEL_ZERO) - TEN_SECONDS;
  return isoOf(seconds * 1000 + Math.floor(Number.parseInt(label.slice(16), 16) / 1e6));
}
