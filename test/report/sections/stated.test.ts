/** Sections that print what the operator states: rows and columns, read back as Markdown. */
import type { Tokens } from "marked";
import { describe, expect, it } from "vitest";
import type { Analysis } from "../../../src/analyzers/analysis.ts";
import { prosePlain } from "../../../src/report/prose.ts";
import { cacheFiles } from "../../../src/report/sections/cache-files/section.ts";
import { changes } from "../../../src/report/sections/changes/section.ts";
import { document } from "../../../src/report/sections/document/section.ts";
import { header } from "../../../src/report/sections/header/section.ts";
import { lessons } from "../../../src/report/sections/lessons/section.ts";
import { nextSteps } from "../../../src/report/sections/next-steps/section.ts";
import type { Section } from "../../../src/report/sections/section.ts";
import { stated } from "../../../src/report/sections/stated/section.ts";
import { status } from "../../../src/report/sections/status/section.ts";
import { verification } from "../../../src/report/sections/verification/section.ts";
import {
  cleanAnalysis,
  frozenFinding,
  mmapFinding,
  openAnalysis,
  relayFinding,
  sampleAnalysis,
} from "../sample-analysis.ts";
import { seen } from "../support/markdown-reader.ts";
import { blocks, headings, printed, reportOn, tables, tokensOf } from "./printed.ts";

const of = (section: Section, yaml?: string, analysis: Analysis = sampleAnalysis) =>
  printed(section, reportOn(analysis, yaml));
const items = (markdown: string | null) =>
  tokensOf(markdown)
    .filter((token): token is Tokens.List => token.type === "list")
    .flatMap((list) => list.items.map((item) => seen(item.tokens)));

describe("what nobody states", () => {
  it.each([stated, cacheFiles, status, document].map((section) => [section.id, section] as const))(
    "%s is left out",
    (_, section) => expect(of(section)).toBeNull(),
  );
  it.each([stated, cacheFiles, changes, verification, status, nextSteps, lessons].map((one) => [one.id, one] as const))(
    "%s is left out of a clean day with a title alone",
    (_, section) => expect(of(section, "title: Drill\n", cleanAnalysis)).toBeNull(),
  );
});

describe("stated and seen", () => {
  const yaml =
    "status: completed\ndowntime: 5m\nissues:\n  - finding: mmap-failure\n    logins: failed\n    fixedAt: 2026-01-08 14:00\n";
  it("has contradictions first, each with its place, its result and the lines that show it", () => {
    const [table = []] = tables(of(stated, yaml));
    expect(table.map((row) => row.slice(0, 3))).toEqual([
      ["Stated", "Where", "Result"],
      ["Fixed at 2026-01-08 14:00:00 UTC", "intervention.yaml:6", "contradicted"],
      ["Logins failed by it", "intervention.yaml:5", "contradicted"],
      ["Status: completed", "intervention.yaml:1", "borne out"],
      ["Downtime: 5 min", "intervention.yaml:2", "not shown"],
    ]);
    expect(table[1]?.[3]).toMatch(/An error followed at .* \(dovecot\.log:77, dovecot\.log:80\)\.$/);
    expect(of(stated, yaml)).toContain("**2 of them the logs contradict.**");
    expect(of(stated, "status: completed\n")).not.toContain("contradict");
  });

  it("says how many rows it leaves out", () => {
    const view = stated.view(reportOn(sampleAnalysis, yaml), { maxRows: 3 });
    expect(view).toMatchObject({ rows: { length: 3 }, more: "And 1 more." });
  });
});

