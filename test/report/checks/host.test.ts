import { describe, expect, it } from "vitest";
import type { Analysis, Downtime, Figures, Outage } from "../../../src/analyzers/analysis.ts";
import { readIntervention } from "../../../src/knowledge/load-intervention.ts";
import { splitInstants } from "../../../src/report/change.ts";
import { judge } from "../../analyzers/judge.ts";
import { cleanAnalysis, frozenFinding, mmapFinding, relayFinding, sampleAnalysis } from "../sample-analysis.ts";
import { incidentReport } from "../support/incident.ts";
import { check, checked, plain } from "./checked.ts";

const MINUTE = 60_000;

describe("a stated status", () => {
  const frozenAlone = { ...frozenFinding, causedBy: null };
  it.each([
    ["completed", [mmapFinding], "confirmed", "Every fault is over."],
    ["completed", [mmapFinding, frozenAlone], "contradicted", "Issue 1 is open at the end of the logs."],
    ["All services operational", [frozenAlone], "contradicted", "Issue 1 is open at the end of the logs."],
    // its bounce still lies frozen, the fault itself is over: said, not held against it
    ["closed", [relayFinding, frozenFinding], "confirmed", "Every fault is over. Issue 1 (a consequence) is open"],
    [
      "closed",
      [{ ...frozenAlone, key: "other", severity: "notice" as const }, relayFinding, frozenFinding],
      "contradicted",
      "Issues 1 (a consequence) and 2 are open at the end of the logs.",
    ],
    ["resolved", [], "confirmed", "No fault was found."],
  ])("%s", (status, findings, result, says) => {
    const analysis: Analysis = { ...(findings.length === 0 ? cleanAnalysis : sampleAnalysis), findings };
    const said = check(analysis, `status: ${status}\n`);
    expect(said).toMatchObject({ claim: `Status: \`${status}\``, result, line: 1 });
    expect(said.says.startsWith(says)).toBe(true);
  });

  it.each(["in progress", "monitoring", "being mended", "abandoned"])("%s claims no end", (status) => {
    expect(checked(sampleAnalysis, `status: ${status}\n`)).toEqual([]);
  });

  it("is not shown by logs of no daemon", () => {
    expect(check({ ...cleanAnalysis, sources: [] }, "status: done\n").result).toBe("silent");
  });
});

