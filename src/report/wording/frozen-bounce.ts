import type { FindingOf } from "../../analyzers/analysis.ts";
import { count, list, utc } from "../format.ts";
import { isSampled, messagesEach, othersToo, whenSampled } from "../kept.ts";
import type { Measured } from "../model.ts";
import { type Prose, prose, type Span } from "../prose.ts";
import { shellWord } from "../shell.ts";
import { type Leftover, named, type Wording } from "./wording.ts";

/** Bounces named one by one in the table; the analysis holds them all. */
const NAMED = 20;
/** Recipients named in one sentence. */
const TOLD = 5;

export const frozenWording: Wording<"frozen-bounce"> = {
  words(finding, analysis) {
    const { facts } = finding;
    const each = messagesEach(analysis);
    const many = isSampled(analysis);
    const frozenIds = frozen(finding);
    const bounces = facts.bounces.filter((one) => one.is === "bounce");
    const warnings = facts.bounces.filter((one) => one.is === "delay-warning");
    const notices = facts.bounces.filter((one) => one.is === "notice");
    const parents = distinct(facts.bounces.map((one) => one.parent));
    const failed = Math.max(distinct(bounces.map((one) => one.parent)).length, 1) * each;
    const still = facts.bounces.filter((one) => one.outcome === "frozen");
    const delivered = facts.bounces.filter((one) => one.outcome === "delivered");
    const dropped = facts.bounces.filter((one) => DROPPED.has(one.outcome));
    return {
      is: { caused: finding.causedBy !== null, refused: facts.family === "refused-here" },
      has: {
        cause: !UNEXPLAINED.has(facts.cause),
        parent: parents.length > 0,
        recipients: recipientsOf(bounces).length > 0,
        warned: recipientsOf(warnings).length > 0,
        notices: notices.length > 0,
        bounces: bounces.length > 0,
        warnings: warnings.length > 0,
      },
      did: {
        frozen: facts.stillFrozen > 0 && frozenIds.length > 0,
        delivered: delivered.length > 0,
        dropped: dropped.length > 0,
      },
      count: {
        letters: lettersIn(facts.bounces, each),
        bounces: count(bounces.length * each, "bounce"),
        warnings: count(warnings.length * each, "delay warning"),
        notices: count(notices.length * each, "other notice"),
        frozen: lettersIn(still, each),
        delivered: lettersIn(delivered, each),
        dropped: lettersIn(dropped, each),
      },
      reason: facts.said,
      recipients: told(bounces, many).names,
      andOthers: told(bounces, many).andOthers,
      wasOrWere: told(bounces, many).wasOrWere,
      warned: told(warnings, many).names,
      andOthersWarned: told(warnings, many).andOthers,
      warnedWasOrWere: told(warnings, many).wasOrWere,
      senderOrSenders: many ? "their senders were" : senderOrSenders(facts.bounces),
      thatMail: thatMail(bounces.length, warnings.length),
      hadFailed: failed === 1 ? "the message had failed" : `${count(failed, "message")} had failed`,
      frozenIds,
      sampleId: frozenIds[0] ?? facts.bounces[0]?.id ?? "MESSAGE-ID",
      sampleParent: parents[0] ?? "",
    };
  },

  measured(finding, analysis) {
    const { facts } = finding;
    const rows = facts.bounces.slice(0, NAMED).map((bounce): Measured => {
      const line = finding.evidence.find((one) => one.at === bounce.frozenAt && one.text.includes(bounce.id));
      return {
        label: `${LABEL[bounce.is]} ${bounce.id}`,
        value: story(bounce),
        seen: line === undefined ? null : { source: line.source, line: line.line },
      };
    });
    const more = facts.bounces.length - rows.length;
    const ofKept = whenSampled(analysis, " of those that were kept", "");
    return more > 0
      ? [...rows, { label: "And more", value: prose(`${lettersIn(facts.bounces.slice(NAMED))}${ofKept}`), seen: null }]
      : rows;
  },

  leftovers(finding, analysis, host): readonly Leftover[] {
    const ids = frozen(finding);
    if (ids.length === 0) return [];
    const parents = distinct(finding.facts.bounces.filter((one) => ids.includes(one.id)).map((one) => one.parent));
    const left = finding.facts.bounces.filter((one) => ids.includes(one.id));
    const look = parents.slice(0, 1).map((parent) => `exigrep ${shellWord(parent)} ${host.mainlog}*`);
    return [
      {
        prose: prose(
          `${lettersIn(left, messagesEach(analysis))} still frozen: `,
          ...ids.slice(0, NAMED).flatMap((code, at) => (at === 0 ? [{ code }] : [", ", { code }])),
          ". Look at the parent message first, tell its sender, then remove what froze by id.",
          ...othersToo(analysis),
        ),
        commands: [
          ...look,
          `${host.exim} -Mvh ${shellWord(ids[0])}`,
          `${host.exim} -Mrm ${ids.map(shellWord).join(" ")}   # only after looking`,
        ],
        risk: "destructive",
      },
    ];
  },
};

