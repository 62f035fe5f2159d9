/** Advice that a wrong word would make useless or untrue: what is said, over logs that show it. */
import { describe, expect, it } from "vitest";
import type { Analysis, AnalyzerId } from "../../src/analyzers/analysis.ts";
import { buildReport, type Diagnosis, prosePlain } from "../../src/report/index.ts";
import { judge } from "../analyzers/judge.ts";
import { sampleAnalysis } from "./sample-analysis.ts";

const now = Date.parse("2026-01-09T08:00:00Z");

function diagnosed(analysis: Analysis, analyzer: AnalyzerId): Diagnosis {
  const issues = buildReport(analysis, { now }).issues.flatMap(({ cause, effects }) => [cause, ...effects]);
  const one = issues.find((diagnosis) => diagnosis.analyzer === analyzer);
  if (one === undefined) throw new Error(`no ${analyzer}`);
  return one;
}

const steps = (all: Diagnosis["fix"]) => all.map(({ prose, commands }) => [prosePlain(prose), ...commands].join("\n"));

const PARENT = "1vbFTM-000CYI-0y";
const down = "R=dnslookup T=remote_smtp defer (111): Connection refused";
const letter = (id: string, at: string) => [
  `${at} ${id} <= <> R=${PARENT} U=Debian-exim P=local S=2158`,
  `${at} ${id} ** reports@mail.acme.example: Unrouteable address`,
  `${at} ${id} Frozen (delivery error message)`,
];
const waits = [
  `2026-01-01 10:00:00 ${PARENT} <= reports@mail.acme.example U=www-data P=local S=400`,
  `2026-01-01 10:00:01 ${PARENT} == desk@down.example ${down}`,
  `2026-01-02 10:00:02 ${PARENT} == desk@down.example ${down}`,
];
const warned = letter("1vbcwo-000CYP-1M", "2026-01-02 10:00:02");
const givenUp = [
  `2026-01-05 10:00:02 ${PARENT} == desk@down.example ${down}`,
  `2026-01-05 10:00:02 ${PARENT} ** desk@down.example: retry timeout exceeded`,
  ...letter("1vciNC-000CZ9-0g", "2026-01-05 10:00:02"),
  `2026-01-05 10:00:02 ${PARENT} Completed`,
];

describe("frozen letters", () => {
  it("count a delay warning apart from a bounce, and say what each would have told", async () => {
    const one = diagnosed(await judge({ mainlog: [...waits, ...warned, ...givenUp] }), "frozen-bounce");
    expect(prosePlain(one.title)).toBe(
      "1 bounce and 1 delay warning froze, so their sender was never told that mail was late or had failed (Connection refused)",
    );
    expect(prosePlain(one.impact)).toMatch(
      /^1 bounce could not be delivered: `reports@mail\.acme\.example` was never told that the message had failed\. 1 delay warning could not be delivered either: `reports@mail\.acme\.example` was not told that mail was late\. 1 bounce and 1 delay warning still frozen/,
    );
    const rows = one.measured.map(({ label, value }) => `${label}: ${prosePlain(value)}`);
    expect(rows[0]).toMatch(
      /^Delay warning 1vbcwo-000CYP-1M: .* was late for `desk@down\.example`: `Connection refused`/,
    );
    expect(rows[1]).toMatch(/^Bounce 1vciNC-000CZ9-0g: .* failed for `desk@down\.example`: `retry timeout exceeded`/);
  });

  it("of delay warnings alone tell of no failure", async () => {
    const one = diagnosed(await judge({ mainlog: [...waits, ...warned] }), "frozen-bounce");
    expect(prosePlain(one.title)).toMatch(/^1 delay warning froze, so its sender was never told that mail was late/);
    expect([one.impact, one.rootCause, one.title].map(prosePlain).join(" ")).not.toMatch(/failed/);
  });

  it("are no delay warnings that senders got", async () => {
    const stuck = diagnosed(await judge({ mainlog: [...waits, ...warned] }), "stuck-queue");
    expect(prosePlain(stuck.impact)).toContain("Exim wrote 1 delay warning, none of them delivered.");
    expect(prosePlain(stuck.impact)).not.toContain("Senders got");
  });
});

