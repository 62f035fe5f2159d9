import type { FindingOf } from "../../analyzers/analysis.ts";
import { count, utc } from "../format.ts";
import type { Measured } from "../model.ts";
import { type Prose, prose, type Span } from "../prose.ts";
import { shellWord } from "../shell.ts";
import { type Leftover, named, type Wording } from "./wording.ts";

/** Bounces named one by one in the table; the analysis holds them all. */
const NAMED = 20;
/** Recipients named in one sentence. */
const TOLD = 5;

export const frozenWording: Wording<"frozen-bounce"> = {
  words(finding) {
    const { facts } = finding;
    const frozenIds = frozen(finding);
    const parents = distinct(facts.bounces.map((one) => one.parent));
    const recipients = distinct(facts.bounces.map((one) => one.recipient));
    const dropped = facts.outcomes.removed + facts.outcomes.expired + facts.outcomes.moved + facts.outcomes.failed;
    return {
      is: { caused: finding.causedBy !== null, refused: facts.family === "refused-here" },
      has: { cause: !UNEXPLAINED.has(facts.cause), parent: parents.length > 0, recipients: recipients.length > 0 },
      did: {
        frozen: facts.stillFrozen > 0 && frozenIds.length > 0,
        delivered: facts.outcomes.delivered > 0,
        dropped: dropped > 0,
      },
      count: {
        bounces: count(facts.bounces.length, "bounce"),
        parents: count(Math.max(parents.length, 1), "failed message"),
        frozen: count(facts.stillFrozen, "bounce"),
        delivered: count(facts.outcomes.delivered, "bounce"),
        dropped: count(dropped, "bounce"),
      },
      recipients: named(recipients.slice(0, TOLD), recipients.length > TOLD),
      andOthers: recipients.length > TOLD ? ` and ${count(recipients.length - TOLD, "other")}` : "",
      senderOrSenders: facts.bounces.length === 1 ? "its sender was" : "their senders were",
      wasOrWere: recipients.length === 1 ? "was" : "were",
      frozenIds,
      sampleId: frozenIds[0] ?? facts.bounces[0]?.id ?? "MESSAGE-ID",
      sampleParent: parents[0] ?? "",
    };
  },

  measured(finding) {
    const { facts } = finding;
    const rows = facts.bounces.slice(0, NAMED).map((bounce): Measured => {
      const line = finding.evidence.find((one) => one.at === bounce.frozenAt && one.text.includes(bounce.id));
      return {
        label: `Bounce ${bounce.id}`,
        value: story(bounce),
        seen: line === undefined ? null : { source: line.source, line: line.line },
      };
    });
    const more = facts.bounces.length - rows.length;
    return more > 0 ? [...rows, { label: "And more", value: prose(count(more, "bounce")), seen: null }] : rows;
  },

  leftovers(finding, host): readonly Leftover[] {
    const ids = frozen(finding);
    if (ids.length === 0) return [];
    const parents = distinct(finding.facts.bounces.filter((one) => ids.includes(one.id)).map((one) => one.parent));
    const look = parents.slice(0, 1).map((parent) => `exigrep ${shellWord(parent)} ${host.mainlog}*`);
    return [
      {
        prose: prose(
          `${count(ids.length, "bounce")} still frozen: `,
          ...ids.slice(0, NAMED).flatMap((code, at) => (at === 0 ? [{ code }] : [", ", { code }])),
          ". Look at the parent message first, tell its sender, then remove the bounce by id.",
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
]);

type Bounce = FindingOf<"frozen-bounce">["facts"]["bounces"][number];

function story(bounce: Bounce): Prose {
  const pieces: (string | Span)[] = [`froze ${utc(bounce.frozenAt)}`];
  if (bounce.recipient !== null) pieces.push(", to tell ", { code: bounce.recipient });
  if (bounce.parent !== null) pieces.push(" that ", { code: bounce.parent }, " failed");
  const parentTo = bounce.parentRecipients.slice(0, TOLD);
  if (parentTo.length > 0)
    pieces.push(" for ", ...parentTo.flatMap((code, at) => (at === 0 ? [{ code }] : [", ", { code }])));
  if (bounce.parentReason !== null) pieces.push(": ", { code: bounce.parentReason });
  pieces.push(bounce.thaws > 0 ? `; thawed ${count(bounce.thaws, "time")}` : "", `; now ${NOW[bounce.outcome]}`);
  return prose(...pieces.filter((piece) => piece !== ""));
}

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
