import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Finding, StuckRow } from "../../../src/analyzers/analysis.ts";
import { binned, peak, sum } from "../../../src/report/charts/bins.ts";
import { delayChart } from "../../../src/report/charts/delays.ts";
import { flowChart } from "../../../src/report/charts/flow.ts";
import { age, clock, day, minute, period, span } from "../../../src/report/charts/format.ts";
import { queueChart } from "../../../src/report/charts/queue.ts";
import { escaped } from "../../../src/report/charts/svg.ts";
import { timelineChart } from "../../../src/report/charts/timeline.ts";
import { buildReport } from "../../../src/report/index.ts";
import type { Report, Verdict } from "../../../src/report/model.ts";
import { ipFinding, openAnalysis, sampleAnalysis } from "../sample-analysis.ts";
import { action, HOURS, iso, MINUTES, nightSeries, sampleReport, seriesOf } from "./support/sample-report.ts";
import { marks, readSvg, texts } from "./support/svg-reader.ts";

const now = Date.parse("2026-01-09T08:00:00Z");

describe("format", () => {
  const at = Date.parse("2026-01-08T14:05:39Z");
  it.each([
    [clock(at), "14:05"],
    [day(at), "Jan 8"],
    [minute(at), "Jan 8 14:05"],
    [period(at, at + HOURS), "2026-01-08 UTC"],
    [period(at, at + 24 * HOURS), "2026-01-08 to 2026-01-09 UTC"],
    [span(1000), "1 s"],
    [span(10 * MINUTES), "10 min"],
    [span(HOURS), "1 hour"],
    [span(6 * HOURS), "6 hours"],
    [span(24 * HOURS), "1 day"],
    [span(14 * 24 * HOURS), "14 days"],
    [span(90 * MINUTES), "90 min"],
    [age(0), "0 min"],
    [age(59 * MINUTES + 59_999), "59 min"],
    [age(48 * HOURS + 26 * MINUTES), "48 h 26 min"],
    [age(-5), "0 min"],
    [escaped(`<a b="c">'&\u202e\u0000\ufffe`), "&lt;a b=&quot;c&quot;&gt;&#39;&amp;\\u{202E}\\u{0}\ufffd"],
  ])("%s is %s", (observed, expected) => {
    expect(observed).toBe(expected);
  });
});

describe("bins", () => {
  it.each([
    ["ten minutes to hours", 10 * MINUTES, 332, 96, 0, HOURS],
    ["ten minutes to six hours", 10 * MINUTES, 332, 12, 0, 6 * HOURS],
    ["few enough stay as they are", 10 * MINUTES, 36, 96, 0, 10 * MINUTES],
    ["not below what is asked for", 10 * MINUTES, 90, 96, HOURS, HOURS],
    ["hours to days", HOURS, 400, 24, 0, 24 * HOURS],
    ["steps that fit no round time are counted off", 5 * HOURS, 400, 12, 0, 34 * 5 * HOURS],
  ])("%s", (_, step, count, most, least, expected) => {
    const { step: observed, bins } = binned(seriesOf("2026-01-06T07:00:00Z", step, count), most, least);
    expect(observed).toBe(expected);
    expect(bins.length).toBeLessThanOrEqual(most);
  });

  it("begin at round times", () => {
    const { bins } = binned(nightSeries, 12);
    expect(bins.map((bin) => iso(bin.from).slice(11))).toEqual(
      bins.map((_, at) => `${String((6 + 6 * at) % 24).padStart(2, "0")}:00:00Z`),
    );
  });

  it("lose no bucket and count none twice, whatever the series", () => {
    const any = fc.record({
      from: fc.integer({ min: 0, max: 2_000_000_000 }).map((seconds) => iso(600_000 * Math.floor(seconds / 600))),
      step: fc.constantFrom(10 * MINUTES, HOURS, 2 * HOURS, 5 * HOURS, 7 * HOURS, 24 * HOURS, 26 * HOURS),
      count: fc.integer({ min: 1, max: 400 }),
      most: fc.integer({ min: 2, max: 96 }),
    });
    fc.assert(
      fc.property(any, ({ from, step, count, most }) => {
        const { bins, step: wide } = binned(
          seriesOf(from, step, count, () => ({ delivered: 1 })),
          most,
        );
        expect(bins.length).toBeLessThanOrEqual(most);
        expect(bins.reduce((all, bin) => all + sum(bin, (one) => one.delivered), 0)).toBe(count);
        bins.forEach((bin, at) => {
          if (at > 0) expect(bin.from).toBe(bins[at - 1]?.to);
          expect(bin.to - bin.from).toBe(wide);
          for (const one of bin.buckets) expect(Date.parse(one.at)).toBeGreaterThanOrEqual(bin.from);
          for (const one of bin.buckets) expect(Date.parse(one.at) + step).toBeLessThanOrEqual(bin.to);
        });
      }),
    );
  });

  it("of nothing are none", () => {
    expect(binned({ step: HOURS, buckets: [] }, 12).bins).toEqual([]);
    expect(peak([], (one) => one.waiting)).toBe(0);
  });
});