describe("a stated downtime", () => {
  const stop = (at: string, daemon: Downtime["daemon"], least: number, most: number | null): Downtime => ({
    daemon,
    stoppedAt: null,
    lastLineAt: null,
    startedAt: at,
    least: least * MINUTE,
    most: most === null ? null : most * MINUTE,
    source: "mainlog",
    line: 7,
  });
  const down = (downtime: readonly Downtime[], outages: readonly Outage[] = []): Analysis => ({
    ...sampleAnalysis,
    mail: { ...sampleAnalysis.mail, downtime, outages },
  });
  const NIGHT = "2026-01-08T14:18:30Z";
  const exim = [stop(NIGHT, "exim", 0, 8)];
  const dovecot = [stop(NIGHT, "dovecot", 5, 5)];
  it.each([
    ["5 minutes", dovecot, "confirmed", "The daemons were down for 5 min 0 s."],
    ["6 minutes", dovecot, "confirmed", "The daemons were down for 5 min 0 s."],
    ["7 minutes", dovecot, "contradicted", "The daemons were down for 5 min 0 s."],
    ["3 minutes", dovecot, "contradicted", "The daemons were down for 5 min 0 s."],
    ["1 minute", exim, "silent", "allow at most 8 min 0 s (Exim logs no stop)."],
    ["9 minutes", exim, "silent", "allow at most 8 min 0 s (Exim logs no stop)."],
    ["10 minutes", exim, "contradicted", "allow at most 8 min 0 s (Exim logs no stop)."],
    ["5 minutes", [...exim, ...dovecot], "silent", "allow 5 min 0 s to 13 min 0 s (Exim logs no stop)."],
    ["1 hour", [stop(NIGHT, "dovecot", 5, null)], "silent", "allow at least 5 min 0 s (Exim logs no stop)."],
    ["1 minute", [stop(NIGHT, "dovecot", 5, null)], "contradicted", "allow at least 5 min 0 s"],
    ["1 minute", [], "silent", "No start of a daemon bounds it."],
  ])("%s", (downtime, stretches, result, says) => {
    const said = check(down(stretches), `downtime: ${downtime}\n`);
    expect(said).toMatchObject({ result, line: 1, issue: null });
    expect(said.says).toContain(says);
    expect(said.seen).toHaveLength(stretches.length);
  });

  it("looks only at the starts within the stated intervention", () => {
    const analysis = down([stop("2026-01-06T13:52:04Z", "dovecot", 60, 60), ...dovecot]);
    const within = "started: 2026-01-08 13:55\ncompleted: 2026-01-08 14:30\n";
    expect(check(analysis, "downtime: 5 minutes\n").result).toBe("contradicted");
    expect(check(analysis, `${within}downtime: 5 minutes\n`)).toMatchObject({ result: "confirmed", line: 3 });
  });

  it("is told apart from the time in which mail was held", () => {
    const outage = (finding: string | null, to: string): Outage => ({
      from: "2026-01-06T13:53:18Z",
      to,
      finding,
      messages: 5,
      senderDomains: ["acme.example"],
    });
    const outages = [
      outage("a", "2026-01-08T14:18:54Z"),
      outage("b", "2026-01-07T00:00:00Z"),
      outage(null, "2026-01-09T00:00:00Z"),
    ];
    const apart = "Apart from that, mail was held for up to 2 days 0 h 25 min while they ran.";
    expect(check(down(dovecot, outages), "downtime: 5 minutes\n").says).toBe(
      `The daemons were down for 5 min 0 s. ${apart}`,
    );
    expect(check(down([], outages), "downtime: 5 minutes\n").says).toBe(`No start of a daemon bounds it. ${apart}`);
    expect(check(down(dovecot), "downtime: 5 minutes\n").says).not.toContain("held");
  });
});

describe("a stated queue", () => {
  const figures = (queued: number, frozen: number): Figures => ({
    ...(sampleAnalysis.mail.change?.before as Figures),
    queued,
    frozen,
  });
  const at = "2026-01-08T14:30:00Z";
  const analysis: Analysis = {
    ...sampleAnalysis,
    mail: {
      ...sampleAnalysis.mail,
      queue: { ...sampleAnalysis.mail.queue, active: 0, frozen: 2 },
      splits: [{ at, before: figures(4, 1), after: figures(9, 9) }],
    },
  };
  it.each([
    ["at the end of the logs", "queue: { active: 0 }", "confirmed", "By the log 0 waited then."],
    ["at the end of the logs", "queue: { active: 4 }", "contradicted", "By the log 0 waited then."],
    ["at the end of the logs", "queue: { frozen: 2 }", "confirmed", "By the log 2 lay frozen then."],
    [
      "as it stood at an instant",
      "queue: { at: 2026-01-08 14:30, active: 4 }",
      "confirmed",
      "By the log 4 waited then.",
    ],
    [
      "as it stood at an instant",
      "queue: { at: 2026-01-08 14:30, frozen: 2 }",
      "contradicted",
      "By the log 1 lay frozen then.",
    ],
    [
      "at another instant",
      "queue: { at: 2026-01-08 14:31, active: 0 }",
      "silent",
      "The queue at that time was not asked of the logs.",
    ],
    [
      "after the logs",
      "queue: { at: 2026-01-09 09:00, active: 0 }",
      "silent",
      "The logs end before, at 2026-01-08 15:00:04 UTC.",
    ],
  ])("%s: %s", (_, yaml, result, says) => {
    expect(check(analysis, `${yaml}\n`)).toMatchObject({ result, says, line: 1 });
  });

  it("is silent without an Exim log", () => {
    const sources = sampleAnalysis.sources.filter(({ dialect }) => dialect === "dovecot");
    const findings = [mmapFinding];
    expect(check({ ...analysis, sources, findings }, "queue: { active: 0 }\n")).toMatchObject({
      result: "silent",
      says: "No Exim log was given.",
    });
  });

  it.each([
    // at 14:00 it waits, at 14:19 it is gone; at noon the logs had not begun
    ["2026-01-08 14:00", 1, "confirmed"],
    ["2026-01-08 14:00", 0, "contradicted"],
    ["2026-01-08 14:19", 0, "confirmed"],
    ["2026-01-08 12:00", 0, "silent"],
  ])("is counted from the lines: at %s %i is %s", async (when, active, result) => {
    const yaml = `queue: { at: ${when}, active: ${active} }\n`;
    const splitAt = splitInstants(readIntervention(yaml, "intervention.yaml").stated);
    const logs = [
      "2026-01-08 13:53:18 1vd7Us-000DCS-0M <= a@acme.example U=a P=local S=500 for b@globex.example",
      "2026-01-08 13:53:18 1vd7Us-000DCS-0M == b@globex.example R=dnslookup T=remote_smtp defer (111): Connection refused",
      '2026-01-08 14:18:54 1vd7Us-000DCS-0M => b@globex.example R=dnslookup T=remote_smtp H=mx.globex.example [192.0.2.25] C="250 ok"',
      "2026-01-08 14:18:54 1vd7Us-000DCS-0M Completed",
      "2026-01-08 14:30:00 End queue run: pid=99",
    ];
    expect(check(await judge({ mainlog: logs }, { splitAt }), yaml).result).toBe(result);
  });
});

