import { describe, expect, it } from "vitest";
import type { Analysis, Finding } from "../../src/analyzers/analysis.ts";
import { buildReport, prosePlain } from "../../src/report/index.ts";
import {
  frozenFinding,
  ipFinding,
  mmapFinding,
  openAnalysis,
  relayFinding,
  sampleAnalysis,
  stuckFinding,
} from "./sample-analysis.ts";

const now = Date.parse("2026-01-09T08:00:00Z");
const withFindings = (findings: readonly Finding[]): Analysis => ({ ...sampleAnalysis, findings });
const issuesOf = (findings: readonly Finding[]) =>
  buildReport(withFindings(findings), { now }).issues.map(({ cause, effects }) => [
    cause.key,
    ...effects.map((one) => one.key),
  ]);

describe("issues", () => {
  it("are one per cause, its consequences inside", () => {
    expect(issuesOf([frozenFinding, stuckFinding, mmapFinding, relayFinding])).toEqual([
      [relayFinding.key, stuckFinding.key, frozenFinding.key],
      [mmapFinding.key],
    ]);
  });

  it("take the severity of their worst finding", () => {
    const mild = { ...relayFinding, severity: "warning" as const };
    expect(
      buildReport(withFindings([mild, stuckFinding, mmapFinding]), { now }).issues.map((issue) => issue.severity),
    ).toEqual(["critical", "warning"]);
  });

  it("stand alone when the cause is not among the findings", () => {
    expect(issuesOf([stuckFinding])).toEqual([[stuckFinding.key]]);
  });

  it("come out even if causes form a circle", () => {
    const circle = { ...relayFinding, causedBy: stuckFinding.key };
    expect(issuesOf([circle, stuckFinding]).flat().sort()).toEqual([circle.key, stuckFinding.key].sort());
  });

  it("do not depend on the order of findings", () => {
    expect(issuesOf([...sampleAnalysis.findings].reverse())).toEqual(issuesOf(sampleAnalysis.findings));
  });
});

describe("titles", () => {
  it("tell stuck messages of one cause apart by host, as the log spells it", () => {
    const title = (subject: string) => {
      const finding = { ...stuckFinding, subject, causedBy: null };
      const cause = buildReport(withFindings([finding]), { now }).issues[0]?.cause;
      return prosePlain(cause?.title ?? []);
    };
    expect(title("connection refused (mx.down.example)")).toMatch(/: connection refused \(mx\.down\.example\), for `/);
    expect(title("refused (a`b\u001b[31m.example)")).toContain("a`b\\u{1B}[31m.example");
  });
});

describe("status", () => {
  const statusOf = (findings: readonly Finding[]) => {
    const { status, statusText } = buildReport(withFindings(findings), { now });
    return [status, statusText];
  };
  it("names a few of many open issues", () => {
    const open = (count: number) =>
      Array.from({ length: count }, (_, at) => ({
        ...mmapFinding,
        key: `mmap-failure:${at}`,
        status: "recurred" as const,
        basis: null,
        resolvedAt: null,
      }));
    expect(statusOf(open(6))[1]).toBe("Not over: issues 1, 2, 3, 4, 5 and 6 are open (of 6 issues)");
    expect(statusOf(open(7))[1]).toBe("Not over: 7 issues are open: 1, 2, 3, 4, 5, 6 and 1 more (of 7 issues)");
    expect(statusOf([...open(1200), { ...mmapFinding, key: "over" }])[1]).toBe(
      "Not over: 1,200 issues are open: 1, 2, 3, 4, 5, 6 and 1,194 more (of 1,201 issues)",
    );
  });

  it("is clean, over, over with leftovers, or open", () => {
    expect(statusOf([])).toEqual(["clean", "No fault found"]);
    expect(statusOf([mmapFinding])).toEqual(["over", "Over; nothing is left waiting"]);
    expect(statusOf([relayFinding, frozenFinding])).toEqual([
      "leftovers",
      "The faults are over; a consequence of issue 1 is still open; 1 thing left to do",
    ]);
    expect(statusOf([{ ...mmapFinding, status: "recurred", basis: null, resolvedAt: null }])).toEqual([
      "open",
      "Not over: issue 1 is open",
    ]);
  });
});

describe("an open consequence beside an open issue", () => {
  const open = {
    ...mmapFinding,
    status: "recurred" as const,
    basis: null,
    resolvedAt: null,
    severity: "notice" as const,
  };
  const recurred = { ...open, facts: { ...open.facts, proofAt: null } };
  const report = buildReport(withFindings([recurred, relayFinding, frozenFinding]), { now });
  it("is not over either, and is named as what it is", () => {
    expect(report.statusText).toBe("Not over: issues 1 (a consequence) and 2 are open (of 2 issues)");
  });
  it("is looked at first when it is graver", () => {
    const next = report.summary.find(({ question }) => question === "What to do next")?.answers[0];
    expect(next?.prose.map((span) => ("text" in span ? span.text : span.code)).join("")).toMatch(
      /^Look at the consequence of issue 1 first;/,
    );
  });
});

describe("verdicts", () => {
  const verdict = (finding: Finding) => buildReport(withFindings([finding]), { now }).issues[0]?.cause.verdict;
  const text = (finding: Finding) =>
    verdict(finding)
      ?.prose.map((span) => ("text" in span ? span.text : span.code))
      .join("");

  it("name the line that shows the end", () => {
    expect(verdict(relayFinding)).toMatchObject({
      label: "resolved (confirmed)",
      seen: { source: "mainlog", line: 269 },
    });
    expect(verdict({ ...relayFinding, evidence: [] })?.seen).toBeNull();
  });

  it("tell a fault that stopped from one that goes on", () => {
    const open = { ...ipFinding, status: "open" as const, basis: null, resolvedAt: null };
    expect(text(open)).toMatch(/^Open: the errors stopped and mail went out again from 2026-01-08 14:18:54 UTC on/);
    expect(text({ ...open, facts: { ...open.facts, proofAt: null } })).toMatch(/^Open: nothing after the last error/);
  });

  it("do not call it resolved when something was lost", () => {
    expect(verdict({ ...stuckFinding, basis: null })?.label).toBe("ended");
  });
});

describe("the report", () => {
  it("is plain JSON", () => {
    for (const analysis of [sampleAnalysis, openAnalysis]) {
      const report = buildReport(analysis, { now });
      expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    }
  });

  it("prints a second clock unless the reader's is UTC", () => {
    const zones = ["Europe/Brussels", "UTC", "Etc/UTC", "+00:00", "+01:00", "no/such/zone"];
    expect(zones.map((zone) => buildReport(sampleAnalysis, { now, zone }).localZone)).toEqual([
      "Europe/Brussels",
      null,
      null,
      null,
      "+01:00",
      null,
    ]);
  });

  it("offers no flush for messages that are gone, and all ids for those that wait", () => {
    expect(
      buildReport(sampleAnalysis, { now })
        .openItems.flatMap((item) => item.commands)
        .join("\n"),
    ).not.toContain(" -M ");
    expect(buildReport(openAnalysis, { now }).openItems.flatMap((item) => item.commands)).toContain(
      "exim -v -M 1vd7Tn-000CbC-2W",
    );
  });
});
