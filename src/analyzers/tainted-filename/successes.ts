import type { Instant } from "../../parsers/events.ts";
import { lowerCase } from "../../parsers/text.ts";
import type { Kept } from "../evidence.ts";
import { domainOf } from "../ledger/address.ts";
import { taintFindingKey } from "../ledger/cause.ts";
import { reachedAt } from "../ledger/reached.ts";
import type { LedgerState } from "../ledger/state.ts";
import { anyBetween, seconds } from "../tally.ts";
import { causeIs, type Group, type Victim } from "./victims.ts";

/**
 * Deliveries of a victim in whose attempt the value was not refused (an unsigned delivery is the fault itself). A
 * refusal in the minute before belongs to the same attempt unless it was followed by a deferral of its own.
 */
export function successes(state: LedgerState, key: string, one: Victim): Instant[] {
  const delivered = one.view.recipients.flatMap(({ recipient }) =>
    recipient.delivered === null ? [] : [recipient.delivered.at],
  );
  const deferrals = one.view.recipients.flatMap(({ recipient }) =>
    [...recipient.causes.values()].filter((cause) => causeIs(state, one.view, cause, taintFindingKey(key))),
  );
  return delivered.filter((at) => {
    if (!anyBetween(one.tally, at - 60_000, at)) return true;
    const lastRefusal = Math.max(
      ...seconds(one.tally).flatMap(([second]) => (second * 1000 <= at ? [second * 1000] : [])),
    );
    return deferrals.some((cause) => cause.last >= lastRefusal && cause.last < at);
  });
}

/**
 * Later deliveries to the recipients of lost messages, where the refused path was built from the recipient's address
 * and not from the sender's: then whoever wrote, the same path was needed again and not refused.
 */
export function recipientProofs(state: LedgerState, group: Group): readonly Kept[] {
  return group.victims.flatMap((one) => {
    if (one.outcome !== "bounced") return [];
    const sender = one.view.life.arrival?.sender ?? null;
    return one.view.recipients.flatMap(({ address }) => {
      const built = one.hits.some((hits) => hits.taint.path !== null && isBuiltFrom(hits.taint.path, address, sender));
      const line = built ? reachedAt(state, address) : null;
      return line === null || line.at <= one.lastError ? [] : [line];
    });
  });
}

function isBuiltFrom(path: string, recipient: string, sender: string | null): boolean {
  const domain = domainOf(recipient);
  const segments = lowerCase(path).split("/");
  return (
    domain !== null && segments.includes(domain) && (sender === null || !segments.includes(domainOf(sender) ?? ""))
  );
}
