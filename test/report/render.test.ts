import { readdirSync, readFileSync } from "node:fs";
import type { Tokens } from "marked";
import { lexer } from "marked";
import { describe, expect, it } from "vitest";
import type { Analysis, StuckRow } from "../../src/analyzers/analysis.ts";
import { buildReport, renderMarkdown } from "../../src/report/index.ts";
import { shortNames } from "../../src/report/names.ts";
import { sections } from "../../src/report/sections/index.ts";
import { refuseUnescaped } from "../../src/report/template.ts";
import { cleanAnalysis, openAnalysis, sampleAnalysis } from "./sample-analysis.ts";

const now = Date.parse("2026-01-09T08:00:00Z");
const markdownOf = (analysis: Analysis, maxRows?: number) =>
  renderMarkdown(buildReport(analysis, { now }), maxRows === undefined ? {} : { maxRows });
const headings = (markdown: string) =>
  lexer(markdown)
    .filter((token) => token.type === "heading" && token.depth <= 2)
    .map((token) => (token as Tokens.Heading).text);

describe("sections", () => {
  it("stand in the order of the report", () => {
    expect(headings(markdownOf(sampleAnalysis))).toEqual([
      "Mail server incident report, 2026-01-06 to 2026-01-08",
      "Executive summary",
      "Impact",
      "Timeline",
      "Detection",
      "Issues identified and resolved",
      "Mail delivered or bounced after being stuck",
      "What was changed",
      "Verification",
      "Preventive measures",
      "Mail queue at the end of the log",
      "Maintenance schedule",
      "Monitoring alerts",
      "Security hardening",
      "Troubleshooting reference",
      "Useful commands",
      "External resources",
      "Before and after",
      "What is left to do",
      "Next steps",
      "Lessons",
      "Assumptions",
      "Coverage",
    ]);
  });

  it("tell each cause in a chapter of its own", () => {
    const chapters = lexer(markdownOf(sampleAnalysis)).filter((token) => token.type === "heading" && token.depth === 3);
    expect(chapters.map((token) => (token as Tokens.Heading).text).filter((title) => /^Issue /.test(title))).toEqual([
      "Issue 1: Mail held and bounced: Exim refuses the file name `/etc/exim4/domains/*/smtp_relay.conf`",
      "Issue 2: Mail held: Exim refuses the file name `/etc/exim4/domains/*/ip`",
      "Issue 3: Mailbox `Logs` of `marie@acme.example`: an index file of 1.30 GiB exceeds Dovecot's memory limit",
    ]);
  });

  it("without anything to say are left out: a clean day is short", () => {
    expect(headings(markdownOf(cleanAnalysis))).toEqual([
      "Mail server incident report, 2026-01-06 to 2026-01-08",
      "Executive summary",
      "Assumptions",
      "Coverage",
    ]);
    expect(markdownOf(cleanAnalysis)).toContain("**No fault found.**");
  });

  it("that recognised nothing do not claim a clean day", () => {
    const nothing = {
      ...cleanAnalysis,
      window: { from: null, to: null, since: null, until: null },
      coverage: { ...cleanAnalysis.coverage, recognised: 0 },
    };
    expect(markdownOf(nothing)).toContain("Nothing was recognised, so nothing can be said");
    expect(markdownOf(nothing)).not.toContain("No fault found");
  });

  it("have a folder each, and each folder a section", () => {
    const folders = readdirSync(new URL("../../src/report/sections", import.meta.url), { withFileTypes: true });
    const named = folders.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    expect(named.sort()).toEqual(sections.map((section) => section.id).sort());
  });
});

