import type { LifeOutcome } from "../../analyzers/facts.ts";
import { count, duration, utc } from "../format.ts";
import type { Measured } from "../model.ts";
import { type Prose, prose } from "../prose.ts";
import { shellWord } from "../shell.ts";
import { lineAt } from "../verdict.ts";
import type { Wording } from "./wording.ts";

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
  words(finding) {
    const { facts } = finding;
    const { outcomes } = facts;
    const queued = facts.messages
      .filter((one) => one.outcome === "queued" || one.outcome === "frozen")
      .map((one) => one.id);
    const removed = outcomes.removed + outcomes.expired + outcomes.moved;
    const domain = facts.destinations[0]?.domain;
    const first = facts.messages.map((one) => one.arrivedAt).sort()[0];
    return {
      // two findings of one cause differ by the host that it names: "connection refused (mx.down.example)"
      subject: finding.subject,
      is: {
        caused: finding.causedBy !== null,
        frozen: facts.family === "frozen",
        single: finding.affected.messages === 1,
        many: finding.affected.messages > 50,
      },
      has: { domain: domain !== undefined },
      did: {
        skipped: facts.skipped > 0,
        delivered: outcomes.delivered > 0,
        failed: outcomes.failed > 0,
        removed: removed > 0,
        lost: outcomes.lost > 0,
        warned: facts.delayWarnings > 0,
        stillQueued: facts.stillQueued > 0,
        manyQueued: queued.length > 1,
      },
      count: {
        messages: count(finding.affected.messages, "message"),
        delivered: count(outcomes.delivered, "message"),
        failed: count(outcomes.failed, "message"),
        removed: count(removed, "message"),
        lost: count(outcomes.lost, "message"),
        delayWarnings: count(facts.delayWarnings, "delay warning"),
        stillQueued: count(facts.stillQueued, "message"),
      },
      times: { skipped: count(facts.skipped, "time") },
      oldest: duration(facts.ages.max),
      median: duration(facts.ages.p50),
      alarm:
        first === undefined
          ? "an hour"
          : `at ${utc(new Date(Date.parse(first) + HOUR).toISOString().replace(/\.000Z$/, "Z"))}, an hour`,
      sampleId: queued[0] ?? facts.messages[0]?.id ?? "MESSAGE-ID",
      otherQueuedIds: queued.slice(1),
      sampleDomain: domain ?? "",
      otherDomains: facts.destinations.length > 1 ? ` and ${count(facts.destinations.length - 1, "other domain")}` : "",
    };
  },

  measured(finding) {
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
      row("Wait: the longest", prose(duration(facts.ages.max))),
      row(
        "What became of them",
        prose(ended.map((outcome) => `${facts.outcomes[outcome]} ${OUTCOME_WORDS[outcome]}`).join(", ")),
      ),
      row("Destinations", destinations(facts.destinations)),
      row(
        "Attempts, and times passed over",
        prose(`${count(facts.attempts, "attempt")}, ${count(facts.skipped, "time")} passed over`),
      ),
      row(
        "Delay warnings to senders",
        prose(facts.delayWarnings === 0 ? "none in the logs" : String(facts.delayWarnings)),
      ),
    ];
  },

  leftovers(finding, host) {
    const ids = finding.facts.messages
      .filter((one) => one.outcome === "queued" || one.outcome === "frozen")
      .map((one) => one.id);
    if (ids.length === 0) return [];
    const commands = [`${host.exim} -v -M ${shellWord(ids[0])}`];
    if (ids.length > 1) commands.push(`${host.exim} -M ${ids.slice(1).map(shellWord).join(" ")}`);
    return [
      {
        prose: prose(
          `${count(ids.length, "message")} still in the queue. When the cause is mended, force one and watch it, then the others; a plain queue run skips those whose retry time has not come.`,
        ),
        commands,
        risk: "disruptive",
      },
    ];
  },
};

function destinations(domains: readonly { readonly domain: string; readonly messages: number }[]): Prose {
  const named = domains
    .slice(0, DOMAINS)
    .flatMap(({ domain, messages }, at) => [at === 0 ? "" : ", ", { code: domain }, ` (${messages})`]);
  const more = domains.length > DOMAINS ? [` and ${count(domains.length - DOMAINS, "more domain")}`] : [];
  return prose(...[...named, ...more].filter((piece) => piece !== ""));
}

function row(label: string, value: Prose, seen: Measured["seen"] = null): Measured {
  return { label, value, seen };
}