describe("the queue", () => {
  const chart = queueChart(sampleReport());

  it("has the largest figure of each row's time", () => {
    expect(chart?.table.columns).toEqual(["From (UTC)", "Waiting", "Frozen", "Oldest"]);
    expect(chart?.table.rows[0]).toEqual(["Jan 6 06:00", "0", "0", "none"]);
    expect(chart?.table.rows[1]).toEqual(["Jan 6 12:00", "5", "0", "4 h 7 min"]);
    expect(chart?.table.rows.at(-1)).toEqual(["Jan 8 12:00", "5", "2", "48 h 27 min"]);
  });

  it("says its figures in words and beside its lines", () => {
    expect(chart?.description).toContain("At most 5 messages waited at once and 2 were frozen");
    expect(chart?.description).toContain("A row of the table is 6 hours");
    expect(texts(chart?.svg ?? "")).toEqual(expect.arrayContaining(["waiting, at most 5", "frozen, at most 2", "UTC"]));
  });

  it("tells its lines apart without colour", () => {
    const dashes = marks(chart?.svg ?? "")
      .filter(({ attributes }) => attributes.has("stroke"))
      .map(({ attributes }) => attributes.get("stroke-dasharray") ?? "full");
    expect(dashes).toEqual(["full", "2 3", "full"]);
  });

  it("draws no line for what never was", () => {
    const waiting = seriesOf("2026-01-06T07:50:00Z", HOURS, 9, () => ({ waiting: 1, oldest: "2026-01-06T07:50:00Z" }));
    expect(marks(queueChart(sampleReport([], waiting))?.svg ?? "").length).toBe(4);
    const frozen = seriesOf("2026-01-06T07:50:00Z", HOURS, 9, () => ({ frozen: 1 }));
    expect(marks(queueChart(sampleReport([], frozen))?.svg ?? "").length).toBe(1);
  });

  it("counts no age beyond the end of the logs", () => {
    const report = sampleReport(
      [],
      seriesOf("2026-01-08T10:00:00Z", 24 * HOURS, 1, () => ({ waiting: 1, oldest: "2026-01-08T14:00:00Z" })),
    );
    // the logs end at 15:00:04
    expect(queueChart(report)?.table.rows[0]?.[3]).toBe("1 h 0 min");
  });
});