/** Causes that are no reason. */
const UNEXPLAINED: ReadonlySet<string> = new Set([
  "",
  "unknown",
  "the failed message is not in the logs",
  "no reason logged",
  "before the logs begin",
  "the failed message is not among those that were kept",
]);

type Bounce = FindingOf<"frozen-bounce">["facts"]["bounces"][number];

const LABEL: Readonly<Record<Bounce["is"], string>> = {
  bounce: "Bounce",
  "delay-warning": "Delay warning",
  notice: "Notice",
};
const LETTERS = [
  ["bounce", "bounce"],
  ["delay-warning", "delay warning"],
  ["notice", "other notice"],
] as const;
const DROPPED: ReadonlySet<Bounce["outcome"]> = new Set(["removed", "expired", "moved", "failed"]);

/** "1 bounce and 3 delay warnings"; each stands for so many. */
function lettersIn(bounces: readonly Bounce[], each = 1): string {
  const counts = LETTERS.map(([is, word]) => [bounces.filter((one) => one.is === is).length * each, word] as const);
  return list(counts.filter(([value]) => value > 0).map(([value, word]) => count(value, word)));
}

function recipientsOf(bounces: readonly Bounce[]): readonly string[] {
  return distinct(bounces.map((one) => one.recipient));
}

/** Those who were not told; when not all letters were kept there are more, and nobody knows how many. */
function told(bounces: readonly Bounce[], isPart: boolean) {
  const all = recipientsOf(bounces);
  return {
    names: named(all.slice(0, TOLD), isPart || all.length > TOLD),
    andOthers: isPart ? " and others" : all.length > TOLD ? ` and ${count(all.length - TOLD, "other")}` : "",
    wasOrWere: all.length === 1 && !isPart ? "was" : "were",
  };
}

function senderOrSenders(bounces: readonly Bounce[]): string {
  if (bounces.length === 1) return "its sender was";
  return recipientsOf(bounces).length === 1 ? "their sender was" : "their senders were";
}

/** What the senders were not told. */
function thatMail(bounces: number, warnings: number): string {
  if (bounces > 0) return warnings > 0 ? "that mail was late or had failed" : "that mail had failed";
  return warnings > 0 ? "that mail was late" : "what it was about";
}

function story(bounce: Bounce): Prose {
  const pieces: (string | Span)[] = [`froze ${utc(bounce.frozenAt)}`];
  if (bounce.recipient !== null)
    pieces.push(bounce.is === "notice" ? ", for " : ", to tell ", { code: bounce.recipient });
  if (bounce.parent !== null) {
    const [before, after] = ABOUT[bounce.is];
    pieces.push(before, { code: bounce.parent }, ...(after === "" ? [] : [after]));
  }
  const parentTo = bounce.parentRecipients.slice(0, TOLD);
  if (parentTo.length > 0)
    pieces.push(" for ", ...parentTo.flatMap((code, at) => (at === 0 ? [{ code }] : [", ", { code }])));
  if (bounce.parentReason !== null) pieces.push(": ", { code: bounce.parentReason });
  pieces.push(bounce.thaws > 0 ? `; thawed ${count(bounce.thaws, "time")}` : "", `; now ${NOW[bounce.outcome]}`);
  return prose(...pieces.filter((piece) => piece !== ""));
}

const ABOUT: Readonly<Record<Bounce["is"], readonly [before: string, after: string]>> = {
  bounce: [" that ", " failed"],
  "delay-warning": [" that ", " was late"],
  notice: [", about ", ""],
};

const NOW: Readonly<Record<Bounce["outcome"], string>> = {
  delivered: "delivered",
  failed: "dropped as undeliverable",
  removed: "removed",
  expired: "expired",
  moved: "moved away",
  queued: "in the queue, not frozen",
  frozen: "frozen",
  lost: "out of sight",
};

function frozen(finding: FindingOf<"frozen-bounce">): readonly string[] {
  return finding.facts.bounces.filter((one) => one.outcome === "frozen").map((one) => one.id);
}

function distinct(values: readonly (string | null)[]): readonly string[] {
  return [...new Set(values.filter((value) => value !== null))];
}
