import { describe, expect, it } from "vitest";
import { buildReport, type Paint, renderText } from "../../src/report/index.ts";
import { cleanAnalysis, frozenFinding, openAnalysis, sampleAnalysis } from "./sample-analysis.ts";

const now = Date.parse("2026-01-09T08:00:00Z");

describe("text for a terminal", () => {
  it("names severity, analyzer, place, since, hurt, verdict and fix of each finding", () => {
    const text = renderText(buildReport(sampleAnalysis, { now }));
    expect(text.match(/^(?:critical|warning|notice)\[[a-z-]+\]: /gm)).toHaveLength(6);
    for (const label of ["since:", "hurt:", "verdict:", "fix:"]) expect(text.split(`= ${label}`).length - 1).toBe(6);
    expect(text).toContain("--> mainlog:12 (first error)");
    expect(text).toMatch(
      /^6 findings: 5 critical and 1 warning\. The faults are over; a consequence of issue 1 is still open; 1 thing left to do\. 385 lines of 2 files read, 2 not understood\.$/m,
    );
  });

  it("shows a safe first step that stands alone", () => {
    const text = renderText(buildReport(openAnalysis, { now }), { width: 1000 });
    const fixes = text.match(/^ {2}= fix: .*/gm) ?? [];
    expect(fixes).toHaveLength(6);
    for (const fix of fixes) {
      expect(fix).toMatch(/\[safe\]$/);
      expect(fix).not.toMatch(/= fix: +(?:Then|Only if) /);
    }
    expect(text).toMatch(/\$ doveadm mailbox cache purge -u marie@acme\.example Logs/);
    expect(text).toMatch(/\$ exim -Mvl 1vd7Tn-000CbC-2W/);
  });

  it("looks at the parent of a frozen bounce before anything else", () => {
    const open = { ...frozenFinding, status: "open" as const, basis: null, resolvedAt: null, causedBy: null };
    const text = renderText(buildReport({ ...sampleAnalysis, findings: [open] }, { now }));
    expect(text).toMatch(/= fix: {6}Look at the parent[^$]*\[safe\]\n +\$ exigrep /);
  });

  it("keeps prose within the width, and log lines whole", () => {
    const lines = renderText(buildReport(sampleAnalysis, { now }), { width: 60 }).split("\n");
    const prose = lines.filter((line) => /^ {14}[A-Za-z]/.test(line) && !line.includes("`"));
    expect(prose.length).toBeGreaterThan(5);
    for (const line of prose) expect([line, line.length <= 60]).toEqual([line, true]);
    expect(lines.find((line) => line.startsWith(" 12 | "))).toContain("smtp_relay.conf'");
  });

  it("paints labels, never log text", () => {
    const painted: string[] = [];
    const paint: Paint = (style, text) => {
      painted.push(`${style}:${text}`);
      return text;
    };
    expect(renderText(buildReport(sampleAnalysis, { now }), { paint })).toBe(
      renderText(buildReport(sampleAnalysis, { now })),
    );
    expect(painted).toContain("critical:critical[tainted-filename]");
    expect(painted.join("\n")).not.toContain("R=send_via_smtp_relay");
  });

  it("says so when nothing is wrong", () => {
    expect(renderText(buildReport(cleanAnalysis, { now }))).toBe(
      [
        "No fault found. 385 lines of 2 files read, 0 not understood.",
        "Lines: 385 understood, 0 continuations, 0 of other programs and 0 not understood make 385 of 385.",
        "Bytes: all 51,876 in these lines (stored as 9,120).\n",
      ].join("\n"),
    );
  });
});
