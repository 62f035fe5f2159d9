import type { GlimpseNames } from "../../engine/fold.ts";
import type { Instant } from "../../parsers/events.ts";
import { mostNames } from "../../parsers/glimpse.ts";
import type { RecentProof } from "./proof.ts";

/** What a ledger has learnt of names, by their numbers: it need not be learnt again. Of one thread, never written out. */
export interface Met {
  readonly names: GlimpseNames;
  readonly domains: Uint8Array;
  readonly transports: Uint8Array;
  /** By transport and domain. */
  readonly proofs: Map<number, RecentProof>;
}

/** Numbers are those of one reader of glimpses. */
export function metOf({ young }: { readonly young: { met: Met | null } }, names: GlimpseNames): Met {
  const { met } = young;
  if (met?.names === names) return met;
  young.met = { names, domains: new Uint8Array(mostNames), transports: new Uint8Array(mostNames), proofs: new Map() };
  return young.met;
}

/** Whether the domain was met before; now it is. */
export function hasMetDomain({ domains }: Met, name: number): boolean {
  if (domains[name] === 1) return true;
  domains[name] = 1;
  return false;
}

/** Whether the transport was met before; now it is. */
export function hasMetTransport({ transports }: Met, name: number): boolean {
  if (transports[name] === 1) return true;
  transports[name] = 1;
  return false;
}

const HOUR = 3_600_000;

/** Where proofs of a transport for a sender domain are counted. */
export function rememberProof({ proofs }: Met, transport: number, domain: number, recent: RecentProof): void {
  proofs.set(transport * mostNames + domain, recent);
}

/** Counts a proof of a transport for a sender domain, if one of the same hour is known. */
export function proofAt({ proofs }: Met, transport: number, domain: number, at: Instant): boolean {
  const recent = proofs.get(transport * mostNames + domain);
  if (recent === undefined || recent.span === null || recent.hour !== Math.floor(at / HOUR)) return false;
  if (at < recent.span.first) recent.span.first = at;
  if (at > recent.span.last) recent.span.last = at;
  return true;
}
