/** How the lines were counted, and what a reader has to know before taking the figures for granted. */
import { maskSecrets } from "../parsers/secrets.ts";
import { utf8 } from "../parsers/text.ts";
import type { Coverage } from "./analysis.ts";
import type { Window } from "./analyzer.ts";
import { samplingWarnings } from "./estimate.ts";
import type { Folded } from "./folded.ts";
import { ledger } from "./ledger/fold.ts";
import type { LedgerState } from "./ledger/state.ts";
import { livesOf } from "./ledger/view.ts";
import { settled } from "./ledger/young.ts";
import { sessions } from "./sessions/fold.ts";
/** Samples without the passwords that Dovecot may log, and a word about hosts that are mixed. */
export function coverageOf(folded: Folded, window: Window): Coverage {
  // a shape keeps the words of its lines: a password may be one of them
  const shapes = folded.coverage.shapes.map((one) => ({
    ...one,
    shape: maskSecrets(one.shape),
    sample: maskSecrets(one.sample),
  }));
  return {
    ...folded.coverage,
    shapes,
    warnings: [
      ...samplingWarnings(settled(folded.states.get(ledger)), folded.states.get(sessions)),
      ...folded.coverage.warnings,
      ...mixedHosts(folded),
      ...missed(window),
      ...slimmed(settled(folded.states.get(ledger)), window),
    ],
  };
}

/** A window beside the logs finds nothing, which proves nothing. */
function missed({ from, to, since, until }: Window): readonly string[] {
  const beside = (since !== null && since > to) || (until !== null && until < from);
  return beside ? ["the window that was asked for lies outside of the logs: nothing in it was seen"] : [];
}

/** A state of an earlier run that asked for longer waits than this one does. */
function slimmed({ slimmedUnder }: LedgerState, { stuckAfter }: Window): readonly string[] {
  if (slimmedUnder <= stuckAfter) return [];
  const minutes = Math.round(slimmedUnder / 60_000);
  return [`an earlier run kept no lines of mail that was delivered within ${minutes} minutes: none of them is quoted`];
}

/** Two arrivals of one id are two hosts' logs mixed: every count would be wrong in silence. */
function mixedHosts(folded: Folded): readonly string[] {
  const twice = livesOf(settled(folded.states.get(ledger))).filter((view) => view.life.arrivedTwice);
  if (twice.length === 0) return [];
  const named = twice
    .slice(0, 3)
    .map((view) => utf8(view.id))
    .join(", ");
  return [
    `${twice.length} message ids arrived twice (${named}): the logs of more than one host are mixed. Analyse each host on its own.`,
  ];
}