describe("large cache files", () => {
  const FILE = mmapFinding.facts.file ?? "";
  it("come from the log where it names them, else from the operator, each once", () => {
    const yaml = JSON.stringify({
      cacheFiles: [
        { path: FILE, size: "1.2 GiB", action: "Purged." },
        { path: "/home/x/dovecot.index.cache", size: "76 MiB" },
        { path: "/home/y/dovecot.index.cache", size: "1.3 GiB" },
        { path: "/home/z/dovecot.index.cache", size: "1,395,104,500 bytes" },
      ],
    });
    expect(tables(of(cacheFiles, yaml))).toEqual([
      [
        ["File", "Size", "Origin", "What was done"],
        [FILE, "1,395,104,500 bytes (1.30 GiB)", "dovecot.log:77", "Purged. (stated)"],
        ["/home/x/dovecot.index.cache", "76 MiB", "(stated, intervention.yaml:1)", "–"],
        ["/home/y/dovecot.index.cache", "about 1.30 GiB", "(stated, intervention.yaml:1)", "–"],
        ["/home/z/dovecot.index.cache", "1,395,104,500 bytes (1.30 GiB)", "(stated, intervention.yaml:1)", "–"],
      ],
    ]);
  });
  it("are a chapter of their own when the log names two", () => {
    const file = "/home/tom/dovecot.index.cache";
    const second = { ...mmapFinding, key: "mmap-failure:tom", facts: { ...mmapFinding.facts, file, size: 2 ** 30 } };
    const [table = []] = tables(of(cacheFiles, undefined, { ...sampleAnalysis, findings: [mmapFinding, second] }));
    expect(table.slice(1).map((row) => row[0])).toEqual([FILE, file]);
  });
});

describe("what was changed", () => {
  const yaml = JSON.stringify({
    actions: [
      {
        at: "2026-01-08 14:05:10",
        does: "Raised the limit.",
        kind: "permanent",
        resolves: "mmap-failure",
        commands: ["doveadm reload"],
      },
      {
        at: "2026-01-08 14:18:30",
        does: "TODO",
        resolves: [relayFinding.key],
        files: [
          { path: "/etc/a", is: "changed", before: "x\n", after: "y\n", purpose: "Why." },
          { path: "/etc/b", is: "created", content: "z\n" },
          { path: "/etc/c", is: "removed" },
        ],
        risks: ["May break."],
      },
    ],
  });
  const markdown = of(changes, yaml);
  it("lists the actions, then their files, risks and the daemons' starts", () => {
    expect(headings(markdown)).toEqual([
      "## What was changed",
      "### File /etc/a (changed)",
      "### File /etc/b (created)",
      "### File /etc/c (removed)",
      "### Risks of the changes, and the way back",
      "### Daemon starts and reloads at that time",
    ]);
    const [actions = [], starts = []] = tables(markdown);
    expect(actions).toEqual([
      ["#", "Time (UTC)", "What was done", "Meant to last", "Where"],
      ["1", "2026-01-08 14:05:10", "Raised the limit.", "permanent", "intervention.yaml:1"],
      ["2", "2026-01-08 14:18:30", "not stated yet", "not stated", "intervention.yaml:1"],
    ]);
    expect(starts[0]).toEqual(["Time (UTC)", "Daemon", "Event", "Issue", "Line"]);
    expect(starts.slice(1)).toContainEqual(["2026-01-08 14:18:30", "Exim", "started", "1", "mainlog:255"]);
    expect(blocks(markdown)).toEqual([
      ["sh", "doveadm reload"],
      ["diff", "--- /etc/a\n+++ /etc/a\n@@ -1,1 +1,1 @@\n-x\n+y"],
      ["text", "z"],
    ]);
    expect(markdown).toContain("Its content is not stated.");
    expect(items(markdown)).toEqual([
      "Action 2: May break. (stated, intervention.yaml:1)",
      "Action 2, way back: not stated, and no backup is named for the changed files.",
    ]);
  });
  it("says that logs do not show it when nobody states it", () => {
    expect(of(changes)).toContain("The logs do not show what was changed to end a fault");
    expect(tables(of(changes))).toHaveLength(1);
  });
});

