import { scanString } from "../grammar/runtime.ts";
import type { Endpoint, Peer } from "./events.ts";
import type { RawCrowded, RawRefusal, RawSession } from "./exim-raw.ts";
import { scanners } from "./generated/exim-mainlog.ts";

/** What the start symbol `behindhelo` of grammars/exim-session.ne reads. */
interface BehindHelo {
  readonly ip: string;
  readonly port: number | null;
  readonly interface: Endpoint | null;
  readonly rest: RawSession["rest"];
}

/** Each cut is one scan of the rest: a line of a stranger who wants to be slow is left alone. */
const MOST_CUTS = 16;
const LONGEST = 16_384;
const CUT = ") [";

/**
 * Reads a session line that holds more than one `") ["`, because its HELO or its reason does:
 *
 *     H=mx.a.example (helo) [192.0.2.7] F=<ann@a.example> rejected RCPT <bob@b.example>: see (x) [192.0.2.7]
 *     H=(x) [203.0.113.6] F=<a@b> rejected RCPT <c@d>: no) [192.0.2.7] F=<ann@a.example> rejected RCPT <bob@b.example>: real
 *
 * It has no pattern of its own: it cuts at every `") ["`, and the grammar says whether a session's verdict stands
 * behind. Only if exactly one cut fits, that is where the HELO ends; the second line above stays unknown, and so does
 * `H=mx.a.example (y) [192.0.2.7] U=(z) [203.0.113.9] F=<…> rejected …`, where an ident could hold all the rest.
 */
export function resolveSession(raw: RawCrowded): RawSession | undefined {
  const { behindhelo: behind, behindident } = scanners.starts;
  if (behind === undefined || behindident === undefined || raw.text.length > LONGEST) return undefined;
  if (raw.helo === null) return sessionFrom(raw, null, scanString(behind, raw.text) as BehindHelo | undefined);
  let found: RawSession | undefined;
  let cuts = 0;
  for (let at = raw.text.indexOf(CUT); at >= 0; at = raw.text.indexOf(CUT, at + 1)) {
    if (++cuts > MOST_CUTS) return undefined;
    const text = raw.text.slice(at + CUT.length);
    // An ident may hold anything, another `") ["` and verdict included.
    if (scanString(behindident, text) !== undefined) return undefined;
    const rest = scanString(behind, text) as BehindHelo | undefined;
    if (rest === undefined) continue;
    if (found !== undefined) return undefined;
    found = sessionFrom(raw, raw.text.slice(0, at), rest);
  }
  return found;
}

/**
 * `H=(x) [192.0.2.7] rejected EHLO or HELO x: Invalid HELO: see …`: where a refused HELO ends is not known from the text
 * behind it, but it stands in front of it too; as the name, when both are one (host.c host_build_sender_fullhost()).
 * So `H=(a: b) [192.0.2.7] rejected EHLO or HELO a: b` has no reason at all.
 */
export function heloAndReason(what: RawRefusal, peer: Peer | null): RawRefusal {
  const said = peer === null ? null : (peer.helo ?? peer.name);
  if (said === null || said === what.argument) return what;
  const { verb, argument, reason, partial } = what;
  const text = partial ?? (reason === null ? (argument ?? "") : `${argument}: ${reason}`);
  if (text === said) return { verb, argument: said, reason: null, partial: null };
  if (!text.startsWith(`${said}: `)) return what;
  return { verb, argument: said, reason: text.slice(said.length + ": ".length), partial: null };
}

function sessionFrom(raw: RawCrowded, helo: string | null, rest: BehindHelo | undefined): RawSession | undefined {
  if (rest === undefined) return undefined;
  const { ip, port } = rest;
  return {
    kind: "session",
    at: raw.at,
    pid: raw.pid,
    messageId: raw.messageId,
    origin: { peer: { name: raw.name, helo, ip, port }, user: null },
    interface: rest.interface,
    rest: rest.rest,
  };
}
