import type { Analysis, FindingOf } from "../../analyzers/analysis.ts";
import type { TaintFacts, TaintOutcome } from "../../analyzers/facts.ts";
import { capital, count, duration, list } from "../format.ts";
import { atLeast, countKept, messagesEach, othersToo, whenSampled } from "../kept.ts";
import type { Measured } from "../model.ts";
import { prose } from "../prose.ts";
import { shellWord } from "../shell.ts";
import { lineAt } from "../verdict.ts";
import { throughDsearch, writtenPaths } from "./tainted-path.ts";
import { named, type Wording } from "./wording.ts";

type Taint = FindingOf<"tainted-filename">;

const EFFECT: Readonly<Record<TaintOutcome, string>> = {
  held: "held",
  bounced: "bounced",
  refused: "refused",
  died: "cut off",
  unsigned: "sent unsigned",
  unharmed: "",
};
const OUTCOMES = ["held", "bounced", "refused", "died", "unsigned"] as const;

export const taintWording: Wording<"tainted-filename"> = {
  words(finding, analysis) {
    const { facts } = finding;
    const queuedIds = waiting(finding, analysis);
    const victim = facts.messages.find((one) => one.recipients.some((address) => address !== "") && one.sender);
    const safePath = throughDsearch(facts);
    const longest = longestWait(finding, analysis);
    const bounces = bouncesByOutcome(facts, messagesEach(analysis));
    const people = (outcome: TaintOutcome) => facts.outcomes[outcome] - bounces[outcome];
    const removal = removalOf(finding, analysis);
    return {
      is: {
        stopped: facts.proofAt !== null,
        relay: /smtp_relay/.test(facts.pattern ?? ""),
        interface: facts.options.includes("interface"),
      },
      has: {
        transports: facts.transports.length > 0,
        path: facts.pattern !== null,
        macro: facts.macro !== null,
        options: facts.options.length > 0,
        variables: facts.variables.length > 0,
        disguises: facts.disguises.length > 0,
        safePath: safePath !== null,
      },
      did: {
        ...Object.fromEntries(OUTCOMES.map((outcome) => [outcome, facts.outcomes[outcome] > 0])),
        bouncedMail: people("bounced") > 0,
        bouncedBounces: bounces.bounced > 0,
        removed: removal !== null,
        stillQueued: queuedIds.length > 0,
        harm: OUTCOMES.some((outcome) => facts.outcomes[outcome] > 0),
      },
      count: {
        ...Object.fromEntries(
          OUTCOMES.map((outcome) => [
            outcome,
            outcome === "refused"
              ? count(facts.outcomes.refused, "attempt")
              : outcome === "bounced"
                ? count(people("bounced"), "message")
                : mailAndBounces(people(outcome), bounces[outcome]),
          ]),
        ),
        bouncedBounces: count(bounces.bounced, "bounce"),
        removed: count(removal?.messages ?? 0, "message"),
      },
      removedBy: named(removal?.by ?? []),
      effect: effect(facts),
      target: facts.pattern ?? finding.subject,
      options: named(facts.options),
      variables: named(facts.variables),
      disguises: named(facts.disguises),
      heldFate: heldFate(facts, analysis),
      longest: longest === null ? "" : facts.outcomes.held === 1 ? ` for ${longest}` : `, the longest for ${longest}`,
      safePath: safePath ?? "",
      lookFor: eitherOf(writtenPaths(facts)),
      queuedIds,
      sampleSender: victim?.sender ?? "SENDER@AFFECTED.DOMAIN",
      sampleRecipient: victim?.recipients.find((address) => address !== "") ?? "RECIPIENT@OUTSIDE.DOMAIN",
    };
  },

  measured(finding, analysis) {
    const { facts } = finding;
    const longest = longestWait(finding, analysis);
    const rows: (Measured | null)[] = [
      facts.pattern === null ? null : row("Refused path (* stands for the names seen)", prose({ code: facts.pattern })),
      facts.example === null ? null : row("As logged, once", prose({ code: facts.example })),
      facts.macro === null ? null : row("Macro", prose({ code: facts.macro })),
      codes("Option", facts.options),
      codes("Router", facts.routers),
      codes("Transport", facts.transports),
      codes("Misleading reasons logged with it", facts.disguises),
      row(
        "Lines that name it",
        prose(count(finding.occurrences, "line")),
        lineAt(finding.evidence, finding.firstSeen, "first"),
      ),
      row("Attempts (of a message) that failed by it", prose(count(facts.attempts, "attempt"))),
      row("Times that a queue run passed over a victim", prose(countKept(facts.skipped, analysis, "time"))),
      row("Messages", prose(tally(facts))),
      longest === null ? null : row("Longest wait", prose(`${atLeast(analysis)}${longest}`)),
      facts.outcomes.held === 0
        ? null
        : row("Delivered since", prose(countKept(facts.deliveredSince, analysis, "message"))),
      facts.outcomes.held === 0
        ? null
        : row("Still queued at the end of the log", prose(countKept(facts.stillQueued, analysis, "message"))),
    ];
    return rows.filter((one) => one !== null);
  },

  leftovers(finding, analysis, host) {
    const ids = finding.facts.messages
      .filter((one) => one.outcome === "held" && one.deliveredAt === null)
      .map((one) => one.id);
    if (finding.facts.stillQueued === 0 || ids.length === 0) return [];
    return [
      {
        prose: prose(
          `${count(finding.facts.stillQueued, "message")} held by the refused name may still wait. When the cause is mended, force delivery by id; a plain queue run skips those whose retry time has not come.`,
          ...othersToo(analysis),
        ),
        commands: [`${host.exim} -M ${ids.map(shellWord).join(" ")}`],
        risk: "disruptive",
      },
    ];
  },
};