describe("a stated size of a cache", () => {
  const FILE = mmapFinding.facts.file;
  const said = (size: string, path = FILE) =>
    checked(sampleAnalysis, `cacheFiles:\n  - path: ${path}\n    size: ${size}\n`)[0];
  it.each([
    // the log says 1,395,104,500 bytes; five in a hundred of it either way
    ["1395104500", "confirmed"],
    ["1325349275", "confirmed"],
    ["1325349274", "contradicted"],
    ["1464859725", "confirmed"],
    ["1464859726", "contradicted"],
    ["1.3 GiB", "confirmed"],
    ["1.3 GB", "confirmed"],
    // in thousands, as disks are sold
    ["1.4 GB", "confirmed"],
    ["1.6 GB", "contradicted"],
    ["173 MB", "contradicted"],
  ])("%s is %s", (size, result) => {
    expect(said(size)).toMatchObject({
      result,
      says: "The log says 1,395,104,500 bytes (1.30 GiB).",
      seen: ["dovecot.log:77"],
      line: 3,
    });
  });

  it("of a file that the log does not name is not shown", () => {
    expect(said("173 MB", "/home/acme/other/dovecot.index.cache")).toMatchObject({
      result: "silent",
      says: "Mail logs name the size of a file only when it cannot be mapped.",
      seen: [],
      issue: null,
    });
    expect(checked(sampleAnalysis, `cacheFiles:\n  - path: ${FILE}\n`)).toEqual([]);
  });
});

it("of the recorded night, three statements are contradicted, each at its line", async () => {
  const checks = (await incidentReport()).checks.map(plain);
  expect(checks.filter(({ result }) => result === "contradicted").map(({ claim, line }) => [claim, line])).toEqual([
    ["Status: `completed`", 7],
    ["Fixed at 2026-01-08 14:00:00 UTC", 39],
    ["Logins failed by it", 38],
  ]);
  expect(checks.filter(({ result }) => result === "silent").map(({ line }) => line)).toEqual([15, 104]);
  // in the order of the document: its own values, then the issues', then the actions'
  expect(checks.map(({ action }) => action !== null).lastIndexOf(false)).toBeLessThan(
    checks.findIndex(({ action }) => action !== null),
  );
});
