import type { Instant } from "../../parsers/events.ts";
import { taintFindingKey } from "../ledger/cause.ts";
import type { LedgerState } from "../ledger/state.ts";
import { anyBetween, seconds } from "../tally.ts";
import { causeIs, type Victim } from "./victims.ts";

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
