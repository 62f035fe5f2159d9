import type { Analysis } from "../../analyzers/analysis.ts";
import type { LifeOutcome, StuckFacts } from "../../analyzers/facts.ts";
import { count, duration, list, utc } from "../format.ts";
import { atLeast, isSampled, whenSampled } from "../kept.ts";
import type { Measured } from "../model.ts";
import { type Prose, prose } from "../prose.ts";

import { lineAt } from "../verdict.ts";
import { listed, stuckLeftovers } from "./stuck-leftovers.ts";
import { named, type Wording } from "./wording.ts";

const HOUR = 3_600_000;

/** What each outcome is called in a count. */
export const OUTCOME_WORDS: Readonly<Record<LifeOutcome, string>> = {
  delivered: "delivered late",
  failed: "bounced",
  removed: "removed",
  expired: "expired",
  moved: "moved away",
  queued: "still queued",
  frozen: "frozen",
  lost: "out of sight",
};

/** Domains named one by one in a table cell. */
const DOMAINS = 5;

export const stuckWording: Wording<"stuck-queue"> = {
  words(finding, analysis) {
    const { facts } = finding;
    const { outcomes } = facts;
    const forced = forcedRunOf(facts, analysis);
    const queued = facts.messages
      .filter((one) => one.outcome === "queued" || one.outcome === "frozen")
      .map((one) => one.id);
    const gone = outcomes.expired + outcomes.moved;
    const lost = facts.messages.filter((one) => one.outcome === "lost").map((one) => one.id);
    const domains = facts.destinations.filter(({ domain }) => domain !== LOCAL);
    const domain = domains[0]?.domain;
    const unexplained = UNEXPLAINED[facts.cause];
    const first = facts.messages.map((one) => one.arrivedAt).sort()[0];
    const frozenAt = facts.messages.flatMap((one) => one.frozenAt ?? []).sort()[0];
    return {
      // two findings of one cause differ by the host that it names: "connection refused (mx.down.example)"
      subject: unexplained?.title ?? byHand(facts) ?? frozenAfter(facts) ?? finding.subject,
      whyUnknown: unexplained?.sentence ?? "",
      reason: facts.said,
      frozenBy: named(facts.frozenBy),
      removedBy: named(facts.removedBy),
      is: {
        caused: finding.causedBy !== null,
        frozen: facts.family === "frozen",
        ownMx: facts.deferredBefore?.toLowerCase().startsWith("lowest numbered mx record") ?? false,
        dns: facts.family === "dns",
        login: wantsLogin(facts),
        remote: facts.family !== "dns" && !wantsLogin(facts),
        single: finding.affected.messages === 1,
        many: finding.affected.messages > 50,
        sampled: isSampled(analysis),
      },
      has: {
        domain: domain !== undefined,
        reason: unexplained === undefined,
        freezer: facts.deferredBefore !== null,
        frozenBy: facts.frozenBy.length > 0,
        removedBy: facts.removedBy.length > 0,
      },
      did: {
        skipped: facts.skipped > 0,
        forced: forced !== null,
        delivered: outcomes.delivered > 0,
        failed: outcomes.failed > 0,
        removed: outcomes.removed > 0,
        gone: gone > 0,
        lost: outcomes.lost > 0,
        warned: facts.delayWarnings > 0,
        ...warned(facts),
        stillQueued: facts.stillQueued > 0,
        manyQueued: queued.length > 1,
      },
      count: {
        messages: count(finding.affected.messages, "message"),
        delivered: count(outcomes.delivered, "message"),
        failed: count(outcomes.failed, "message"),
        removed: count(outcomes.removed, "message"),
        gone: count(gone, "message"),
        lost: count(outcomes.lost, "message"),
        delayWarnings: count(facts.delayWarnings, "delay warning"),
        delayWarningsDelivered: String(facts.delayWarningsDelivered ?? "not known"),
        stillQueued: count(facts.stillQueued, "message"),
      },
      times: { skipped: count(facts.skipped, "time") },
      forcedAt: forced === null ? "" : utc(forced),
      oldest: duration(facts.ages.max),
      median: duration(facts.ages.p50),
      alarm:
        first === undefined
          ? "an hour"
          : `at ${utc(new Date(Date.parse(first) + HOUR).toISOString().replace(/\.000Z$/, "Z"))}, an hour`,
      frozenAt:
        frozenAt === undefined ? "when the first of these froze" : `at ${utc(frozenAt)}, when the first of these froze`,
      sampleId: queued[0] ?? lost[0] ?? facts.messages[0]?.id ?? "MESSAGE-ID",
      sampleLost: lost[0] ?? "MESSAGE-ID",
      otherQueuedIds: queued.slice(1),
      sampleDomain: domain ?? "",
      otherDomains: domains.length > 1 ? ` and ${count(domains.length - 1, "other domain")}` : "",
    };
  },

  measured(finding, analysis) {
    const { facts } = finding;
    const ended = (Object.keys(OUTCOME_WORDS) as LifeOutcome[]).filter((outcome) => facts.outcomes[outcome] > 0);
    return [
      row(
        "Messages stuck",
        prose(count(finding.affected.messages, "message")),
        lineAt(finding.evidence, finding.firstSeen, "first"),
      ),
      ...(finding.affected.messages === 1
        ? []
        : [
            row("Wait: half of them at least (p50)", prose(duration(facts.ages.p50))),
            row("Wait: one in twenty at least (p95)", prose(duration(facts.ages.p95))),
          ]),
      row("Wait: the longest", prose(`${atLeast(analysis)}${duration(facts.ages.max)}`)),
      row(
        "What became of them",
        prose(ended.map((outcome) => `${facts.outcomes[outcome]} ${OUTCOME_WORDS[outcome]}`).join(", ")),
      ),
      ...people("Frozen by hand, by", facts.frozenBy),
      ...people("Removed by", facts.outcomes.removed > 0 ? facts.removedBy : []),
      row("Destinations", destinations(facts.destinations)),
      row(
        "Tries of an address, and times passed over",
        prose(`${count(facts.attempts, "try", "tries")}, ${count(facts.skipped, "time")} passed over`),
      ),
      row(
        "Delay warnings to senders",
        prose(
          facts.delayWarnings === 0
            ? whenSampled(analysis, "none for those messages that were kept", "none in the logs")
            : `${facts.delayWarnings} written, ${facts.delayWarningsDelivered ?? "not known how many"} delivered`,
        ),
      ),
    ];
  },

  leftovers: stuckLeftovers,
};

