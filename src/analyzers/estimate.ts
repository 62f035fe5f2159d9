/**
 * Numbers of messages when only a share of them was kept: what was kept, times what one stands for. Lists and evidence
 * stay those of the messages that were kept, and so do recipients and senders: they are the least there can be, since
 * one of them has many messages. What counts lines without a message (SMTP sessions, minutes) is exact as it is.
 */
import { type Finding, isExternal } from "./analysis.ts";
import type { LedgerState } from "./ledger/state.ts";
import { sampledText } from "./sampled.ts";
import { oneIn, type Sampling } from "./sampling.ts";
import type { SessionState } from "./sessions/state.ts";

/**
 * A finding with its numbers estimated; the same one where every message was kept, and for analyzers from outside, which
 * count by folds of their own.
 */
export function estimated(finding: Finding, times: number): Finding {
  if (times === 1 || finding.analyzer === "mmap-failure" || isExternal(finding)) return finding;
  const affected = { ...finding.affected, messages: finding.affected.messages * times };
  switch (finding.analyzer) {
    case "tainted-filename": {
      const { facts } = finding;
      const { sessions } = finding.affected;
      const inMessages = facts.messages.reduce((sum, one) => sum + one.attempts, 0);
      return {
        ...finding,
        affected,
        occurrences: sessions + (finding.occurrences - sessions) * times,
        facts: {
          ...facts,
          // refused are sessions, and those are all known
          outcomes: { ...multiplied(facts.outcomes, times), refused: facts.outcomes.refused },
          attempts: facts.attempts + inMessages * (times - 1),
          skipped: facts.skipped * times,
          stillQueued: facts.stillQueued * times,
          bounces: facts.bounces * times,
          deliveredSince: facts.deliveredSince * times,
        },
      };
    }
    case "stuck-queue": {
      const { facts } = finding;
      return {
        ...finding,
        affected,
        occurrences: finding.occurrences * times,
        facts: {
          ...facts,
          destinations: facts.destinations.map((one) => ({ ...one, messages: one.messages * times })),
          outcomes: multiplied(facts.outcomes, times),
          stillQueued: facts.stillQueued * times,
          attempts: facts.attempts * times,
          skipped: facts.skipped * times,
          delayWarnings: facts.delayWarnings * times,
          delayWarningsDelivered: facts.delayWarningsDelivered === null ? null : facts.delayWarningsDelivered * times,
        },
      };
    }
    case "frozen-bounce": {
      const { facts } = finding;
      return {
        ...finding,
        affected,
        occurrences: finding.occurrences * times,
        facts: { ...facts, stillFrozen: facts.stillFrozen * times, outcomes: multiplied(facts.outcomes, times) },
      };
    }
  }
}

/** Every number of a record, times so many. */
export function multiplied<K extends string>(numbers: Readonly<Record<K, number>>, times: number): Record<K, number> {
  const entries = Object.entries(numbers) as [K, number][];
  return Object.fromEntries(entries.map(([key, n]) => [key, n * times])) as Record<K, number>;
}

/** What each kept message stands for: 1, 2, 4 … */
export const messagesEach = ({ sampling }: LedgerState): number => oneIn(sampling);

/** What the reader must know of it; one sentence each. */
export function samplingWarnings(ledger: LedgerState, sessions: SessionState): readonly string[] {
  const warnings: string[] = [];
  if (ledger.sampling.halvings > 0)
    warnings.push(sampledText({ oneIn: oneIn(ledger.sampling), maxOpen: ledger.sampling.limit }));
  if (ledger.domainSampling.halvings > 0)
    warnings.push(
      `Mail to ${over(ledger.domainSampling).toLowerCase()} domains was deferred: what others of the same domain wait for is known of ${share(ledger.domainSampling)} of them.`,
    );
  if (sessions.sampling.halvings > 0)
    warnings.push(
      `${over(sessions.sampling)} Dovecot sessions had no end, or were in trouble: ${share(sessions.sampling)} of them was kept, and whether a user's sessions work again is told by those.`,
    );
  return warnings;
}

const over = ({ limit }: Sampling): string => `More than ${limit.toLocaleString("en-US")}`;
const share = (sampling: Sampling): string => `1 in ${oneIn(sampling).toLocaleString("en-US")}`;
