import { scanString } from "../grammar/runtime.ts";
import type { Endpoint, Peer } from "./events.ts";
import { noted, scanners, tlsnoted } from "./generated/exim-noted.ts";

/** Whom a session note speaks of; both are `null` where its text leaves a doubt. */
export interface Noted {
  readonly peer: Peer | null;
  readonly interface: Endpoint | null;
}

const NOBODY: Noted = { peer: null, interface: null };

/**
 * The peer in `SMTP connection from (helo) [192.0.2.7]:4711 I=[198.51.100.1]:25 closed by QUIT` and its like, by
 * grammars/exim-noted.ne.
 */
export function readNoted(text: string): Noted {
  if (text.includes("\n")) return NOBODY;
  return (scanString(noted, text) as Noted | undefined) ?? behindCommand(text) ?? NOBODY;
}

/** The peer in `TLS error on connection from (helo) [192.0.2.7] (SSL_accept): …` and its like. */
export function readTlsNoted(text: string): Noted {
  if (text.includes("\n")) return NOBODY;
  return (scanString(tlsnoted, text) as Noted | undefined) ?? NOBODY;
}

/**
 * `SMTP protocol error in "aUtH lOgIn" H=(test) [203.0.113.8]" H=(x) [192.0.2.6] AUTH command used when not advertised`:
 * the client's command ends where Exim's own peer begins, so the last one counts. An ident (` U=`) comes behind the
 * peer and is a stranger's too: with one in front of the last peer there is no telling.
 */
function behindCommand(text: string): Noted | undefined {
  const { command, behind } = scanners.starts;
  if (command === undefined || behind === undefined || scanString(command, text) === undefined) return undefined;
  const last = text.lastIndexOf('" H=');
  if (last < 0 || text.lastIndexOf("] U=", last) >= 0) return undefined;
  return scanString(behind, text.slice(last)) as Noted | undefined;
}