describe("mail that Exim froze", () => {
  const frozen = async () =>
    diagnosed(
      await judge({
        mainlog: [
          `2026-01-01 10:00:00 ${PARENT} <= ann@acme.example U=ann P=local S=400`,
          `2026-01-01 10:20:00 ${PARENT} == n@self.example R=dnslookup defer (-1): lowest numbered MX record points to local host`,
          `2026-01-01 10:20:00 ${PARENT} Frozen`,
          `2026-01-01 15:00:00 ${PARENT} Message is frozen`,
        ],
      }),
      "stuck-queue",
    );

  it("is watched for by -z, which speaks when it freezes, and not by -x, which leaves it out", async () => {
    const { prevention, verify } = await frozen();
    const [alarm] = steps(prevention);
    expect(alarm).toMatch(/spoken at 2026-01-01 10:20:00 UTC, when the first of these froze[\s\S]*\nexiqgrep -z -c$/);
    expect([...prevention, ...verify].flatMap(({ commands }) => commands).join("\n")).not.toContain("-x");
  });

  it("because the MX is this host is mended there, before it is forced", async () => {
    const fix = steps((await frozen()).fix);
    const mend = fix.findIndex((step) => /correct the MX.*Exim's local domains/s.test(step));
    expect(mend).toBeGreaterThan(0);
    expect(fix[mend]).toContain("dig +short MX self.example");
    expect(fix.findIndex((step) => step.includes("-v -M"))).toBeGreaterThan(mend);
  });

  it("is not advised where mail merely waits", async () => {
    const waiting = diagnosed(await judge({ mainlog: waits }), "stuck-queue");
    expect(steps(waiting.prevention).join("\n")).toMatch(/exiqgrep -x -o 3600 -c/);
    expect(steps([...waiting.fix, ...waiting.prevention]).join("\n")).not.toMatch(/exiqgrep -z|correct the MX/);
  });
});

describe("mail that plain queue runs passed over", () => {
  const flush = (at: string): Analysis => ({
    ...sampleAnalysis,
    mail: {
      ...sampleAnalysis.mail,
      timeline: [{ at, what: "queue-flush", text: "queue run -qff", finding: null, source: "mainlog", line: 1 }],
    },
  });
  it("went out in the forced run that began just before", () => {
    expect(prosePlain(diagnosed(flush("2026-01-08T14:18:54Z"), "stuck-queue").impact)).toMatch(
      /passed over them \d+ times; they went out in the minute after the forced queue run of 2026-01-08 14:18:54 UTC began/,
    );
  });
  it.each(["2026-01-08T14:18:56Z", "2026-01-08T14:10:00Z"])("not in one of %s", (at) => {
    expect(prosePlain(diagnosed(flush(at), "stuck-queue").impact)).not.toContain("forced queue run");
  });
});

describe("a refused file name", () => {
  const on = (panel: "hestia" | "cpanel" | "directadmin") => {
    const { mail } = sampleAnalysis;
    const exim = panel === "hestia" ? "exim4" : "exim";
    return diagnosed({ ...sampleAnalysis, mail: { ...mail, host: { ...mail.host, panel, exim } } }, "tainted-filename");
  };

  it("is tested with the configuration that would be generated, not with the one in force", () => {
    const fix = steps(on("hestia").fix);
    const test = fix.find((step) => step.includes(" -bt ")) ?? "";
    expect(test).toMatch(
      /\nupdate-exim4\.conf -o \/root\/exim4\.conf\.new\nexim4 -C \/root\/exim4\.conf\.new -bV > \/dev\/null\nexim4 -C \/root\/exim4\.conf\.new -f \S+ -bt \S+$/,
    );
    expect(test).toMatch(/gives up its root privilege before it delivers/);
    expect(fix.join("\n")).not.toMatch(/from the moment it is written|^exim4 -f .* -bt/m);
    expect(fix.filter((step) => step.includes("systemctl reload exim4"))).toHaveLength(1);
  });

  it.each(["cpanel", "directadmin"] as const)("is tested as it was on %s", (panel) => {
    const fix = steps(on(panel).fix).join("\n");
    expect(fix).toMatch(/\nexim -bV\nexim -f \S+ -bt \S+/);
    expect(fix).not.toMatch(/update-exim4|^exim4 /m);
  });

  it("is looked for as a configuration writes it, not as the report does", () => {
    const fix = steps(on("hestia").fix).join("\n");
    expect(fix).toContain("`/etc/exim4/domains/$sender_address_domain/smtp_relay.conf`");
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of Exim's own language
    expect(fix).toContain("`/etc/exim4/domains/${sender_address_domain}/smtp_relay.conf`");
    expect(fix).toMatch(/the macro `SMTP_RELAY_FILE`, that is for/);
    expect(fix).not.toContain("/etc/exim4/domains/*/");
  });

  it("has its misleading reason called a reason, for the line itself names more", () => {
    expect(prosePlain(on("hestia").symptom)).toMatch(/it gives as its reason only `NULL` and `Unrouteable address`/);
  });
});

describe("Dovecot's limits", () => {
  it("are not offered as an alternative to the cap that they go with", () => {
    const fix = steps(diagnosed(sampleAnalysis, "mmap-failure").fix).join("\n");
    expect(fix).toMatch(/The cap is for good\. Until the purge has left no larger file,/);
    expect(fix).not.toMatch(/^Or, if/m);
  });
});
