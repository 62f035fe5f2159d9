/** Sections in which the log and the operator stand side by side: figures, times, issues. */
import type { Tokens } from "marked";
import { describe, expect, it } from "vitest";
import type { Analysis, Downtime, Figures } from "../../../src/analyzers/analysis.ts";
import type { Report } from "../../../src/report/model.ts";
import { beforeAfter } from "../../../src/report/sections/before-after/section.ts";
import { detection } from "../../../src/report/sections/detection/section.ts";
import { impact } from "../../../src/report/sections/impact/section.ts";
import { issues } from "../../../src/report/sections/issues/section.ts";
import type { Section } from "../../../src/report/sections/section.ts";
import { timeline } from "../../../src/report/sections/timeline/section.ts";
import {
  cleanAnalysis,
  ipFinding,
  mmapFinding,
  openAnalysis,
  relayFinding,
  sampleAnalysis,
} from "../sample-analysis.ts";
import { incidentReport } from "../support/incident.ts";
import { seen } from "../support/markdown-reader.ts";
import { headings, printed, reportOn, tables, tokensOf } from "./printed.ts";

const of = (section: Section, yaml?: string, analysis: Analysis = sampleAnalysis) =>
  printed(section, reportOn(analysis, yaml));
const items = (markdown: string | null) =>
  tokensOf(markdown)
    .filter((token): token is Tokens.List => token.type === "list")
    .flatMap((list) => list.items.map((item) => seen(item.tokens)));
const withMail = (mail: Partial<Analysis["mail"]>, analysis: Analysis = sampleAnalysis): Analysis => ({
  ...analysis,
  mail: { ...analysis.mail, ...mail },
});
const rowsOf = (markdown: string | null) =>
  new Map((tables(markdown)[0] ?? []).map(([label = "", value = ""]) => [label, value]));
const down = (part: Partial<Downtime>): Downtime => ({
  daemon: "dovecot",
  stoppedAt: "2026-01-08T14:00:00Z",
  lastLineAt: null,
  startedAt: "2026-01-08T14:05:00Z",
  least: 300_000,
  most: 300_000,
  source: "dovecot.log",
  line: 4,
  ...part,
});

it.each([impact, detection, timeline, issues, beforeAfter].map((section) => [section.id, section] as const))(
  "%s is left out of a clean day",
  (_, section) => expect(of(section, undefined, cleanAnalysis)).toBeNull(),
);

