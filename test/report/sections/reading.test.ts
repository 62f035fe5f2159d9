/** What a reader must not stumble over: order within a second, pointers that lead somewhere, no false exactness. */
import { describe, expect, it } from "vitest";
import type { Analysis, TimelineEntry } from "../../../src/analyzers/analysis.ts";
import { statedBytes, statedDuration } from "../../../src/report/format.ts";
import { renderMarkdown } from "../../../src/report/index.ts";
import { coverage } from "../../../src/report/sections/coverage/section.ts";
import { header } from "../../../src/report/sections/header/section.ts";
import { issues } from "../../../src/report/sections/issues/section.ts";
import { summary } from "../../../src/report/sections/summary/section.ts";
import { timeline } from "../../../src/report/sections/timeline/section.ts";
import { cleanAnalysis, relayFinding, sampleAnalysis } from "../sample-analysis.ts";
import { incidentReport } from "../support/incident.ts";
import { printed, reportOn, tables } from "./printed.ts";

const at = "2026-01-08T14:18:22Z";
const entry = (what: string, text = "", finding: string | null = null, when = at): TimelineEntry => ({
  at: when,
  what,
  text,
  finding,
  source: "mainlog",
  line: 7,
});
const events = (...entries: readonly TimelineEntry[]) => {
  const analysis: Analysis = {
    ...sampleAnalysis,
    assumptions: { zone: { name: "UTC", basis: "given" }, year: null },
    mail: { ...sampleAnalysis.mail, timeline: entries },
  };
  const yaml = `detection: { at: ${at} }\nstarted: ${at}\ncompleted: ${at}\nactions:\n  - { at: ${at}, does: Restarted. }\n`;
  const [table = []] = tables(printed(timeline, reportOn(analysis, yaml)));
  return table.slice(1).map((row) => row[1] ?? "");
};