describe("verification", () => {
  it("has the proofs of the log and what was looked at, with or without its output", () => {
    const yaml =
      "verification:\n  - what: Routed.\n    command: exim4 -bV\n    output: ok\n    at: 2026-01-08 14:20\n  - Looked.\n";
    const markdown = of(verification, yaml);
    expect(items(markdown).map((item) => /^Issue \d: Resolved/.test(item))).toEqual([true, true, true]);
    expect(markdown).toContain("**1.** Routed. At 2026-01-08 14:20:00 UTC. (stated, `intervention.yaml:2`)");
    expect(markdown).toContain("**2.** Looked. (stated, `intervention.yaml:6`)");
    expect(blocks(markdown)).toEqual([
      ["sh", "exim4 -bV"],
      ["text", "ok"],
    ]);
    expect(markdown?.match(/No output is stated\./g)).toHaveLength(1);
  });
});

it("status: domains and services as stated, with the last line of each program's own log", () => {
  const yaml =
    "domains:\n  - { name: acme.example, status: in service }\nservices:\n  - { name: Exim, status: active, memory: 14 MB }\n  - { name: fail2ban, status: active, notes: Two jails. }\n";
  expect(tables(of(status, yaml))).toEqual([
    [
      ["Domain", "Accounts", "Status", "Notes"],
      ["acme.example", "–", "in service", "–"],
    ],
    [
      ["Service", "Status", "Memory", "Last seen in the logs", "Notes"],
      ["Exim", "active", "14 MB", expect.stringMatching(/^2026-01-08 \d\d:\d\d:\d\d UTC$/), "–"],
      ["fail2ban", "active", "–", "–", "Two jails."],
    ],
  ]);
  expect(headings(of(status, "services: [{ name: Exim, status: active }]\n"))).toEqual([
    "## Current system status",
    "### Services",
  ]);
});

describe("next steps", () => {
  it("are the stated ones, then what the findings ask for, which nobody has taken", () => {
    const yaml =
      "nextSteps:\n  - { task: Compare, owner: Team, due: 2026-02-01, type: prevent, priority: high, ticket: OPS-1, status: in progress }\n  - Ask.\n";
    const markdown = of(nextSteps, yaml, openAnalysis);
    const [table = []] = tables(markdown);
    expect(table.slice(0, 3)).toEqual([
      ["#", "Action", "Type", "Priority", "Owner", "Due", "Ticket", "Status"],
      ["1", "Compare", "prevent", "high", "Team", "2026-02-01", "OPS-1", "in progress"],
      ["2", "Ask.", "–", "–", "not named", "not named", "–", "open"],
    ]);
    const proposed = table.slice(3);
    expect(proposed.length).toBeGreaterThan(2);
    expect(proposed.map((row) => row.slice(4))).toEqual(
      proposed.map(() => ["not named", "not named", "–", "proposed"]),
    );
    expect(proposed.filter((row) => row[1]?.startsWith("Set an alarm: "))).toHaveLength(3);
    expect(markdown).toContain('Rows marked "proposed" come from the findings');
    expect(of(nextSteps, "nextSteps: [Ask.]\n", cleanAnalysis)).not.toContain("proposed");
  });
});

describe("tasks that the operator took over from the report", () => {
  const bounces = frozenFinding.facts.bounces.map(({ id }) => id);
  const proposed = (task: string) =>
    (tables(of(nextSteps, JSON.stringify({ nextSteps: [task] })))[0] ?? [])
      .filter((row) => row.at(-1) === "proposed")
      .map((row) => row[1] ?? "");
  it.each([
    ["names its messages", `Remove ${bounces.join(" and ")} by id.`],
    ["has its words", prosePlain(reportOn(sampleAnalysis).openItems[0]?.prose ?? []).replaceAll("`", "")],
  ])("are not proposed again when a stated one %s", (_, task) => {
    expect(proposed("Ask.").some((one) => one.includes(bounces[0] ?? "-"))).toBe(true);
    expect(proposed(task).filter((one) => one.startsWith("Issue"))).toEqual([]);
  });
  it("are proposed when only some of its messages are named", () => {
    expect(proposed(`Remove ${bounces[0]}.`).filter((one) => one.startsWith("Issue"))).toHaveLength(1);
  });
  it("hold no alarm of what was not found", () => {
    const at = "2026-01-08T08:00:00Z";
    const signs = { ...cleanAnalysis.mail.signs, authFailures: { hour: at, at, count: 23 }, authFailuresInAll: 23 };
    const analysis = { ...cleanAnalysis, mail: { ...cleanAnalysis.mail, signs } };
    expect(reportOn(analysis).detection.alerts.find(({ id }) => id === "auth-failures")?.result).toBe("fired");
    expect(of(nextSteps, undefined, analysis)).toBeNull();
  });
});

