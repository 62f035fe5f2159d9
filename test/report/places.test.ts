import { describe, expect, it } from "vitest";
import type { Analysis, Finding, FindingOf } from "../../src/analyzers/analysis.ts";
import { buildReport, prosePlain, renderMarkdown } from "../../src/report/index.ts";
import { frozenFinding, mmapFinding, relayFinding, sampleAnalysis, stuckFinding } from "./sample-analysis.ts";

const now = Date.parse("2026-01-09T08:00:00Z");
const markdownOf = (analysis: Analysis) => renderMarkdown(buildReport(analysis, { now }));
const withFindings = (...findings: readonly Finding[]): Analysis => ({ ...sampleAnalysis, findings });

describe("every date has its place", () => {
  it("the last line of an open finding when none is of its last instant", () => {
    const finding: Finding = {
      ...frozenFinding,
      status: "open",
      basis: null,
      resolvedAt: null,
      causedBy: null,
      lastSeen: "2026-01-08T14:59:59Z",
    };
    const report = buildReport(withFindings(finding), { now });
    const last = finding.evidence.at(-1);
    expect(report.issues[0]?.cause.verdict.seen).toEqual({ source: last?.source, line: last?.line });
    const since = report.summary.find(({ question }) => question === "Since when")?.answers[0];
    expect(since?.seen.at(-1)).toEqual({ source: last?.source, line: last?.line });
  });

  it("but no line of the fault stands for its end", () => {
    const evidence = relayFinding.evidence.filter((line) => line.role.includes("error"));
    expect(evidence.length).toBeGreaterThan(0);
    expect(buildReport(withFindings({ ...relayFinding, evidence }), { now }).issues[0]?.cause.verdict.seen).toBeNull();
  });

  it("a single line once", () => {
    const finding = { ...relayFinding, lastSeen: relayFinding.firstSeen, evidence: relayFinding.evidence.slice(0, 1) };
    const since = buildReport(withFindings(finding), { now }).summary[1]?.answers[0];
    expect(since?.seen).toHaveLength(1);
  });
});

it("calls standard input by its name, and its lines stdin", () => {
  const rename = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value).replaceAll('"source":"mainlog"', '"source":"-"'));
  const [first, ...others] = sampleAnalysis.sources;
  if (first === undefined) throw new Error("the sample has no source");
  const markdown = markdownOf({
    ...(rename(sampleAnalysis) as Analysis),
    sources: [{ ...first, name: "-" }, ...others],
  });
  expect(markdown).toMatch(/\| Sources \| standard input \(/);
  expect(markdown).toContain("`stdin:12`");
  expect(markdown).not.toMatch(/`-(?::\d+)?`/);
});

it("says what was asked for, when not the whole logs were", () => {
  const asked = (since: string | null, until: string | null) =>
    markdownOf({ ...sampleAnalysis, window: { ...sampleAnalysis.window, since, until } as Analysis["window"] });
  expect(markdownOf(sampleAnalysis)).not.toContain("Reported window");
  expect(asked("2026-01-07T00:00:00Z", null)).toContain(
    "| Reported window | from 2026-01-07 00:00:00 UTC to the end of the logs. Figures of the queue, of delays and of before and after are of the whole logs |",
  );
  expect(asked(null, "2026-01-08T00:00:00Z")).toContain(
    "| Reported window | from the beginning of the logs to 2026-01-08 00:00:00 UTC. Figures of the queue, of delays and of before and after are of the whole logs |",
  );
});

it("calls resolved only what was proved", () => {
  const at = "2026-01-08T14:40:00Z";
  const timelineOf = (basis: "confirmed" | null) => {
    const finding = { ...stuckFinding, basis };
    const entry = { at, what: "resolved", text: finding.subject, finding: finding.key, source: null, line: null };
    return markdownOf({
      ...sampleAnalysis,
      findings: [finding],
      mail: { ...sampleAnalysis.mail, timeline: [entry] },
    });
  };
  expect(timelineOf(null)).toContain("| Ended: ");
  expect(timelineOf("confirmed")).toContain("| Resolved: ");
});

it("does not print a failed message's missing reason as one", () => {
  const cause = "the failed message is not in the logs";
  const finding = { ...frozenFinding, causedBy: null, facts: { ...frozenFinding.facts, ownFault: false, cause } };
  const { title, rootCause } = buildReport(withFindings(finding), { now }).issues[0]?.cause ?? {};
  expect(prosePlain(title ?? [])).not.toContain("(");
  expect(prosePlain(rootCause ?? [])).toContain("Why that message failed is not in these logs.");
});

describe("an index file that could not be mapped", () => {
  const MIB = 2 ** 20;
  const words = (facts: Partial<FindingOf<"mmap-failure">["facts"]>, dovecotVersion: string | null = "2.3.19.1") => {
    const finding = { ...mmapFinding, facts: { ...mmapFinding.facts, vszLimit: null, vszLimitText: null, ...facts } };
    const analysis = withFindings(finding);
    const host = { ...sampleAnalysis.mail.host, dovecotVersion };
    return markdownOf({ ...analysis, mail: { ...analysis.mail, host } });
  };

  it("exceeds no limit that it is smaller than", () => {
    const small = words({ size: 64 * MIB, sizeText: "64 MiB" });
    expect(small).not.toContain("exceeds Dovecot's memory limit");
    expect(small).toContain("did not fit into what was left of the address space");
    const limited = words({ size: 64 * MIB, vszLimit: 32 * MIB, vszLimitText: "32 MB" });
    expect(limited).toContain("exceeds Dovecot's memory limit");
    expect(words({})).toContain("exceeds Dovecot's memory limit");
  });

  it.each([
    ["a cache larger than it", {}, "2.3.19.1", true],
    ["an unknown version", {}, null, true],
    ["2.4", {}, "2.4.1", true],
    ["2.3.11 itself", {}, "2.3.11", true],
    ["a version without it", {}, "2.3.10.1", false],
    ["2.2", {}, "2.2.36", false],
    ["a cache smaller than it", { size: 64 * MIB }, "2.3.19.1", false],
    ["a file that is no cache", { file: "/home/a/dovecot.index.log" }, "2.3.19.1", false],
  ])("mail_cache_max_size for %s", (_, facts, version, said) => {
    expect(/mail_cache_max_size = /.test(words({ enoughCacheMax: "128 MB", ...facts }, version))).toBe(said);
  });

  it("names the service that failed once", () => {
    expect(words({ service: "lmtp" })).toContain("`lmtp`, and if used `indexer-worker` and `quota-status`.");
  });
});

it("tells to look at what only waits, and to mend what is broken", () => {
  const next = (finding: Finding) =>
    buildReport(withFindings({ ...finding, status: "open", basis: null, resolvedAt: null } as Finding), { now })
      .summary.at(-1)
      ?.answers.map(({ prose }) => prosePlain(prose))[0];
  expect(next({ ...frozenFinding, causedBy: null })).toMatch(/^Look at issue 1 first/);
  expect(next({ ...mmapFinding, facts: { ...mmapFinding.facts, proofAt: null } })).toMatch(/^Mend issue 1 first/);
});
