import type { Tokens } from "marked";
import { describe, expect, it } from "vitest";
import type { Analysis } from "../../../src/analyzers/analysis.ts";
import { harmfulIn } from "../../../src/report/harmful/index.ts";
import { alerts } from "../../../src/report/sections/alerts/section.ts";
import { commands } from "../../../src/report/sections/commands/section.ts";
import { documents } from "../../../src/report/sections/documents/section.ts";
import { hardening } from "../../../src/report/sections/hardening/section.ts";
import { maintenance } from "../../../src/report/sections/maintenance/section.ts";
import { resources } from "../../../src/report/sections/resources/section.ts";
import type { Section } from "../../../src/report/sections/section.ts";
import { troubleshooting } from "../../../src/report/sections/troubleshooting/section.ts";
import { cleanAnalysis, sampleAnalysis } from "../sample-analysis.ts";
import { seen } from "../support/markdown-reader.ts";
import { blocks, headings, printed, reportOn, tables, tokensOf } from "./printed.ts";

const onHost = (host: Partial<Analysis["mail"]["host"]>): Analysis => ({
  ...sampleAnalysis,
  mail: { ...sampleAnalysis.mail, host: { ...sampleAnalysis.mail.host, ...host } },
});
const hestia = onHost({ exim: "exim4", panel: "hestia", eximVersion: "4.96", dovecotVersion: "2.3.19.1" });
const dovecotOnly: Analysis = {
  ...sampleAnalysis,
  sources: sampleAnalysis.sources.filter(({ dialect }) => dialect === "dovecot"),
  findings: sampleAnalysis.findings.filter(({ analyzer }) => analyzer === "mmap-failure"),
};
const of = (section: Section, analysis: Analysis = hestia, yaml?: string) => printed(section, reportOn(analysis, yaml));

const ADVICE: readonly Section[] = [maintenance, alerts, hardening, troubleshooting, commands, resources];

