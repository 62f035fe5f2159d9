import { unescaped, utf8 } from "../../parsers/text.ts";
import type { StuckRow } from "../analysis.ts";
import type { Window } from "../analyzer.ts";
import { iso } from "../evidence.ts";
import type { LedgerState } from "../ledger/state.ts";
import { type StuckAddress, stuckAddresses } from "../ledger/stuck.ts";
import type { Legible } from "../legible.ts";

/**
 * Every address that waited longer than `stuckAfter`, those that ended first in order of their end, then the waiting ones.
 *
 * @param keyOf keys of findings as the analysis has them
 */
export function stuckRows(state: LedgerState, window: Window, keyOf: Legible["keyOf"]): readonly StuckRow[] {
  return stuckAddresses(state, window)
    .map((stuck) => rowOf(stuck, window, keyOf))
    .sort(
      (a, b) =>
        compare(a.endedAt ?? "9", b.endedAt ?? "9") ||
        compare(a.arrivedAt, b.arrivedAt) ||
        compare(a.messageId, b.messageId) ||
        compare(a.recipient, b.recipient),
    );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function rowOf({ view, one, cause }: StuckAddress, window: Window, keyOf: Legible["keyOf"]): StuckRow {
  const arrival = view.life.arrival;
  const line = one.end?.line ?? view.life.end?.line ?? null;
  const host = one.end?.host ?? cause.cause?.host ?? null;
  const outcome = one.outcome === "failed" ? "bounced" : one.outcome;
  return {
    messageId: view.id,
    sender: arrival === null ? null : utf8(arrival.sender ?? ""),
    recipient: utf8(one.address),
    subject: arrival?.subject == null ? null : unescaped(arrival.subject),
    arrivedAt: iso(view.arrivedAt),
    outcome,
    endedAt: one.endedAt === null ? null : iso(one.endedAt),
    delay: one.delay,
    host: host === null ? null : utf8(host),
    tls: tlsVersion(one.end?.cipher ?? null),
    causedBy: keyOf(cause.causedBy),
    source: line?.source ?? null,
    line: line === null ? null : window.lines.lineOf(line),
  };
}

/** "TLS 1.3" of `X=TLS1.3:ECDHE_…:256` (GnuTLS) and `X=TLSv1.3:TLS_AES_…:256` (OpenSSL). */
export function tlsVersion(cipher: string | null): string | null {
  if (cipher === null || !cipher.startsWith("TLS")) return null;
  const protocol = cipher.slice(3, cipher.indexOf(":") < 0 ? undefined : cipher.indexOf(":"));
  return `TLS ${protocol.startsWith("v") ? protocol.slice(1) : protocol}`;
}