describe("the oldest in the queue", () => {
  // waits over three samples, and leaves nine minutes after the last of them
  const series = seriesOf("2026-01-08T10:00:00Z", HOURS, 5, (index) =>
    index < 3 ? { waiting: 1, oldest: "2026-01-08T09:00:00Z" } : {},
  );
  const row = (over: Partial<StuckRow>): StuckRow => ({
    ...(sampleAnalysis.mail.stuck[0] as StuckRow),
    arrivedAt: "2026-01-08T09:00:00Z",
    outcome: "delivered",
    endedAt: "2026-01-08T13:09:00Z",
    delay: 4 * HOURS + 9 * MINUTES,
    ...over,
  });
  const queue = (stuck: readonly StuckRow[]) => {
    const report = sampleReport([], series);
    const chart = queueChart({ ...report, analysis: { ...report.analysis, mail: { ...report.analysis.mail, stuck } } });
    return [chart?.table.rows.map((cells) => cells[3]), /had waited (.*?)\./.exec(chart?.description ?? "")?.[1]];
  };
  const ages = ["2 h 0 min", "3 h 0 min", "4 h 0 min"];
  const sampled = [[...ages, "none", "none"], "4 h 0 min"];

  it.each([
    ["is as old as when it left", row({}), [[...ages, "4 h 9 min", "none"], "4 h 9 min"]],
    ["or failed", row({ outcome: "bounced" }), [[...ages, "4 h 9 min", "none"], "4 h 9 min"]],
    ["is none that is frozen", row({ outcome: "frozen" }), sampled],
    ["is none that somebody removed, perhaps frozen", row({ outcome: "removed" }), sampled],
    ["is none that still waits: the samples have it", row({ outcome: "queued", endedAt: null }), sampled],
    [
      "is none older than all that waited: it was frozen",
      row({ arrivedAt: "2026-01-08T08:00:00Z", delay: 5 * HOURS + 9 * MINUTES }),
      sampled,
    ],
  ])("%s", (_, stuck, expected) => {
    expect(queue([stuck])).toEqual(expected);
  });
});

describe("the flow", () => {
  it("has rows that sum up to what the description says", () => {
    const chart = flowChart(sampleReport());
    const total = (column: number) => chart?.table.rows.reduce((all, row) => all + Number(row[column]), 0);
    expect([1, 2, 3].map(total)).toEqual([37, 582, 2]);
    expect(chart?.description).toContain("37 deliveries, 582 deferrals and 2 failed addresses in all");
    expect(chart?.title).toBe("Deliveries, deferrals and bounces per hour");
  });

  it("draws a bar for each hour that had any, and says where there was none", () => {
    const series = seriesOf("2026-01-06T00:00:00Z", HOURS, 30, (index) => ({
      delivered: index === 3 ? 1000 : index % 2,
    }));
    const chart = flowChart(sampleReport([], series));
    expect(marks(chart?.svg ?? "").length).toBe(15);
    expect(texts(chart?.svg ?? "").filter((text) => text === "none").length).toBe(2);
    // one beside a thousand is still seen
    for (const { attributes } of marks(chart?.svg ?? ""))
      expect(Number(attributes.get("height"))).toBeGreaterThanOrEqual(1.5);
  });

  it("names the time that a bar stands for", () => {
    const long = seriesOf("2026-01-01T00:00:00Z", 3 * HOURS, 240, () => ({ delivered: 1 }));
    expect(flowChart(sampleReport([], long))?.title).toBe("Deliveries, deferrals and bounces per 12 hours");
    const short = seriesOf("2026-01-01T00:00:00Z", 10 * MINUTES, 12, () => ({ delivered: 1 }));
    expect(flowChart(sampleReport([], short))?.title).toBe("Deliveries, deferrals and bounces per 10 min");
  });
});