describe("advice", () => {
  it.each(ADVICE.map((section) => [section.id, section] as const))(
    "%s is left out of a clean day that nobody speaks of",
    (_, section) => {
      expect(of(section, cleanAnalysis)).toBeNull();
      // a head that `init` writes by itself states nothing
      expect(of(section, cleanAnalysis, "title: Drill\nauthor: TODO your name\n")).toBeNull();
      expect(of(section, cleanAnalysis, "title: Drill\nsummary: We tried the failover.\n")).not.toBeNull();
    },
  );

  it.each([
    [maintenance, "## Maintenance schedule", ["Frequency", "Task", "Command"]],
    [alerts, "## Monitoring alerts", ["Alert", "Would have fired", "Shown by", "Command"]],
    [troubleshooting, "## Troubleshooting reference", ["Issue", "Symptom", "Solution"]],
  ] as const)("is a table with whole rows", (section, heading, columns) => {
    const markdown = of(section);
    expect(headings(markdown)).toEqual([heading]);
    const [table = []] = tables(markdown);
    expect(table[0]).toEqual(columns);
    expect(table.length).toBeGreaterThan(5);
    // marked fills rows up to the header's width: an empty cell would be a broken pipe
    expect(table.flat().filter((cell) => cell.trim() === "")).toEqual([]);
  });

  it("never deletes an index, forces a queue or counts it alone", () => {
    for (const section of ADVICE) {
      const markdown = of(section) ?? "";
      expect(markdown).not.toMatch(/-qff|\brm -|grep -i error \/|exists`/);
      for (const [, text] of blocks(markdown)) expect(harmfulIn(text)).toEqual([]);
    }
  });

  it("speaks only of programs whose logs were read", () => {
    for (const section of ADVICE.filter((one) => one !== alerts && one !== hardening))
      expect([section.id, of(section, dovecotOnly)]).toEqual([
        section.id,
        expect.not.stringMatching(/exiqgrep|exim4? -|exim\.org/),
      ]);
  });
});

describe("the maintenance schedule", () => {
  it("keeps pipes inside of a command's cell", () => {
    const [table = []] = tables(of(maintenance));
    const commandsOf = table.map((row) => row[2]);
    expect(commandsOf).toContain(
      "grep -E -e '[Tt]ainted' -e ' defer ' -e '[Ff]rozen' /var/log/exim4/mainlog | tail -n 100",
    );
    expect(commandsOf).toContain("ls -l /var/log/exim4/paniclog");
    expect(commandsOf).toContain("/usr/local/sbin/dovecot-cache-check --dry-run");
  });
});

describe("the alarms", () => {
  it("say when they would have spoken, that they would not, or that the logs cannot tell", () => {
    const [table = []] = tables(of(alerts));
    const row = (start: string) => table.find((one) => one[0]?.startsWith(start))?.slice(1, 3);
    expect(row("Oldest message in the queue, not frozen, over 1 h (advised)")).toEqual([
      "Yes, 2026-01-06 14:52:11 UTC. 1vd7Tn-000CbC-2W, arrived 2026-01-06 13:52:11 UTC, had waited an hour.",
      expect.stringMatching(/^mainlog:\d+$/),
    ]);
    expect(row("Disk space")).toEqual(["Not in the logs. Mail logs do not hold it.", "–"]);
  });
});

describe("the checklist", () => {
  const items = (markdown: string | null) =>
    tokensOf(markdown)
      .filter((token): token is Tokens.List => token.type === "list")
      .flatMap((list) => list.items.map((item) => [item.checked, seen(item.tokens)] as const));
  const yaml = `
hardening:
  - item: Administrators log in with 2FA
    evidence: Looked at on 8 January
  - Mail domains belong to regular users
  - Regular password rotation every 90 days
`;
  it("ticks what the operator gives evidence for, and nothing else of theirs", () => {
    const found = items(of(hardening, hestia, yaml));
    expect(found.slice(0, 3)).toEqual([
      [true, "Administrators log in with 2FA: Looked at on 8 January (stated, intervention.yaml:3)"],
      [false, "Mail domains belong to regular users: no evidence is stated (stated, intervention.yaml:5)"],
      [false, expect.stringContaining("But: NIST SP 800-63B advises against forced rotation")],
    ]);
    expect(found.filter(([, item]) => /second factor|Passwords are long/.test(item))).toEqual([]);
  });

  it("never ticks TLS: the late deliveries are not all", () => {
    const tls = (analysis: Analysis) =>
      items(of(hardening, analysis)).find(([, item]) => item.startsWith("Outgoing mail goes"));
    expect(tls(hestia)).toEqual([
      false,
      expect.stringMatching(
        /5 of 5 late deliveries to other hosts went over TLS 1\.3; other deliveries are not counted here\. \(mainlog:\d+\)$/,
      ),
    ]);
    const stuck = hestia.mail.stuck.map((row, at) => (at === 0 ? { ...row, tls: null } : row));
    expect(tls({ ...hestia, mail: { ...hestia.mail, stuck } })).toEqual([false, expect.stringContaining("4 of 5")]);
    const plain = hestia.mail.stuck.map((row) => ({ ...row, tls: null }));
    expect(tls({ ...hestia, mail: { ...hestia.mail, stuck: plain } })?.[1]).toMatch(
      /0 of 5 late .* over TLS; .* here\.$/,
    );
    expect(tls({ ...hestia, mail: { ...hestia.mail, stuck: [] } })).toEqual([false, "Outgoing mail goes over TLS."]);
  });

  it("asks for no password rotation", () => {
    expect(items(of(hardening)).find(([, item]) => item.startsWith("Passwords"))?.[1]).toContain(
      "not every 90 days: NIST SP 800-63B",
    );
  });
});

describe("the troubleshooting card", () => {
  const [table = []] = tables(of(troubleshooting));
  it.each([
    ["Large cache", /doveadm mailbox cache purge.*Here: issue 3\./],
    ["Stuck mail", /mend the cause, then exim4 -M ID .* exim4 -Rf DOMAIN/],
    ["Refused file name", /dsearch.*Whether the file exists.*nothing to do with it\. Here: issues 1 and 2\./],
    ["Login refused", /v-change-mail-account-password/],
  ])("%s", (issue, solution) => {
    expect(table.find((row) => row[0] === issue)?.[2]).toMatch(solution);
  });
});

describe("useful commands", () => {
  it("use the names of the host", () => {
    const [[lang, text] = ["", ""], ...more] = blocks(of(commands));
    expect([lang, more]).toEqual(["sh", []]);
    for (const line of [
      "exim4 -bp",
      "exim4 -f SENDER -bt RECIPIENT",
      "exim4 -Mvl ID",
      "exinext DOMAIN",
      "tail -F /var/log/exim4/mainlog /var/log/exim4/paniclog",
      "doveconf -n",
    ])
      expect(text.split("\n")).toContain(line);
    expect(blocks(of(commands, onHost({ exim: "exim", panel: "cpanel" })))[0]?.[1]).toContain(
      "tail -F /var/log/exim_mainlog /var/log/exim_paniclog",
    );
    expect(text).not.toContain("<<<");
  });
});

describe("resources and documents", () => {
  const hrefs = (markdown: string | null) =>
    [...(markdown ?? "").matchAll(/\]\((https:[^)]+)\)/g)].map((match) => match[1] ?? "");
  it("name official pages once each, HestiaCP's only on such a host", () => {
    const urls = hrefs(of(resources));
    expect(new Set(urls).size).toBe(urls.length);
    expect(urls).toContain("https://hestiacp.com/docs/introduction/best-practices");
    expect(hrefs(of(resources, onHost({ panel: "debian" })))).not.toContain(
      "https://hestiacp.com/docs/introduction/best-practices",
    );
    expect(
      urls.filter(
        (url) =>
          !/^https:\/\/(?:www\.exim\.org|doc\.dovecot\.org|hestiacp\.com|pages\.nist\.gov|github\.com\/Exim)\//.test(
            url,
          ),
      ),
    ).toEqual([]);
  });

  it("show the operator's documents without linking them", () => {
    const markdown = of(documents, hestia, "documents:\n  - title: Runbook\n    where: https://evil.example/x\n");
    expect([headings(markdown), hrefs(markdown)]).toEqual([["## Related documents"], []]);
    expect(markdown).toContain("- Runbook: `https://evil.example/x`");
    expect(of(documents)).toBeNull();
  });
});
