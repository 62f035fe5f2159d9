import { describe, expect, it } from "vitest";
import type { Finding, FindingOf } from "../../src/analyzers/analysis.ts";
import type { LifeOutcome } from "../../src/analyzers/facts.ts";
import { buildReport, prosePlain, renderMarkdown } from "../../src/report/index.ts";
import { openAnalysis, relayFinding, sampleAnalysis, stuckFinding } from "./sample-analysis.ts";

const now = Date.parse("2026-01-09T08:00:00Z");
const reportOf = (...findings: readonly Finding[]) => buildReport({ ...sampleAnalysis, findings }, { now });
const firstCause = (...findings: readonly Finding[]) => {
  const cause = reportOf(...findings).issues[0]?.cause;
  if (cause === undefined) throw new Error("no issue");
  return cause;
};
const none = { delivered: 0, failed: 0, removed: 0, expired: 0, moved: 0, queued: 0, frozen: 0, lost: 0 };

function stuck(outcome: LifeOutcome, facts: Partial<FindingOf<"stuck-queue">["facts"]> = {}): Finding {
  const [message] = stuckFinding.facts.messages;
  if (message === undefined) throw new Error("the sample has no message");
  const waits = outcome === "queued" || outcome === "frozen";
  return {
    ...stuckFinding,
    status: waits ? "open" : "resolved",
    basis: null,
    resolvedAt: waits ? null : stuckFinding.resolvedAt,
    causedBy: null,
    affected: { ...stuckFinding.affected, messages: 1 },
    facts: {
      ...stuckFinding.facts,
      cause: "connection refused",
      family: "refused",
      ownFault: false,
      onThisHost: false,
      frozenBy: [],
      removedBy: [],
      outcomes: { ...none, [outcome]: 1 },
      stillQueued: waits ? 1 : 0,
      messages: [{ ...message, outcome }],
      ...facts,
    },
  };
}
const commandsOf = (finding: Finding) => firstCause(finding).fix.flatMap((step) => step.commands);

describe("a message frozen by hand", () => {
  const finding = stuck("frozen", { cause: "frozen", family: "frozen", frozenBy: ["root"] });

  it("is that person's to explain", () => {
    const { fix, rootCause, title } = firstCause(finding);
    expect(prosePlain(title)).toContain(": frozen by root, for ");
    expect(prosePlain(rootCause)).toMatch(/^It was frozen by hand, by `root`/);
    expect(prosePlain(rootCause)).not.toContain("Exim froze");
    expect(prosePlain(fix[0]?.prose ?? [])).toMatch(/^Frozen by hand, by `root`: ask why/);
    expect(renderMarkdown(reportOf(finding))).toMatch(
      /Frozen by hand by `root`: ask them before thawing\. Then force it and watch it;/,
    );
    expect(commandsOf(finding).join("\n")).not.toContain("exinext");
  });

  it("is Exim's when no person is named", () => {
    expect(prosePlain(firstCause(stuck("frozen", { cause: "frozen", family: "frozen" })).rootCause)).toMatch(
      /^Exim froze/,
    );
  });
});

it("asks Exim about a destination, never about local addresses", () => {
  const at = (domain: string) => stuck("queued", { destinations: [{ domain, messages: 1 }] });
  expect(commandsOf(at("shop.example"))).toContain("exinext shop.example");
  expect(commandsOf(at("(local)")).join("\n")).not.toContain("exinext");
  expect(renderMarkdown(reportOf(at("(local)")))).not.toContain("(local)");
});

describe("removed mail", () => {
  it("is said to be removed, by whom, and that nobody was told", () => {
    const impact = (finding: Finding) => prosePlain(firstCause(finding).impact);
    expect(impact(stuck("removed", { removedBy: ["root"] }))).toContain(
      "1 message removed by `root`, senders not told.",
    );
    expect(impact(stuck("removed"))).toContain("1 message removed, senders not told.");
    expect(impact(stuck("expired"))).toContain("1 message ended undelivered (expired or moved away).");
  });

  it("stands in the summary of the fault that held it", () => {
    const finding = { ...stuck("removed", { removedBy: ["root", "uid 33"] }), causedBy: relayFinding.key };
    const { summary } = reportOf(relayFinding, finding);
    const hurt = summary.find(({ question }) => question.startsWith("Who was hurt"));
    expect(hurt?.answers.map(({ prose }) => prosePlain(prose)).join("\n")).toContain(
      "1 message removed by `root` and `uid 33`, senders not told.",
    );
  });
});

it("tells where to look for mail lost from sight", () => {
  const finding = stuck("lost");
  const [id] = stuckFinding.facts.messages.map((one) => one.id);
  expect(commandsOf(finding)).toEqual(["exim4 -bp", `exim4 -Mvl ${id}`]);
  expect(reportOf(finding).openItems.map((item) => item.commands)).toEqual([["exim4 -bp", `exim4 -Mvl ${id}`]]);
  expect(prosePlain(firstCause(finding).fix[0]?.prose ?? [])).not.toContain("Nothing of this cause");
});

it.each(["before the logs begin", "no reason logged"])("makes no reason of %j", (cause) => {
  const finding = { ...stuck("queued", { cause, family: "other" }), subject: cause };
  const { title, rootCause } = firstCause(finding);
  expect(`${prosePlain(title)} ${prosePlain(rootCause)}`).not.toMatch(
    /: before the logs|: no reason|same reason|receiving/,
  );
  expect(prosePlain(title)).toMatch(/: (?:the reason was logged before these logs begin|these logs give no reason)/);
});

describe("bounces among the victims of a refused value", () => {
  const victim = (sender: string, outcome: "bounced" | "held") => ({
    ...(openAnalysis.findings[0] as FindingOf<"tainted-filename">).facts.messages[0],
    id: `1vd7Tn-000CbC-2${sender.length}`,
    sender,
    recipients: ["info@atelier.example"],
    outcome,
  });
  const impact = (outcome: "bounced" | "held", senders: readonly string[]) => {
    const outcomes = { held: 0, bounced: 0, refused: 0, unsigned: 0, died: 0, unharmed: 0, [outcome]: senders.length };
    const messages = senders.map((sender) => victim(sender, outcome));
    const bounces = senders.filter((sender) => sender === "").length;
    const facts = { ...relayFinding.facts, outcomes, messages, bounces, stillQueued: 0 } as typeof relayFinding.facts;
    return prosePlain(firstCause({ ...relayFinding, facts }).impact);
  };

  it("are not counted as people's mail", () => {
    expect(impact("bounced", ["anna@acme.example", ""])).toBe(
      "1 message bounced at once: lost unless the sender sends again. 1 bounce, written for mail that had failed, could not be delivered either.",
    );
    expect(impact("bounced", ["anna@acme.example"])).toBe(
      "1 message bounced at once: lost unless the sender sends again.",
    );
    expect(impact("held", ["anna@acme.example", ""])).toMatch(/^1 message and 1 bounce held/);
  });
});
