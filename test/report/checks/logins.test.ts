import { expect, it } from "vitest";
import type { Analysis, FindingOf } from "../../../src/analyzers/analysis.ts";
import { mmapFinding, sampleAnalysis, stuckFinding } from "../sample-analysis.ts";
import { check, checked } from "./checked.ts";

const mmap = (facts: Partial<FindingOf<"mmap-failure">["facts"]>): Analysis => ({
  ...sampleAnalysis,
  findings: [{ ...mmapFinding, facts: { ...mmapFinding.facts, ...facts } }],
});
const said = (logins: string, analysis: Analysis, finding = "mmap-failure") =>
  check(analysis, `issues:\n  - finding: ${finding}\n    logins: ${logins}\n`);

it.each([
  ["failed", {}, "contradicted", "2 sessions with the error were logged in, and none was cut off."],
  ["worked", {}, "confirmed", "2 sessions with the error were logged in, and none was cut off."],
  ["failed", { sessions: 1 }, "contradicted", "1 session with the error was logged in, and none was cut off."],
  [
    "failed",
    { sessions: 3, killedSessions: 1 },
    "contradicted",
    "3 sessions with the error were logged in; 1 of them was cut off later.",
  ],
  [
    "worked",
    { sessions: 3, killedSessions: 2 },
    "confirmed",
    "3 sessions with the error were logged in; 2 of them were cut off later.",
  ],
])("logins %s, with %j: %s", (logins, facts, result, says) => {
  expect(said(logins, mmap(facts))).toMatchObject({ result, says, line: 3, issue: 1, seen: ["dovecot.log:77"] });
});

it("sums over every mailbox that is spoken of", () => {
  const second = {
    ...mmapFinding,
    key: "mmap-failure:tom@acme.example:/x",
    facts: { ...mmapFinding.facts, sessions: 5 },
  };
  const analysis: Analysis = { ...sampleAnalysis, findings: [mmapFinding, second] };
  expect(said("failed", analysis, "mmap-failure:*").says).toMatch(/^7 sessions/);
});

it("is silent where the finding is about mail, and asked only where it is stated", () => {
  const mail: Analysis = { ...sampleAnalysis, findings: [{ ...stuckFinding, causedBy: null }] };
  expect(said("failed", mail, "stuck-queue")).toMatchObject({
    result: "silent",
    says: "These findings are not about sessions of a mailbox.",
    seen: [],
  });
  expect(checked(mmap({}), "issues:\n  - finding: mmap-failure\n    symptom: Slow.\n")).toEqual([]);
});