describe("the timeline", () => {
  it("puts hands and starts of a second before what followed of them", () => {
    expect(
      events(
        entry("resolved", "x", relayFinding.key),
        entry("first-success", "x", relayFinding.key),
        entry("queue-flush", "-qff"),
        entry("exim-start", "-q30m"),
        entry("log-start"),
      ).map((event) => event.split(/[:(]/)[0]?.trim()),
    ).toEqual([
      "Logs begin",
      "Intervention begins",
      "Action 1",
      "Exim started",
      "Queue forced",
      "Resolved",
      "First success after the last error",
      "Noticed",
      "Intervention ends",
    ]);
  });
  it("keeps the order of lines whose milliseconds are known", () => {
    const error = entry("last-error", "x", relayFinding.key, "2026-01-08T14:18:22.100Z");
    const start = entry("exim-start", "-q30m", null, "2026-01-08T14:18:22.500Z");
    expect(events(start, error).slice(-2)).toEqual(["Last error: x", "Exim started: -q30m"]);
  });
  it("leaves out where an Exim listens, and caps what is long", () => {
    const said = events(
      entry("exim-start", "-q30m, listening for SMTP on [192.0.2.10]:{25,587}"),
      entry("queue-flush", `-qff ${"x".repeat(90)}`),
    );
    expect(said).toContain("Exim started: -q30m");
    expect(said.find((event) => event.startsWith("Queue forced"))).toMatch(/^Queue forced: -qff x{54}…$/);
  });
  it("says what a refused file name did", () => {
    const said = events(
      entry("first-waiting", "tainted: /etc/x/ip", "stuck-queue:x"),
      entry("resolved", "tainted: /etc/x/ip", "stuck-queue:x"),
      entry("first-waiting", "connection refused", "stuck-queue:y"),
    );
    expect(said).toEqual(
      expect.arrayContaining([
        "First message to wait, by a refused file name: /etc/x/ip",
        "Resolved: mail held by a refused file name: /etc/x/ip",
        "First message to wait: connection refused",
      ]),
    );
  });
});

describe("an issue that is over", () => {
  const heading = (yaml?: string) =>
    /^\*\*(The cause.*)\*\*$/m.exec(printed(issues, reportOn(sampleAnalysis, yaml)) ?? "")?.[1];
  const action = (when: string) =>
    JSON.stringify({ actions: [{ at: when, does: "Mended it.", resolves: relayFinding.key }] });
  it("names the action that ended it when the log bears that out", () => {
    expect(heading()).toBe("The cause (over, but the log does not show how: check it)");
    expect(heading(action("2026-01-08T14:18:30Z"))).toBe("The cause (over; action 1 is said to have ended it)");
    expect(heading(action("2026-01-06T14:00:00Z"))).toBe("The cause (over, but the log does not show how: check it)");
  });
});

describe("a pointer to another issue or chapter", () => {
  it("says so when that issue prints only a part itself", async () => {
    const markdown = printed(issues, await incidentReport()) ?? "";
    const five = markdown.slice(markdown.indexOf("### Issue 5"));
    expect(five).toContain('As in issue 3 (what it prints behind "besides").');
    // each such issue prints something behind that word
    const three = markdown.slice(markdown.indexOf("### Issue 3"), markdown.indexOf("### Issue 4"));
    expect(three).toContain("As in issue 1; besides:");
  });
  it("of a summary says that the full report has it", () => {
    const report = reportOn(sampleAnalysis);
    expect(renderMarkdown(report, { mode: "summary" })).toContain("This is a summary: the full report has each issue");
    for (const mode of ["intervention", "postmortem"] as const) {
      expect(renderMarkdown(report, { mode })).not.toContain("This is a summary");
      expect(renderMarkdown(report, { mode })).toContain("the references of each issue lead to");
    }
  });
});

describe("figures", () => {
  it.each([
    [Math.round(1.3 * 2 ** 30), "about 1.30 GiB"],
    [76 * 2 ** 20, "76 MiB"],
    [2 ** 30, "1 GiB"],
    [1_395_104_500, "1,395,104,500 bytes (1.30 GiB)"],
    [800, "800 bytes"],
  ])("%i stated bytes read %s", (size, said) => expect(statedBytes(size)).toBe(said));
  it.each([
    [60_000, "1 min"],
    [65_000, "1 min 5 s"],
    [7_200_000, "2 h"],
    [86_400_000, "1 day"],
    [600_000, "10 min"],
    [86_400_000 + 60_000, "1 day 0 h 1 min"],
    [0, "under a second"],
  ])("%i stated milliseconds read %s", (span, said) => expect(statedDuration(span)).toBe(said));
  it("of the header are whole seconds", () => {
    const window = { ...sampleAnalysis.window, from: "2026-01-06T07:58:01.123Z", since: "2026-01-06T08:00:00.5Z" };
    const head = printed(header, reportOn({ ...sampleAnalysis, window })) ?? "";
    expect(head).toMatch(/\| Period of the logs \| 2026-01-06 07:58:01 UTC to /);
    expect(head).toMatch(/\| Reported window \| from 2026-01-06 08:00:00 UTC to /);
  });
  it.each([
    [{ lines: 1, recognised: 1 }, "1 line, understood,"],
    [{ lines: 88, recognised: 88 }, "88 lines, all of them understood,"],
    [{ lines: 88, recognised: 83, continuation: 5 }, "88 lines, all of them understood (5 continue the line above),"],
    [
      { lines: 88, recognised: 80, continuation: 5, other: 2, unrecognised: 1 },
      "88 lines, 80 of them understood (5 continue the line above, 2 of other programs and 1 not understood),",
    ],
  ])("of lines that continue others are no failure: %o", (counted, said) => {
    const none = { continuation: 0, other: 0, unrecognised: 0 };
    const report = reportOn({ ...cleanAnalysis, coverage: { ...cleanAnalysis.coverage, ...none, ...counted } });
    expect(printed(summary, report)).toContain(`The logs hold ${said}`);
    expect(printed(coverage, report)?.includes("A line that continues the one above is read with it")).toBe(
      "continuation" in counted,
    );
  });
});
