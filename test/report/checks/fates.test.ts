import { describe, expect, it } from "vitest";
import type { Analysis, Finding } from "../../../src/analyzers/analysis.ts";
import { fatesOf } from "../../../src/report/checks/fates.ts";
import { judge, of } from "../../analyzers/judge.ts";
import { frozenFinding, mmapFinding, relayFinding, sampleAnalysis, stuckFinding } from "../sample-analysis.ts";
import { checked } from "./checked.ts";

/** Messages held by one refused file name: two delivered after the mend, one bounced after days, one removed or waiting. */
const held = (id: string, at: string) => [
  `2026-01-06 ${at} ${id} <= marie@acme.example U=marie P=local S=500 for clerk@notary.example`,
  `2026-01-06 ${at} ${id} Tainted filename for search: '/etc/exim4/domains/acme.example/smtp_relay.conf'`,
  `2026-01-06 ${at} ${id} == clerk@notary.example R=send_via_smtp_relay defer (-1): expansion of "x" failed in send_via_smtp_relay router: NULL`,
];
const sent = (id: string) => [
  `2026-01-08 14:18:54 ${id} => clerk@notary.example R=send_via_smtp_relay T=remote_smtp H=relay.isp.example [192.0.2.25] C="250 ok"`,
  `2026-01-08 14:18:54 ${id} Completed`,
];
const bounced = (id: string) => [
  `2026-01-08 14:18:55 ${id} ** clerk@notary.example R=send_via_smtp_relay T=remote_smtp H=relay.isp.example [192.0.2.25]: SMTP error from remote mail server after RCPT TO:<clerk@notary.example>: 550 5.1.1 User unknown`,
  `2026-01-08 14:18:55 ${id} Completed`,
];
const [A, B, C] = ["1vd7Us-000DCS-0M", "1vd7WY-000DDj-0K", "1vd860-000DMZ-0K"] as const;
const three = [...held(A, "13:53:18"), ...held(B, "13:55:02"), ...held(C, "14:31:40")];
const allSent = await judge({ mainlog: [...three, ...sent(A), ...sent(B), ...sent(C)] });
const oneBounced = await judge({ mainlog: [...three, ...sent(A), ...sent(B), ...bounced(C)] });
const oneWaits = await judge({ mainlog: [...three, ...sent(A), ...sent(B)] });

const about = (finding: string, rest: string) => `issues:\n  - finding: ${finding}\n${rest}`;
const TAINT = "tainted-filename";
const results = (analysis: Analysis, finding: string, rest: string) =>
  checked(analysis, about(finding, rest)).map(({ result }) => result);

describe.each([
  ["the refused name", TAINT],
  ["the queue", "stuck-queue"],
])("numbers stated of %s", (_, finding) => {
  it.each([
    ["stuck: 3", allSent, "confirmed"],
    ["stuck: 4", allSent, "contradicted"],
    ["stuck: 3", oneBounced, "confirmed"],
    ["delivered: all", allSent, "confirmed"],
    ["delivered: all", oneBounced, "contradicted"],
    ["delivered: all", oneWaits, "contradicted"],
    ["delivered: 3", allSent, "confirmed"],
    ["delivered: 3", oneBounced, "contradicted"],
    ["delivered: 2", oneBounced, "confirmed"],
    ["lost: 0", allSent, "confirmed"],
    ["lost: 0", oneBounced, "contradicted"],
    ["lost: 1", oneBounced, "confirmed"],
    ["lost: 0", oneWaits, "confirmed"],
  ])("%s", (stated, analysis, result) => {
    expect(results(analysis, finding, `    ${stated}\n`)).toEqual([result]);
  });
});

it("says what became of each, at the line of each figure", () => {
  const said = checked(oneBounced, about(TAINT, "    stuck: 3\n    delivered: all\n    lost: 0\n"));
  expect(said.map(({ claim, line }) => [claim, line])).toEqual([
    ["3 messages waited", 3],
    ["All of them were delivered", 4],
    ["0 messages lost", 5],
  ]);
  for (const { says, seen } of said) {
    expect(says).toBe(
      "3 messages waited, 2 of them delivered since; 1 lost (bounced or removed), 0 still waiting at the end of the logs.",
    );
    expect(seen).toEqual(["mainlog:2"]);
  }
  expect(checked(oneWaits, about(TAINT, "    delivered: 2\n"))[0]?.says).toMatch(/0 lost .*, 1 still waiting/);
});

it("counts a message once that two findings name", () => {
  const both = '["tainted-filename:*", "stuck-queue:*"]';
  expect(results(allSent, both, "    stuck: 3\n    delivered: all\n    lost: 0\n")).toEqual([
    "confirmed",
    "confirmed",
    "confirmed",
  ]);
  const { findings } = oneBounced;
  const named = findings.filter(({ analyzer }) => /taint|stuck/.test(analyzer));
  expect(fatesOf(named, findings)).toEqual({
    waited: 3,
    delivered: 2,
    lost: 1,
    waiting: 0,
  });
});

it("does not guess how a message left that was held for less than an hour", async () => {
  const soon = bounced(A).map((line) => line.replace("01-08 14:18:55", "01-06 14:00:00"));
  const short = await judge({ mainlog: [...held(A, "13:53:18"), ...soon] });
  expect(results(short, TAINT, "    lost: 0\n    stuck: 1\n")).toEqual(["silent", "silent"]);
});

describe("figures that nothing speaks to", () => {
  const only = (finding: Finding): Analysis => ({ ...sampleAnalysis, findings: [finding] });
  it.each([
    // six messages counted, four named
    ["a finding that does not name every message", only(relayFinding)],
    ["a mailbox", only(mmapFinding)],
    ["frozen bounces", only({ ...frozenFinding, causedBy: null })],
  ])("%s", (_, analysis) => {
    const key = JSON.stringify(analysis.findings[0]?.key);
    expect(checked(analysis, about(key, "    delivered: all\n"))).toMatchObject([
      { result: "silent", says: "These findings do not tell the end of every message.", seen: [] },
    ]);
  });
});

it("a bounce at once is lost, but did not wait", () => {
  const [finding] = of(oneBounced, "tainted-filename");
  if (finding === undefined) throw new Error("no finding");
  const messages = finding.facts.messages.map((one) => ({ ...one, outcome: "bounced" as const, deliveredAt: null }));
  expect(fatesOf([{ ...finding, facts: { ...finding.facts, messages } }], [])).toEqual({
    waited: 0,
    delivered: 0,
    lost: 3,
    waiting: 0,
  });
});

it.each([
  ["removed", "lost"],
  ["expired", "lost"],
  ["failed", "lost"],
  ["queued", "waiting"],
  ["frozen", "waiting"],
  ["delivered", "delivered"],
] as const)("of the queue, %s is %s; what left sight is none of them", (outcome, kind) => {
  const fate = (is: typeof outcome | "moved" | "lost") => {
    const messages = stuckFinding.facts.messages.map((one) => ({ ...one, outcome: is }));
    const stillQueued = is === "queued" || is === "frozen" ? messages.length : 0;
    return fatesOf([{ ...stuckFinding, facts: { ...stuckFinding.facts, stillQueued, messages } }], []);
  };
  const none = { waited: 4, delivered: 0, lost: 0, waiting: 0 };
  expect(fate(outcome)).toEqual({ ...none, [kind]: 4 });
  expect(fate("moved")).toEqual(none);
  expect(fate("lost")).toEqual(none);
});