describe("templates", () => {
  for (const { id } of sections) {
    it(`${id} has no unescaped tag and no code around one`, () => {
      const template = readFileSync(
        new URL(`../../src/report/sections/${id}/section.mustache`, import.meta.url),
        "utf8",
      );
      refuseUnescaped(template, id);
      // a value brings its own code span; backticks around it would pair with those of the value
      expect(template).not.toMatch(/`\{\{|\}\}`/);
    });
  }

  it("of a user cannot break the escaping", () => {
    const report = buildReport(sampleAnalysis, { now });
    for (const summary of [
      "{{{questions}}}",
      "{{& questions}}",
      "{{#questions}}{{{question}}}{{/questions}}",
      "{{=<% %>=}}<%& questions %>",
    ]) {
      expect(() => renderMarkdown(report, { templates: { summary } })).toThrow(/summary\.mustache:1:\d+: .*unescaped/);
    }
    expect(() => renderMarkdown(report, { templates: { summary: "{{#open}}" } })).toThrow(/not a mustache template/);
    expect(() => renderMarkdown(report, { templates: { summary: "{{nobody}}" } })).toThrow(/nobody/);
    expect(renderMarkdown(report, { templates: { header: "# {{status}}" } })).toMatch(/^# The faults are over/);
  });
});

describe("what must be said", () => {
  const markdown = markdownOf(sampleAnalysis);
  const said: Readonly<Record<string, RegExp>> = {
    "what broke": /Exim refuses the file name `\/etc\/exim4\/domains\/\*\/ip`/,
    "since when, with its line":
      /Issue 1: 2026-01-06 13:52:11 UTC; last error 2026-01-08 14:00:02 UTC \(`mainlog:12`, `mainlog:231`\)/,
    "who was hurt": /4 messages held, the longest for 2 days 0 h 26 min, all delivered since\./,
    "when it ended, and which line shows it": /Resolved at 2026-01-08 14:18:57 UTC, confirmed: .*\(`mainlog:269`\)/,
    "what is left": /2 bounces still frozen: `1vdJmD-000CmV-38`, `1vdKx2-000CnB-1c`/,
    "late mail":
      /\| `jan@globex\.example` \| Procuration \| delivered \| 2026-01-08 14:18:55 \| 2 days 0 h 26 min \| `relay\.edge\.example`, TLS 1\.3 \|/,
    "size, exact and in GiB": /1,395,104,500 bytes \(1\.30 GiB\)/,
    "candidates only between error and proof": /\| 2026-01-08 14:18:30 \| Exim \| started \| 1 \| `mainlog:255` \|/,
    "that the change is not logged": /The logs do not show what was changed/,
    "local time": /\| 2026-01-08 14:18:30 \| 2026-01-08 15:18:30 \|/,
    "share of lines": /99\.4 %/,
    "the dsearch mend":
      /`\/etc\/exim4\/domains\/\$\{lookup\{\$sender_address_domain\}dsearch\{\/etc\/exim4\/domains\}\}\/ip`/,
    "the removed option": /allow_insecure_tainted_data.*from 4\.96\s+on the option is gone/,
    "a folk fix": /default_vsz_limit`\. \| It lifts the guard/,
  };
  for (const [name, pattern] of Object.entries(said)) it(name, () => expect(markdown).toMatch(pattern));

  it("mentions the first daemon start nowhere among the candidates", () => {
    expect(markdown.slice(markdown.indexOf("## What was changed"), markdown.indexOf("## What is left"))).not.toContain(
      "07:58:01",
    );
  });

  it("does not repeat in issue 2 what issue 1 said", () => {
    expect(markdown.match(/allow_insecure_tainted_data = yes/g)).toHaveLength(1);
    expect(markdown).toContain("As in issue 1; besides:");
  });
});

describe("bounds", () => {
  it("caps tables and says how many rows are left out", () => {
    const row = sampleAnalysis.mail.stuck[0] as StuckRow;
    const many = {
      ...sampleAnalysis,
      mail: { ...sampleAnalysis.mail, stuck: Array.from({ length: 1_234 }, () => row) },
    };
    expect(markdownOf(many)).toContain("And 1,184 more.");
    expect(markdownOf(many, 10)).toContain("And 1,224 more.");
  });

  it("prints no column of subjects when none is logged", () => {
    expect(markdownOf(openAnalysis)).not.toContain("| Subject |");
    expect(markdownOf(openAnalysis)).toContain("Subjects are not in these logs");
  });
});

describe("names of files", () => {
  it("are as short as they can be told apart", () => {
    expect([
      ...shortNames(["/var/log/exim4/mainlog", "/var/log/dovecot.log", "a/x/mainlog.1", "b/x/mainlog.1", "-"]).values(),
    ]).toEqual(["mainlog", "dovecot.log", "a/x/mainlog.1", "b/x/mainlog.1", "stdin"]);
    expect([...shortNames(["mainlog", "old/mainlog"]).values()]).toEqual(["mainlog", "old/mainlog"]);
  });
});