describe("lessons", () => {
  it("are the operator's, each list only when it has some", () => {
    const markdown = of(lessons, "lessons:\n  wentWell: [Fast.]\n  lucky: [Luck.]\n", cleanAnalysis);
    expect(items(markdown)).toEqual(["Fast. (stated)", "Luck. (stated)"]);
    expect(markdown?.match(/^\*\*.*\*\*$/gm)).toEqual(["**What went well**", "**Where we were lucky**"]);
  });
  it("has the one that the log teaches: hours unseen although an alarm could have told", () => {
    const noticed = (at: string) => of(lessons, `detection: { at: ${at} }\n`);
    expect(items(noticed("2026-01-08 13:40"))).toEqual([
      "By the stated time it was noticed only 1 day 23 h 47 min after the first error, though an alarm could have told (section Monitoring alerts).",
      expect.stringMatching(/^Exim wrote \d+ delay warnings? to the senders meanwhile\.$/),
    ]);
    expect(noticed("2026-01-06 14:30")).toBeNull();
    // what nobody did is not known; what no log shows is
    expect(items(of(lessons))[0]).toMatch(
      /^Nothing in the logs shows that anybody acted for .*, though an alarm could/,
    );
    expect(of(lessons)).not.toContain("Nobody");
  });
});

describe("the document's own", () => {
  it("version, dates, sign-off, and what is still to be filled in with its hint and place", () => {
    const yaml =
      "status: TODO completed or not\ndocument: { version: '1.0', nextReview: 2026-02-08 }\nsignOff:\n  - { name: Head, role: approves, at: 2026-01-09 }\n  - Owner\n";
    const markdown = of(document, yaml);
    expect(items(markdown)).toEqual([
      "Document version: 1.0",
      "Last updated: 2026-01-09 08:00:00 UTC",
      "Next review: 2026-02-08",
      "status: completed or not (intervention.yaml:1)",
    ]);
    expect(tables(markdown)).toEqual([
      [
        ["Name", "Role", "When"],
        ["Head", "approves", "2026-01-09"],
        ["Owner", "–", "not signed yet"],
      ],
    ]);
    expect(of(document, "title: x\n")).not.toMatch(/Still to be filled in|Signed off/);
  });
  it("head: what is stated beside what the logs say of the status", () => {
    const yaml = "title: Night of 8 January\ndate: 2026-01-08\nauthor: Team\nstatus: completed\nsystem: TODO\n";
    const markdown = of(header, yaml, openAnalysis);
    expect(headings(markdown)).toEqual(["# Night of 8 January"]);
    const rows = new Map((tables(markdown)[0] ?? []).map(([label = "", value = ""]) => [label, value]));
    expect(rows.get("Date")).toBe("2026-01-08");
    expect(rows.get("Status, as stated")).toBe("completed");
    expect(rows.get("Status, by the logs")).toMatch(/^Not over: /);
    expect(rows.get("To be filled in")).toBe("system (intervention.yaml:5)");
    expect(rows.has("System")).toBe(false);
    expect(markdown).toContain("where the logs contradict it, both are printed");
    const alone = of(header);
    expect(headings(alone)).toEqual(["# Mail server incident report, 2026-01-06 to 2026-01-08"]);
    expect(tables(alone)[0]?.map(([label]) => label)).not.toContain("To be filled in");
    expect(alone).not.toContain("operator");
  });
});
