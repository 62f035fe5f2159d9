/** Names of this host's own that lines teach. */
import { own } from "../../engine/fold.ts";
import { domainOf, domainSlot } from "./address.ts";
import type { LedgerState } from "./state.ts";

export function learnTransport(state: LedgerState, transport: string | null): void {
  if (transport !== null && !state.localTransports.has(transport)) state.localTransports.add(own(transport));
}

export function learnDomain(state: LedgerState, address: string | null): void {
  if (address === null || address.length > 320) return;
  const at = address.lastIndexOf("@");
  if (at < 0) return;
  const slot = domainSlot(address, at);
  const recent = state.recentDomains[slot];
  if (recent !== undefined && recent.length === address.length - at && address.endsWith(recent)) return;
  state.recentDomains[slot] = own(address.slice(at));
  const domain = domainOf(address);
  if (domain !== null && !state.domains.has(domain)) state.domains.add(own(domain));
}