/** Whether the delay warnings reached their senders: all, some, none; nothing of them when that is not known. */
function warned({ delayWarnings: written, delayWarningsDelivered: delivered }: StuckFacts) {
  const isKnown = written > 0 && delivered !== null;
  return {
    warnedAll: isKnown && delivered === written,
    warnedSome: isKnown && delivered > 0 && delivered < written,
    warnedNone: isKnown && delivered === 0,
  };
}

/** What the analysis calls the destination of an address without a domain. */
const LOCAL = "(local)";

/** Causes that are no reason: words for a title, and a sentence of their own. */
const UNEXPLAINED: Readonly<Record<string, { readonly title: string; readonly sentence: string }>> = {
  "before the logs begin": {
    title: "the reason was logged before these logs begin",
    sentence: "Why is not in these logs: the attempts that would say it were made before they begin.",
  },
  "no reason logged": { title: "these logs give no reason", sentence: "These logs give no reason." },
  unknown: { title: "these logs give no reason", sentence: "These logs give no reason." },
  "": { title: "these logs give no reason", sentence: "These logs give no reason." },
};

/** "frozen by root": a person's doing is named in the title. */
function byHand(facts: StuckFacts): string | null {
  return facts.family === "frozen" && facts.frozenBy.length > 0 ? `frozen by ${list(facts.frozenBy)}` : null;
}

/** Longest time from the start of a queue run to a delivery that is called one of its. */
const OF_THE_RUN = 60_000;

/** The forced queue run (`-qf`, `-qff`) within a minute of whose start every delivered message left, after plain ones had passed over them. */
function forcedRunOf({ skipped, messages }: StuckFacts, { mail }: Analysis): string | null {
  const ends = messages.flatMap((one) => (one.outcome === "delivered" && one.endedAt !== null ? [one.endedAt] : []));
  if (skipped === 0 || ends.length === 0) return null;
  const isOfIt = (at: string) =>
    ends.every((end) => Date.parse(end) >= Date.parse(at) && Date.parse(end) - Date.parse(at) <= OF_THE_RUN);
  return mail.timeline.find(({ what, at }) => what === "queue-flush" && isOfIt(at))?.at ?? null;
}

/** Frozen by Exim itself: the error says more than the freezing. */
function frozenAfter(facts: StuckFacts): string | null {
  return facts.deferredBefore === null ? null : `frozen (${facts.deferredBefore})`;
}

/** `authentication required but authentication attempt(s) failed`: Exim's own words, not an answer's. */
function wantsLogin({ family, cause }: StuckFacts): boolean {
  return family === "auth" && cause.startsWith("authentication required");
}

function people(label: string, names: readonly string[]): readonly Measured[] {
  return names.length === 0 ? [] : [row(label, prose(...listed(names)))];
}

function destinations(domains: readonly { readonly domain: string; readonly messages: number }[]): Prose {
  const named = domains
    .slice(0, DOMAINS)
    .flatMap(({ domain, messages }, at) => [
      at === 0 ? "" : ", ",
      domain === LOCAL ? "local addresses" : { code: domain },
      ` (${messages})`,
    ]);
  const more = domains.length > DOMAINS ? [` and ${count(domains.length - DOMAINS, "more domain")}`] : [];
  return prose(...[...named, ...more].filter((piece) => piece !== ""));
}

function row(label: string, value: Prose, seen: Measured["seen"] = null): Measured {
  return { label, value, seen };
}