describe("the timeline", () => {
  it("has a row a fault, a restart and an action, in words of its own", () => {
    const chart = timelineChart(sampleReport([action("2026-01-08T14:05:00Z", "Raised the limit")]));
    expect(chart?.table.rows.map((row) => row[0])).toEqual([
      "Issue 1, critical: tainted file name",
      "Issue 1, its consequence: frozen bounces",
      "Issue 2, critical: tainted file name",
      "Issue 3, warning: index file over the memory limit",
      "Exim started",
      "Action 1: Raised the limit",
      "Dovecot reloaded",
      "Exim started",
    ]);
    expect(marks(chart?.svg ?? "").length).toBe(4);
    expect(texts(chart?.svg ?? "")).toEqual(expect.arrayContaining(["Exim", "Dovecot", "1"]));
  });

  it("ends what is over with a ring and what is not with an arrow", () => {
    const rings = (svg: string | undefined) => readSvg(svg ?? "").filter(({ name }) => name === "circle").length - 1;
    const over = timelineChart(sampleReport());
    const resolved = sampleReport().issues.filter((issue) => issue.cause.verdict.is === "resolved").length;
    expect(resolved).toBeGreaterThan(0);
    expect(rings(over?.svg)).toBe(resolved);
    const report = buildReport(openAnalysis, { now });
    const open = timelineChart(report);
    expect(rings(open?.svg)).toBe(report.issues.filter((issue) => issue.cause.verdict.is === "resolved").length);
    expect(open?.description).toMatch(/\d without an end in the logs/);
  });

  it("shows what a fault left behind, as long as that is open", () => {
    const report = sampleReport();
    const left = report.issues.flatMap(({ effects }) => effects.filter(({ verdict }) => verdict.is === "open"));
    expect(left.map(({ analyzer }) => analyzer)).toEqual(["frozen-bounce"]);
    const rows = (one: Report) => timelineChart(one)?.table.rows.filter(([what]) => what?.includes("consequence"));
    expect(rows(report)?.map((row) => row[2])).toEqual(["open"]);
    expect(timelineChart(report)?.description).toContain(
      "3 faults, each with an end in the logs. 1 fault left a consequence that is still open, in a row of its own.",
    );
    const verdict = { ...left[0]?.verdict, is: "resolved" } as Verdict;
    const issues = report.issues.map((issue) => ({
      ...issue,
      effects: issue.effects.map((one) => ({ ...one, verdict })),
    }));
    expect(rows({ ...report, issues })).toEqual([]);
    expect(timelineChart({ ...report, issues })?.description).not.toContain("consequence");
  });

  it("keeps room right of the last mark, on a sheet for a phone and on a wide one", () => {
    const last = action("2026-01-08T15:00:04Z", "at the end of the logs");
    const chart = timelineChart(sampleReport([last]));
    for (const [svg, right] of [
      [chart?.svg, 418],
      [chart?.wide, 738],
    ] as const) {
      const diamond = readSvg(svg ?? "").find(({ attributes }) => attributes.get("fill") === "#1f4e8c");
      expect(diamond?.attributes.get("transform")).toMatch(new RegExp(`^translate\\(${right - 30},`));
    }
    expect(marks(chart?.wide ?? "").length).toBe(marks(chart?.svg ?? "").length);
    expect(readSvg(chart?.wide ?? "")[0]?.attributes.get("viewBox")).toMatch(/^0 0 760 /);
  });

  it("counts what does not fit", () => {
    const findings = Array.from(
      { length: 40 },
      (_, at): Finding => ({ ...ipFinding, key: `${ipFinding.key}${at}`, causedBy: null }),
    );
    const chart = timelineChart(buildReport({ ...sampleAnalysis, findings }, { now }));
    expect(marks(chart?.svg ?? "").length).toBe(12);
    expect(texts(chart?.svg ?? "")).toContain("and 28 more issues");
    expect(chart?.table.rows.length).toBe(24);
    expect(chart?.table.rows.at(-1)).toEqual(["and 20 more rows", "", ""]);
  });

  it("stacks marks that would touch, and leaves out those outside of its time", () => {
    const close = [0, 1, 2].map((at) => action(iso(Date.parse("2026-01-08T14:00:00Z") + at * MINUTES), `step ${at}`));
    const far = action("2027-01-01T00:00:00Z", "much later");
    const chart = timelineChart(sampleReport([...close, far]));
    const diamonds = readSvg(chart?.svg ?? "").flatMap(({ attributes }) =>
      attributes.get("fill") === "#1f4e8c" ? [attributes.get("transform")?.split(",")[1]] : [],
    );
    expect(diamonds.length).toBe(3);
    expect(new Set(diamonds).size).toBe(3);
    expect(chart?.table.rows.map((row) => row[0])).toContain("Action 4: much later");
  });

  it("is left out when nothing broke", () => {
    expect(timelineChart(buildReport({ ...sampleAnalysis, findings: [] }, { now }))).toBeNull();
  });
});

describe("delays", () => {
  it("are rows from nothing to the longest that any message took", () => {
    const chart = delayChart(sampleReport());
    expect(chart?.table.rows).toEqual([
      ["under 1 s", "39"],
      ["1 s to 1 min", "0"],
      ["1 min to 1 day", "1"],
      ["1 to 2 days", "9"],
    ]);
    expect(marks(chart?.svg ?? "").length).toBe(3);
    expect(chart?.description).toContain(
      "49 messages: half took under a second, 95 of 100 at most 2 days 0 h 15 min, the longest 2 days 0 h 25 min.",
    );
  });
});
