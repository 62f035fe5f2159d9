import { describe, expect, it } from "vitest";
import type { Analysis, Finding } from "../../../src/analyzers/analysis.ts";
import { judge } from "../../analyzers/judge.ts";
import { frozenFinding, mmapFinding, relayFinding, sampleAnalysis, stuckFinding } from "../sample-analysis.ts";
import { check, checked } from "./checked.ts";

const FILE = "/home/acme/mail/acme.example/marie/.Logs/dovecot.index.cache";
const session = (id: string, at: string, failed: boolean) => [
  `Jan 08 ${at} imap-login: Info: Login: user=<marie@acme.example>, method=PLAIN, rip=198.51.100.20, lip=192.0.2.10, mpid=${id}, TLS, session=<S${id}>`,
  ...(failed
    ? [
        `Jan 08 ${at} imap(marie@acme.example)<${id}><S${id}>: Error: Mailbox Logs: mmap(size=1395104500) failed with file ${FILE}: Cannot allocate memory`,
      ]
    : []),
  `Jan 08 ${at.slice(0, 6)}59 imap(marie@acme.example)<${id}><S${id}>: Info: Disconnected: Logged out in=104 out=11517 deleted=0 expunged=0 trashed=0 hdr_count=0 hdr_bytes=0 body_count=1 body_bytes=9`,
];
const night = await judge({
  "dovecot.log": [
    ...session("58829", "14:00:37", true),
    ...session("59255", "14:05:30", true),
    ...session("59634", "14:11:20", false),
  ],
});
const unmended = await judge({ "dovecot.log": session("58829", "14:00:37", true) });
const fixed = (at: string, finding = "mmap-failure") =>
  `issues:\n  - finding: ${finding}\n    fixedAt: 2026-01-08 ${at}\n`;

describe("a fault said to be over at an instant", () => {
  it.each([
    // to the minute, with an error 37 s after it
    ["14:00", "contradicted", "An error followed at 2026-01-08 14:00:37 UTC, the last at 2026-01-08 14:05:30 UTC."],
    ["14:05:29", "contradicted", "An error followed at 2026-01-08 14:05:30 UTC."],
    ["14:05:30", "confirmed", "Last error 2026-01-08 14:05:30 UTC;"],
    ["14:11:20", "confirmed", "it worked again from 2026-01-08 14:11:20 UTC on."],
    // said later than it was: still over by then
    ["15:00", "confirmed", "it worked again from 2026-01-08 14:11:20 UTC on."],
  ])("%s: %s", (at, result, says) => {
    expect(check(night, fixed(at))).toMatchObject({ result, says: expect.stringContaining(says), line: 3, issue: 1 });
  });

  it("names the errors after it, and since when it works", () => {
    const { seen, says, claim } = check(night, fixed("14:00"));
    expect([claim, seen]).toEqual(["Fixed at 2026-01-08 14:00:00 UTC", ["dovecot.log:2", "dovecot.log:5"]]);
    expect(says).toMatch(/It worked again from 2026-01-08 14:11:20 UTC on\.$/);
    expect(check(night, fixed("14:06")).seen).toEqual(["dovecot.log:7"]);
  });

  it("is not shown when no later line bears it out, and contradicted by an error all the same", () => {
    expect(check(unmended, fixed("14:01"))).toMatchObject({
      result: "silent",
      says: "The errors stopped before (the last at 2026-01-08 14:00:37 UTC), but no later line shows that it works again.",
    });
    expect(check(unmended, fixed("14:00"))).toMatchObject({
      result: "contradicted",
      says: "An error followed at 2026-01-08 14:00:37 UTC. No later line shows that it works again.",
    });
  });

  it("is measured at the zone that the document names", () => {
    const brussels = `timezone: Europe/Brussels\n${fixed("15:00")}`;
    expect(check(night, brussels)).toMatchObject({
      claim: "Fixed at 2026-01-08 14:00:00 UTC",
      result: "contradicted",
      line: 4,
    });
  });
});

describe("messages said to have stopped waiting", () => {
  const on = (...findings: readonly Finding[]): Analysis => ({ ...sampleAnalysis, findings });
  const stuckAlone: Finding = { ...stuckFinding, causedBy: null };
  it.each([
    ["the last left before", on(stuckAlone), "14:20", "confirmed"],
    ["the last left after", on(stuckAlone), "14:18", "contradicted"],
    ["one still lies frozen", on({ ...frozenFinding, causedBy: null }), "14:30", "contradicted"],
  ])("%s", (_, analysis, at, result) => {
    const [finding] = analysis.findings;
    expect(check(analysis, fixed(at, JSON.stringify(finding?.key))).result).toBe(result);
  });

  it("says that something still waits, with its line", () => {
    const open = on({ ...frozenFinding, causedBy: null });
    const said = check(open, fixed("14:30", JSON.stringify(frozenFinding.key)));
    expect(said.says).toBe("At the end of the logs something of it still waits.");
    expect(said.seen).toHaveLength(1);
  });
});

describe("an action said to have ended it", () => {
  const action = (at: string, does = "Raised the limit.", resolves = "mmap-failure") =>
    `actions:\n  - at: 2026-01-08 ${at}\n    resolves: ${resolves}\n    does: ${JSON.stringify(does)}\n`;
  it.each([
    ["between the last error and the first success", "14:09:42", "confirmed", "it worked again from"],
    ["before the last error", "14:04", "contradicted", "An error followed at 2026-01-08 14:05:30 UTC."],
    [
      "when it already worked",
      "14:30",
      "contradicted",
      "It worked again before that, from 2026-01-08 14:11:20 UTC on.",
    ],
  ])("%s: %s is %s", (_, at, result, says) => {
    const said = check(night, action(at));
    expect(said).toMatchObject({ result, says: expect.stringContaining(says), line: 3, issue: 1, action: 1 });
    expect(said.claim).toBe(
      `Action 1, at 2026-01-08 ${at.padEnd(8, ":00")} UTC, ended \`mmap-failure:marie@acme.example:${FILE}\``,
    );
  });

  it("claims nothing while nobody has said what was done", () => {
    const proposal =
      "actions:\n  - at: 2026-01-08 14:04\n    resolves: mmap-failure\n    does: TODO what was changed\n";
    expect(checked(night, proposal)).toEqual([]);
  });

  it("is checked once for each finding, at its own line", () => {
    const analysis: Analysis = { ...sampleAnalysis, findings: [relayFinding, mmapFinding] };
    const yaml = `actions:\n  - at: 2026-01-08 14:05:10\n    does: Both.\n    resolves:\n      - mmap-failure\n      - ${JSON.stringify(relayFinding.key)}\n`;
    expect(checked(analysis, yaml).map(({ result, line, issue }) => [result, line, issue])).toEqual([
      ["confirmed", 5, 2],
      ["confirmed", 6, 1],
    ]);
  });

  it("is no claim without `resolves`", () => {
    expect(checked(night, "actions:\n  - at: 2026-01-08 14:04\n    does: Looked.\n")).toEqual([]);
  });
});
