import { describe, expect, it } from "vitest";
import type { Analysis, Finding, MailState } from "../../src/analyzers/analysis.ts";
import { builtInRemedies } from "../../src/knowledge/builtin.ts";
import { buildReport, type Diagnosis, prosePlain } from "../../src/report/index.ts";
import { openAnalysis, sampleAnalysis } from "./sample-analysis.ts";

const now = Date.parse("2026-01-09T08:00:00Z");
const PANELS: readonly MailState["host"]["panel"][] = ["hestia", "cpanel", "directadmin", "debian", null];
const findings: readonly Finding[] = [...sampleAnalysis.findings, ...openAnalysis.findings];

function diagnoses(
  finding: Finding,
  panel: MailState["host"]["panel"],
  exim = panel === "cpanel" || panel === "directadmin" ? "exim" : "exim4",
): Diagnosis {
  const analysis: Analysis = {
    ...sampleAnalysis,
    findings: [{ ...finding, causedBy: null }],
    mail: { ...sampleAnalysis.mail, host: { ...sampleAnalysis.mail.host, panel, exim } },
  };
  const cause = buildReport(analysis, { now }).issues[0]?.cause;
  if (cause === undefined) throw new Error("no issue");
  return cause;
}

const wordsOf = (one: Diagnosis): string =>
  [
    ...[one.title, one.symptom, one.rootCause, one.impact, ...one.notShown].map(prosePlain),
    ...[...one.fix, ...one.verify, ...one.prevention].flatMap((step) => [
      prosePlain(step.prose),
      ...step.commands,
      ...step.config,
    ]),
    ...one.dangerous.flatMap(({ folk, why }) => [prosePlain(folk), prosePlain(why)]),
  ].join("\n");

describe("remedies over every variant", () => {
  for (const finding of findings) {
    for (const panel of PANELS) {
      it(`${finding.key} (${finding.status}) on ${panel ?? "an unknown host"}`, () => {
        const words = wordsOf(diagnoses(finding, panel));
        // a name that no view holds throws; here: no tag, no empty code, no doubled blank or stray mark is left
        expect(words).not.toMatch(/\{\{|undefined|(?<!\/dev\/)null\b|``|NaN| {2,}(?!vsz)|\s[.,;:](?:\s|$)/);
      });
    }
  }

  it("speak the host's own names", () => {
    const [taint] = sampleAnalysis.findings as [Finding];
    expect(wordsOf(diagnoses(taint, "hestia"))).toContain("systemctl reload exim4");
    expect(wordsOf(diagnoses(taint, "cpanel"))).toMatch(
      /\/etc\/exim\.conf\.local[\s\S]*exim -bV[\s\S]*restartsrv_exim/,
    );
    expect(wordsOf(diagnoses(taint, "cpanel"))).not.toMatch(/exim4 /);
    expect(wordsOf(diagnoses(taint, "directadmin"))).toContain("custombuild/custom/exim/exim.conf");
    expect(wordsOf(diagnoses(taint, null, "exim"))).toContain("exim -bP configure_file");
    expect(wordsOf(diagnoses(taint, null, "exim; reboot"))).not.toContain("reboot");
  });
});

describe("remedies never advise", () => {
  const steps = findings
    .flatMap((finding) => PANELS.map((panel) => diagnoses(finding, panel)))
    .flatMap((one) => [...one.fix, ...one.verify, ...one.prevention]);
  const commands = steps.flatMap((step) => [...step.commands, ...step.config]).join("\n");
  const NEVER: readonly (readonly [what: string, pattern: RegExp])[] = [
    ["flushing frozen mail", /-qff/],
    ["an unfiltered removal", /exiqgrep -z(?! -f)[^\n]*Mrm|xargs/],
    ["removing index files", /\brm\b/],
    ["loosening modes", /chmod|chown/],
    ["lifting the limit of all services", /default_vsz_limit\s*=/],
    ["switching the protection off", /allow_insecure_tainted_data\s*=/],
    ["emptying a macro", /^(?:DKIM_FILE|OUTGOING_IP)\s*=\s*$/m],
    ["restarting where a reload does", /systemctl restart (?:exim4|dovecot)/],
  ];
  for (const [what, pattern] of NEVER) it(what, () => expect(commands).not.toMatch(pattern));

  it("a destructive command in a step that is not called destructive", () => {
    for (const step of steps) {
      if (/-Mrm|expunge/.test(step.commands.join("\n")))
        expect([step.commands, step.risk]).toEqual([step.commands, "destructive"]);
    }
  });
});

describe("remedies know", () => {
  const remedies = builtInRemedies();
  const all = (id: keyof typeof remedies) => JSON.stringify(remedies[id]).replace(/\s+/g, " ");
  const KNOWN: readonly (readonly [keyof typeof remedies, RegExp])[] = [
    ["tainted-filename", /since 4\.93.*since 4\.94.*since 4\.96/],
    ["tainted-filename", /from 4\.96 on the option is gone/],
    ["tainted-filename", /A plain queue run \(`-q`\) would skip/],
    ["tainted-filename", /-qff.*thaws frozen/],
    ["mmap-failure", /no sign of a damaged file, nor of a host without free RAM/],
    ["mmap-failure", /doveadm mailbox cache purge/],
    ["mmap-failure", /Since 2\.3\.11.*1 GiB/],
    ["stuck-queue", /alarm on age, not on count/],
    ["frozen-bounce", /Look at the parent before anything else/],
    ["frozen-bounce", /exiqgrep -z -f '\^<>\$'/],
  ];
  for (const [id, pattern] of KNOWN) it(`${id}: ${pattern.source}`, () => expect(all(id)).toMatch(pattern));
});
