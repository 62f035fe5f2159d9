import type { EvidenceLine } from "../analysis.ts";
import type { Window } from "../analyzer.ts";
import { earlier, type Kept, later, quote, quoteAll } from "../evidence.ts";
import { taintFindingKey } from "../ledger/cause.ts";
import type { LedgerState } from "../ledger/state.ts";
import type { Verdict } from "../verdict.ts";
import { recipientProofs } from "./successes.ts";
import { causeIs, type Group } from "./victims.ts";

/** The lines that prove it: refusals, what they looked like in the delivery line, the first and last success after. */
export function linesOf(state: LedgerState, group: Group, judged: Verdict, window: Window): readonly EvidenceLine[] {
  const lines = quoteAll(group.evidence, window.lines);
  const disguise = pick(disguisesOf(state, group), earlier);
  if (disguise !== null && !lines.some((line) => line.text === disguise.text)) {
    lines.splice(1, 0, quote(disguise, "what it looked like", window.lines));
  }
  const ends = group.victims.flatMap(({ view }) =>
    view.recipients.map(({ recipient }) => recipient.delivered?.line ?? null),
  );
  const after = ends.filter((kept) => kept !== null && judged.proofAt !== null && kept.at >= judged.proofAt);
  const proof = after.length > 0 ? null : pick(proofsAt(state, group, judged), earlier);
  if (proof !== null) lines.push(quote(proof, "proof: mail to the same recipient arrived", window.lines));
  const first = pick(after, earlier);
  const last = pick(after, later);
  if (first !== null) lines.push(quote(first, "first success after it", window.lines));
  if (last !== null && last !== first) lines.push(quote(last, "last victim delivered", window.lines));
  return lines;
}

function proofsAt(state: LedgerState, group: Group, judged: Verdict): readonly Kept[] {
  return recipientProofs(state, group).filter((kept) => kept.at === judged.proofAt);
}

function disguisesOf(state: LedgerState, group: Group): readonly (Kept | null)[] {
  const finding = taintFindingKey(group.key);
  return group.victims.flatMap(({ view }) =>
    view.recipients.flatMap(({ recipient }) =>
      [...recipient.causes.values()].flatMap((cause) =>
        cause.taint === null && causeIs(state, view, cause, finding) ? [cause.evidence.first] : [],
      ),
    ),
  );
}

function pick(kept: readonly (Kept | null)[], choose: typeof earlier): Kept | null {
  return kept.reduce<Kept | null>((best, one) => choose(best, one), null);
}