function effect(facts: TaintFacts): string {
  const kinds = OUTCOMES.filter((outcome) => facts.outcomes[outcome] > 0).map((outcome) => EFFECT[outcome]);
  return kinds.length === 0 ? "Errors without harm to mail" : capital(`mail ${list(kinds)}`);
}

/** What became of the held ones: ", all delivered since", ", 3 delivered since, 1 still waiting". */
function heldFate(facts: TaintFacts, analysis: Analysis): string {
  const held = facts.messages.filter((one) => one.outcome === "held");
  const out = held.filter((one) => one.deliveredAt !== null).length * messagesEach(analysis);
  if (facts.outcomes.held > 0 && out === facts.outcomes.held)
    return out === 1 ? ", delivered since" : `, all${whenSampled(analysis, " that were kept", "")} delivered since`;
  const parts = [
    out > 0 ? `${out} delivered since` : "",
    facts.stillQueued > 0 ? `${facts.stillQueued} still waiting at the end of the log` : "",
  ];
  return parts
    .filter((part) => part !== "")
    .map((part) => `, ${part}`)
    .join("");
}

/** Victims with an empty sender are bounces: nobody wrote them. */
function bouncesByOutcome(facts: TaintFacts, each: number): Readonly<Record<TaintOutcome, number>> {
  const of = (outcome: TaintOutcome) =>
    facts.bounces === 0
      ? 0
      : facts.messages.filter((one) => one.outcome === outcome && one.sender === "").length * each;
  return {
    held: of("held"),
    bounced: of("bounced"),
    refused: of("refused"),
    unsigned: of("unsigned"),
    died: of("died"),
    unharmed: of("unharmed"),
  };
}

/** "3 messages", "3 messages and 1 bounce", "1 bounce". */
function mailAndBounces(mail: number, bounces: number): string {
  if (bounces === 0) return count(mail, "message");
  return list([...(mail > 0 ? [count(mail, "message")] : []), count(bounces, "bounce")]);
}

/** Held messages that somebody took out of the queue; their senders got no bounce. */
function removalOf(
  finding: Taint,
  analysis: Analysis,
): { readonly messages: number; readonly by: readonly string[] } | null {
  const effects = analysis.findings.flatMap((one) =>
    one.analyzer === "stuck-queue" && one.causedBy === finding.key ? [one.facts] : [],
  );
  const messages = effects.reduce((sum, facts) => sum + facts.outcomes.removed, 0);
  return messages === 0 ? null : { messages, by: [...new Set(effects.flatMap((facts) => facts.removedBy))] };
}

function tally(facts: TaintFacts): string {
  const kinds = OUTCOMES.filter((outcome) => facts.outcomes[outcome] > 0).map(
    (outcome) => `${facts.outcomes[outcome]} ${EFFECT[outcome]}`,
  );
  const ofThem = facts.bounces > 0 ? `; ${count(facts.bounces, "bounce")} among them` : "";
  return kinds.length === 0 ? "none harmed" : `${list(kinds)}${ofThem}`;
}

function waiting(finding: Taint, analysis: Analysis): readonly string[] {
  const rows = analysis.mail.stuck.filter((one) => one.causedBy === finding.key && one.outcome === "queued");
  const known = [...new Set(rows.map((one) => one.messageId))];
  if (known.length > 0 || finding.facts.stillQueued === 0) return known;
  return finding.facts.messages
    .filter((one) => one.outcome === "held" && one.deliveredAt === null)
    .map((one) => one.id);
}

function longestWait(finding: Taint, analysis: Analysis): string | null {
  const delays = analysis.mail.stuck.filter((one) => one.causedBy === finding.key).map((one) => one.delay);
  return delays.length === 0 ? null : duration(Math.max(...delays));
}

function row(label: string, value: Measured["value"], seen: Measured["seen"] = null): Measured {
  return { label, value, seen };
}

function codes(label: string, values: readonly string[]): Measured | null {
  return values.length === 0
    ? null
    : row(label, prose(...values.flatMap((code, at) => (at === 0 ? [{ code }] : [", ", { code }]))));
}

/** Names for a list with "or". */
function eitherOf(names: readonly string[]): readonly { readonly before: string; readonly name: string }[] {
  const last = names.length - 1;
  return names.map((name, at) => ({ before: at === 0 ? "" : at === last ? " or " : ", ", name }));
}
