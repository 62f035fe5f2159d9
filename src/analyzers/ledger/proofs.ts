import { own } from "../../engine/fold.ts";
import type { Instant } from "../../parsers/events.ts";
import { domainOf, domainSlot } from "./address.ts";
import type { ProofSpan, RecentProof } from "./proof.ts";
import type { LedgerState, Life } from "./state.ts";

/** Its deliveries to other hosts, as proofs: this transport works for mail from this sender's domain. */
export function proofsOf(
  life: Life,
): readonly { readonly transport: string; readonly sender: string; readonly at: Instant }[] {
  const sender = life.arrival?.sender ?? null;
  if (sender === null) return [];
  return [...life.recipients.values()].flatMap(({ delivered }) =>
    delivered?.host != null && delivered.transport !== null
      ? [{ transport: delivered.transport, sender, at: delivered.at }]
      : [],
  );
}

/** @param sender an address, or `@` and a domain. */
export function proofKey(transport: string, sender: string): string {
  return `${transport}\n${domainOf(sender) ?? ""}`;
}

const HOUR = 3_600_000;

/**
 * First and last proof of each hour are enough to find one after any instant, whatever the cut.
 *
 * @param sender an address
 * @returns where it was counted: proofs of the same hour, transport and domain may be counted there at once
 */
export function addProof(state: LedgerState, transport: string, sender: string, at: Instant): RecentProof {
  const sign = sender.lastIndexOf("@");
  const domain = sign < 0 ? "" : sender.slice(sign + 1);
  const recent = recentProof(state, transport, domain);
  const hour = Math.floor(at / HOUR);
  if (recent.span === null || recent.hour !== hour) {
    recent.hour = hour;
    recent.span = spanOf(state, proofKey(transport, `@${domain}`), hour, at);
  }
  if (at < recent.span.first) recent.span.first = at;
  if (at > recent.span.last) recent.span.last = at;
  return recent;
}

/** The place of the proofs counted last, by a slot of transport and domain: nearly always one of them comes again. */
function recentProof(state: LedgerState, transport: string, domain: string): RecentProof {
  const slot = domainSlot(domain, -1);
  const held = state.recentProofs[slot];
  if (held !== undefined && held.domain === domain && held.transport === transport) return held;
  const fresh: RecentProof = { transport: own(transport), domain: own(domain), hour: 0, span: null };
  state.recentProofs[slot] = fresh;
  return fresh;
}

function spanOf(state: LedgerState, key: string, hour: number, at: Instant): ProofSpan {
  let hours = state.proofs.get(key);
  if (hours === undefined) {
    hours = new Map();
    state.proofs.set(own(key), hours);
  }
  let span = hours.get(hour);
  if (span === undefined) {
    span = { first: at, last: at };
    hours.set(hour, span);
  }
  return span;
}

/** A proof of a message that is still kept. */
interface KeptProof {
  readonly life: Life;
  readonly at: Instant;
}

/** Proofs of the messages that were kept, by key; worked out once for a state as it is. */
const keptProofs = new WeakMap<
  LedgerState,
  { readonly revision: number; readonly byKey: ReadonlyMap<string, readonly KeptProof[]> }
>();

function keptProofsOf(state: LedgerState): ReadonlyMap<string, readonly KeptProof[]> {
  const known = keptProofs.get(state);
  if (known?.revision === state.revision) return known.byKey;
  const byKey = new Map<string, KeptProof[]>();
  for (const life of state.lives.values()) {
    if (life.taints.size > 0) continue;
    for (const { transport, sender, at } of proofsOf(life)) {
      const key = proofKey(transport, sender);
      const proofs = byKey.get(key);
      if (proofs === undefined) byKey.set(key, [{ life, at }]);
      else proofs.push({ life, at });
    }
  }
  keptProofs.set(state, { revision: state.revision, byKey });
  return byKey;
}

/** Instants at which this transport delivered mail from this domain, victims' own deliveries left out. */
export function proofInstants(
  state: LedgerState,
  transport: string,
  senderDomain: string,
  except: ReadonlySet<Life>,
): Instant[] {
  const key = proofKey(transport, `@${senderDomain}`);
  const instants = [...(state.proofs.get(key)?.values() ?? [])].flatMap((span) => [span.first, span.last]);
  for (const { life, at } of keptProofsOf(state).get(key) ?? []) if (!except.has(life)) instants.push(at);
  return instants;
}
