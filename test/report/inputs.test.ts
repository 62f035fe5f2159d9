import { describe, expect, it } from "vitest";
import type { Analysis, MailState, StuckRow } from "../../src/analyzers/analysis.ts";
import { buildReport, renderMarkdown, renderText } from "../../src/report/index.ts";
import { cleanAnalysis, frozenFinding, mmapFinding, relayFinding, sampleAnalysis } from "./sample-analysis.ts";

const now = Date.parse("2026-01-09T08:00:00Z");
const NO_EXIM = "No Exim log was given: mail and the queue were not checked.";
const NO_DOVECOT = "No Dovecot log was given: mailbox faults were not checked.";
const only = (dialect: string, analysis: Analysis): Analysis => ({
  ...analysis,
  sources: sampleAnalysis.sources.filter((source) => source.dialect === dialect),
});
const both = (analysis: Analysis) => {
  const report = buildReport(analysis, { now });
  return { markdown: renderMarkdown(report), text: renderText(report) };
};

describe("a log without a line of Exim", () => {
  const mmapOnly = both(only("dovecot", { ...sampleAnalysis, findings: [mmapFinding] }));
  const clean = both(only("dovecot", cleanAnalysis));

  it("says that mail was not checked", () => {
    for (const { markdown, text } of [mmapOnly, clean]) {
      expect(markdown).toContain(`| Not checked | ${NO_EXIM} |`);
      expect(text).toContain(NO_EXIM);
    }
    expect(mmapOnly.markdown).toMatch(new RegExp(`\\*\\*What is left:\\*\\* ${NO_EXIM}`));
  });

  it("does not speak of the queue", () => {
    for (const { markdown, text } of [mmapOnly, clean]) {
      expect(`${markdown}${text}`).not.toMatch(
        /nothing (?:was|is left) waiting|In the queue at|## Mail queue|\| Mail arrived|\| Tries put off|tell of \d+ message|too long in the queue/,
      );
    }
    expect(mmapOnly.markdown).toMatch(/## Before and after[\s\S]*\| Logins \|/);
  });
});

describe("a panic or reject log alone", () => {
  const named = (name: string, analysis: Analysis): Analysis => ({
    ...analysis,
    sources: [{ ...(sampleAnalysis.sources[0] as Analysis["sources"][number]), name }],
    mail: { ...analysis.mail, messages: 0 },
  });
  const NO_MAIN = "No main log of Exim was given: mail and the queue were not checked.";
  const ofQueue =
    /nothing (?:was|is left) waiting|In the queue at|## Mail queue|tell of \d+ message|too long in the queue/;
  it.each(["/var/log/exim4/paniclog", "rejectlog.1", "exim_paniclog.2.gz"])("%s tells nothing of the queue", (name) => {
    const { markdown, text } = both(named(name, cleanAnalysis));
    expect(markdown).toContain(`| Not checked | ${NO_MAIN} |`);
    expect(text).toContain(NO_MAIN);
    expect(`${markdown}${text}`).not.toMatch(ofQueue);
    const broken = both(named(name, { ...sampleAnalysis, findings: [relayFinding] })).markdown;
    expect(broken).not.toMatch(ofQueue);
    expect(broken).toContain("Not in the logs. No main log of Exim was given.");
  });
  it("of rejections alone tells nothing of refused values either", () => {
    const checked = (name: string) => both(named(name, cleanAnalysis)).markdown.includes("refuses as tainted");
    expect([checked("rejectlog"), checked("paniclog"), checked("mainlog")]).toEqual([false, true, true]);
  });
  it("is one by its name and by what was counted, not by a folder", () => {
    for (const name of ["/var/log/panic/mainlog", "mainlog", "-"])
      expect(both(named(name, cleanAnalysis)).markdown).not.toContain(NO_MAIN);
    const counted = named("rejectlog", cleanAnalysis);
    expect(both({ ...counted, mail: { ...counted.mail, messages: 3 } }).markdown).not.toContain(NO_MAIN);
  });
});

describe("a log without a line of Dovecot", () => {
  it("says that mailboxes were not checked, and prints no figures of them", () => {
    const taintOnly = both(only("exim", { ...sampleAnalysis, findings: [relayFinding] }));
    const clean = both(only("exim", cleanAnalysis));
    for (const { markdown, text } of [taintOnly, clean]) {
      expect(markdown).toContain(`| Not checked | ${NO_DOVECOT} |`);
      expect(text).toContain(NO_DOVECOT);
      expect(markdown).not.toMatch(/\| Logins \||index files that Dovecot cannot map/);
    }
  });
});

it("logs of both name nothing unchecked", () => {
  expect(both(cleanAnalysis).markdown).not.toContain("Not checked");
});

describe("the oldest message stands on the row of its kind", () => {
  const oldest = "2026-01-06T13:52:11Z";
  const table = (queue: Partial<MailState["queue"]>, stuck: readonly StuckRow[] = []) => {
    const analysis = { ...sampleAnalysis, findings: [frozenFinding] };
    const state = { ...sampleAnalysis.mail.queue, active: 0, frozen: 0, frozenBounces: 0, oldest, ...queue };
    const { markdown } = both({ ...analysis, mail: { ...analysis.mail, queue: state, stuck } });
    return markdown.slice(markdown.indexOf("## Mail queue")).split("\n## ")[0];
  };
  const row = (outcome: "queued" | "frozen", sender: string): StuckRow => ({
    ...(sampleAnalysis.mail.stuck[0] as StuckRow),
    outcome,
    sender,
    arrivedAt: oldest,
  });

  it.each([
    ["Waiting for delivery", { active: 2 }, []],
    ["Frozen bounces", { frozen: 2, frozenBounces: 2 }, []],
    ["Other frozen messages", { frozen: 1 }, []],
    ["Waiting for delivery", { active: 1, frozen: 1, frozenBounces: 1 }, [row("queued", "a@acme.example")]],
    ["Frozen bounces", { active: 1, frozen: 1, frozenBounces: 1 }, [row("frozen", "")]],
  ])("%s", (kind, queue, stuck) => {
    const named = (table(queue, stuck) ?? "").split("\n").filter((line) => / old \|$/.test(line));
    expect(named).toHaveLength(1);
    expect(named[0]).toContain(`| ${kind} |`);
  });

  it("or beside the table when nothing tells its kind", () => {
    expect(table({ active: 1, frozen: 1 })).toMatch(/^Oldest of all: .* old\.$/m);
  });

  it("names a bounce only when the sender is known to be empty", () => {
    const shown = (sender: string | null, recipient: string) =>
      table({ active: 1 }, [{ ...row("queued", ""), sender, recipient }]);
    expect(shown("", "a@acme.example")).toContain("| none (a bounce) | `a@acme.example` |");
    expect(shown(null, "")).toContain("| not in these logs | not in these logs |");
  });
});