describe("impact", () => {
  const held = { from: "2026-01-06T13:53:18Z", to: "2026-01-08T14:18:54Z", messages: 5 };
  const outages = [
    { ...held, finding: relayFinding.key, senderDomains: ["acme.example"] },
    { ...held, from: "2026-01-07T12:08:00Z", finding: null, senderDomains: [] },
  ];
  it("counts messages, recipients and senders of what waited", () => {
    const rows = rowsOf(of(impact));
    expect(rows.get("Messages that waited too long")).toBe("5 messages");
    expect(rows.get("Recipients of them")).toBe("5 recipients: 5 delivered late");
    expect(rows.get("Senders of them")).toBe("3 senders");
    expect(rows.get("Messages that bounced by a fault of this host")).toBe("2 messages");
    expect(rowsOf(of(impact, undefined, openAnalysis)).get("Recipients of them")).toBe(
      "5 recipients: 1 delivered late, 1 bounced, 1 still queued, 1 still frozen and 1 out of sight",
    );
  });

  it("tells mail that was held from daemons that were down", () => {
    const downtime = [
      down({}),
      down({
        daemon: "exim",
        stoppedAt: null,
        lastLineAt: "2026-01-08T13:56:38Z",
        least: 0,
        most: 502_000,
        source: "mainlog",
        line: 9,
      }),
      down({ startedAt: null, most: null }),
    ];
    const [table = []] = tables(of(impact, undefined, withMail({ outages, downtime })));
    const [own, none, mailboxes, ...daemons] = table.slice(5);
    expect(own).toEqual([
      "Held up, issue 1",
      "mail of acme.example did not go out for 2 days 0 h 25 min, 2026-01-06 13:53:18 UTC to 2026-01-08 14:18:54 UTC: 5 messages held",
    ]);
    expect(none?.[0]).toMatch(/no mail .*left the host$/);
    expect(none?.[1]).toMatch(/^1 day 2 h 10 min, 2026-01-07 12:08:00 UTC to 2026-01-08 14:18:54 UTC \(to the minute/);
    expect(mailboxes).toEqual([
      "Mailbox users, sessions with an error",
      "1 user, 2 sessions; none cut off (degraded, not locked out)",
    ]);
    expect(daemons.map(([label]) => label?.split(" ")[0])).toEqual(["Dovecot", "Exim", "Dovecot"]);
    const [exact, bound, stopped] = daemons.map(([, value]) => value);
    expect(exact).toMatch(/2026-01-08 14:05:00 UTC.*5 min 0 s.*\(dovecot\.log:4\)$|5 min 0 s.*\(dovecot\.log:4\)$/);
    expect(exact).not.toContain("at most");
    expect(bound).toMatch(/at most 8 min 22 s.*\(mainlog:9\)$/);
    expect(stopped).toMatch(/at least 5 min 0 s.*\(dovecot\.log:4\)$/);
  });

  it("has how long messages took as a table of its own", () => {
    const delays = {
      messages: 40,
      p50: 400,
      p95: 174_000_000,
      max: 174_000_000,
      histogram: [
        { upTo: 1000, messages: 39 },
        { upTo: 300_000, messages: 0 },
        { upTo: 172_800_000, messages: 0 },
        { upTo: null, messages: 1 },
      ],
    };
    const markdown = of(impact, undefined, withMail({ delays }));
    expect(tables(markdown)[1]).toEqual([
      ["Time", "Messages"],
      ["under 1 s", "39"],
      ["1 s to 5 min", "0"],
      ["5 min to 2 days", "0"],
      ["2 days or longer", "1"],
    ]);
    expect(markdown).toMatch(
      /40 messages.* less than a second, nineteen of twenty at most 2 days 0 h 20 min, the longest 2 days 0 h 20 min\./,
    );
    expect(tables(of(impact))).toHaveLength(1);
  });
});

describe("detection", () => {
  it("says who noticed, how long it went unseen, and which alarm would have spoken", () => {
    const yaml = "detection:\n  at: 2026-01-08 13:40\n  by: a customer\n  how: By telephone.\n";
    expect(items(of(detection, yaml))).toEqual([
      "First error: 2026-01-06 13:52:11 UTC",
      "Noticed: 2026-01-08 13:40:00 UTC by a customer (stated, intervention.yaml:2)",
      expect.stringMatching(/^Unseen for: 1 day 23 h 47 min,? until it was noticed, as stated/),
      "How: By telephone. (stated, intervention.yaml:2)",
      expect.stringMatching(/^Earliest alarm that would have spoken: .*2026-01-06 13:52:11 UTC/),
    ]);
  });
  it("says so when nobody states it", () => {
    const said = items(of(detection));
    expect(said.at(-1)).toBe("Noticed: not stated; the logs do not say who saw it, or when.");
    expect(said.find((item) => item.startsWith("Lasted"))).toMatch(
      /, until the start of Exim after which it worked \(issue 1\) \(mainlog:255\)$/,
    );
    // `how` alone names nobody
    expect(items(of(detection, "detection: { how: By telephone. }\n")).filter((item) => /^Noticed/.test(item))).toEqual(
      ["Noticed: not stated; the logs do not say who saw it, or when."],
    );
  });
});

const cleanZone: Analysis = { ...sampleAnalysis, assumptions: { zone: { name: "UTC", basis: "given" }, year: null } };

describe("the timeline", () => {
  const yaml =
    "started: 2026-01-08 13:55\ncompleted: 2026-01-08 14:30\ndetection: { at: 2026-01-08 13:40 }\nactions:\n  - { at: 2026-01-08 14:18:30, does: Restarted. }\n  - { at: 2026-01-08 14:05:10, does: TODO }\n";
  it("has what is stated among what is logged, in order of time, marked, with its place", () => {
    const [table = []] = tables(of(timeline, yaml, cleanZone));
    expect(table[0]).toEqual(["Time (UTC)", "Event", "Line"]);
    const times = table.slice(1).map(([time = ""]) => time);
    expect(times).toEqual([...times].sort());
    expect(table.filter(([, event]) => event?.includes("(stated)"))).toEqual([
      ["2026-01-08 13:40:00", "Noticed (stated)", "intervention.yaml:3"],
      ["2026-01-08 13:55:00", "Intervention begins (stated)", "intervention.yaml:1"],
      ["2026-01-08 14:05:10", "Action 1 (stated): not stated yet", "intervention.yaml:6"],
      ["2026-01-08 14:18:30", "Action 2 (stated): Restarted.", "intervention.yaml:5"],
      ["2026-01-08 14:30:00", "Intervention ends (stated)", "intervention.yaml:2"],
    ]);
    expect(table.length - 1).toBe(sampleAnalysis.mail.timeline.length + 5);
  });
  it("has the reader's clock beside UTC", () => {
    const zoned = { ...cleanZone, assumptions: { zone: { name: "Europe/Brussels", basis: "given" }, year: null } };
    const [table = []] = tables(of(timeline, yaml, zoned));
    expect(table[0]).toEqual(["Time (UTC)", "Time (Europe/Brussels)", "Event", "Line"]);
    expect(table.find(([, , event]) => event === "Noticed (stated)")?.slice(0, 2)).toEqual([
      "2026-01-08 13:40:00",
      expect.stringContaining("14:40:00"),
    ]);
  });
});

describe("issues", () => {
  const yaml = `issues:
  - finding: ${JSON.stringify(relayFinding.key)}
    symptom: Mail stood still.
    rootCause: An old template.
    trigger: A restore.
    contributing: [No alarm., No test.]
    impact: Two days.
    fixedAt: 2026-01-08 14:00
  - finding: mmap-failure
    symptom: Logins failed.
    logins: failed
actions:
  - { at: 2026-01-08 14:18:30, does: Mended the macro., kind: permanent, resolves: ${JSON.stringify(relayFinding.key)} }
  - { at: 2026-01-08 14:05:10, does: TODO, resolves: mmap-failure }
`;
  const markdown = of(issues, yaml) ?? "";
  const [first = "", second = "", third = ""] = markdown.split(/^### Issue \d+: /m).slice(1);
  it("have a table of what is known, seen and stated, each row with its origin", () => {
    const [table = []] = tables(first);
    expect(table[0]).toEqual(["What", "Description", "Origin"]);
    expect(table.slice(1).map(([what, , origin]) => `${what} <- ${/^[\w ]+/.exec(origin ?? "")?.[0]}`)).toEqual([
      "Symptom <- mainlog",
      "Symptom, as stated <- stated",
      "Trigger, as stated <- stated",
      "Trigger <- mainlog",
      "Root cause <- known",
      "Root cause, as stated <- stated",
      "Contributing factor <- stated",
      "Contributing factor <- stated",
      "Impact <- counted from the logs",
      "Impact, as stated <- stated",
      "End, as stated <- stated",
    ]);
    expect(table.find(([what]) => what === "End, as stated")?.[1]).toMatch(
      /^Fixed at 2026-01-08 14:00:00 UTC\. Contradicted by the log: An error followed at 2026-01-08 14:00:02 UTC/,
    );
    expect(table.find(([what]) => what === "Symptom, as stated")?.[2]).toBe("stated, intervention.yaml:3");
  });

  it("hold a stated symptom against the log once, where the logins are judged", () => {
    const [table = []] = tables(third);
    const said = table.filter(([, description]) => description?.includes("Contradicted by the log:"));
    expect(said.map(([what]) => what)).toEqual(["Symptom, as stated"]);
    expect(said[0]?.[1]).toMatch(/^Logins failed\. Contradicted by the log: 2 sessions with the error were logged in/);
  });

  it("say what ended them: the action with what the log says to it, that it is not filled in, or that nobody states it", () => {
    expect(first).toMatch(
      /#### Resolution applied\n\n- Action 2, permanent, 2026-01-08 14:18:30 UTC: Mended the macro\. \(stated, `intervention\.yaml:13`\) \*\*Borne out by the log:\*\*/,
    );
    expect(second).toContain("Nobody has stated what was done. The logs show when it ended, not what ended it");
    expect(third).toMatch(
      /- Action 1, 2026-01-08 14:05:10 UTC: what was done is not stated yet \(stated, `intervention\.yaml:14`\)\n/,
    );
  });

  it("fold what is over, and never the evidence's place or what is still open", () => {
    const summaries = (text: string) => [...text.matchAll(/<summary>(\w+)/g)].map(([, word]) => word);
    // its bounces still lie frozen
    expect(summaries(first)).toEqual(["Lines"]);
    expect(summaries(second)).toEqual(["Fix", "Lines"]);
    expect(summaries(third)).toEqual(["Fix", "Lines"]);
    for (const issue of [first, second, third]) {
      expect(issue.match(/<details>/g)?.length).toBe(issue.match(/<\/details>/g)?.length);
      // what stands in the fold is Markdown, so it is set apart by blank lines
      expect(issue).not.toMatch(/<\/summary>\n(?!\n)|(?<!\n)\n<\/details>/);
    }
    const open = of(issues, undefined, openAnalysis) ?? "";
    expect(headings(open).length).toBeGreaterThan(10);
    for (const issue of open.split(/^### Issue /m).slice(1))
      if (/\*\*Status:\*\* (?:Open|Recurred)/.test(issue)) expect(summaries(issue)).not.toContain("Fix");
  });
});

describe("before and after", () => {
  const figures = (from: string, to: string, taintErrors: number): Figures => ({
    ...(sampleAnalysis.mail.change?.before as Figures),
    from,
    to,
    taintErrors,
  });
  const [begin, one, two, end] = [
    "2026-01-06T08:00:00Z",
    "2026-01-08T14:05:10Z",
    "2026-01-08T14:18:30Z",
    "2026-01-08T15:00:00Z",
  ] as const;
  const splits = [one, two].map((at, nth) => ({
    at,
    before: figures(begin, at, 300 + nth),
    after: figures(at, end, 1 - nth),
  }));
  const downtime = [down({}), down({ daemon: "exim", stoppedAt: null, least: 0, most: 502_000 })];
  const outages = [
    { from: begin, to: two, finding: relayFinding.key, messages: 4, senderDomains: [] },
    { from: begin, to: one, finding: null, messages: 4, senderDomains: [] },
  ];
  const analysis = withMail({ splits, downtime, outages });
  const actions = `actions:\n  - { at: 2026-01-08 14:05:10, does: A., resolves: mmap-failure }\n  - { at: 2026-01-08 14:18:30, does: B., resolves: ${JSON.stringify(ipFinding.key)} }\n`;

  it("are split at the actions, and say what lies between", () => {
    const markdown = of(beforeAfter, actions, analysis);
    expect(markdown).toContain(
      "Split at the stated actions 1 and 2: before 2026-01-08 14:05:10 UTC, and from 2026-01-08 14:18:30 UTC on. What lies between them is left out.",
    );
    const [table = []] = tables(markdown);
    expect(table[0]).toEqual([
      "Figure",
      "Before (2 days 6 h 5 min)",
      expect.stringMatching(/^After \(41 min 3\d s\)$/),
    ]);
    expect(table.find(([label]) => label === "Taint errors")).toEqual(["Taint errors", "300", "0"]);
    expect(table).toHaveLength(12);
    const single = of(beforeAfter, actions.replace(/ {2}- \{ at: 2026-01-08 14:18[^\n]*\n/, ""), analysis);
    expect(single).toContain(
      "Split at the stated action 1: before 2026-01-08 14:05:10 UTC, and from 2026-01-08 14:05:10 UTC on. The figures",
    );
  });

  it("are split where the log shows the end when nobody states an action", () => {
    expect(of(beforeAfter)).toMatch(/^The last .* 2026-01-08 14:18:57 UTC\.$/m);
    expect(of(beforeAfter)).not.toContain("Split at the stated");
  });

  it("summarise completion, downtime and the hours without mail apart", () => {
    const yaml = `completed: 2026-01-08 14:30\ndowntime: 30 minutes\n${actions}`;
    // the stretch without any mail stands in the impact
    const said = items(of(beforeAfter, yaml, analysis));
    expect(said).toEqual([
      "Intervention completed: 2026-01-08 14:30:00 UTC (stated, intervention.yaml:1)",
      "Last fault over, by the logs: 2026-01-08 14:18:55 UTC",
      expect.stringMatching(/^Downtime of Exim.*: at most 8 min 22 s in one restart; Exim logs no stop/),
      expect.stringMatching(/^Downtime of Dovecot.*: 5 min 0 s in one restart$/),
      expect.stringMatching(
        /^Downtime, as stated: 30 min \(stated, intervention\.yaml:2\) Contradicted by the log: .* Apart from that, mail was held for up to 2 days 6 h 18 min while they ran/,
      ),
      expect.stringMatching(
        /^Mail held, issue 1: 2 days 6 h 18 min, 2026-01-06 08:00:00 UTC to 2026-01-08 14:18:30 UTC/,
      ),
    ]);
  });

  it("name no end while a fault is open", () => {
    const findings = [
      mmapFinding,
      { ...ipFinding, status: "open" as const, facts: { ...ipFinding.facts, proofAt: null } },
    ];
    expect(items(of(beforeAfter, undefined, { ...analysis, findings })).join("\n")).not.toContain("Last fault over");
  });
});

it("of the recorded night, each contradicted statement stands in its issue as well", async () => {
  const report: Report = await incidentReport();
  const fourth = (printed(issues, report) ?? "").split(/^### Issue 4: /m)[1]?.split(/^### Issue 5/m)[0] ?? "";
  expect(fourth.match(/\*\*Contradicted by the log:\*\*/g)).toHaveLength(2);
});
