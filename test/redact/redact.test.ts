import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/analyzers/analysis.ts";
import { redactionNote, redactReport } from "../../src/redact/index.ts";
import { buildReport, renderMarkdown } from "../../src/report/index.ts";
import type { Report } from "../../src/report/model.ts";
import { cleanAnalysis, relayFinding, sampleAnalysis } from "../report/sample-analysis.ts";
import { reportOf } from "./cases.ts";

const now = Date.parse("2026-01-09T08:00:00Z");
const key = "k1";
const sample = buildReport(sampleAnalysis, { now });
const full = (report: Report, by = key) => redactReport(report, { level: "full", key: by });
const partial = (report: Report) => redactReport(report, { level: "partial", key });

/** A report that quotes these lines. */
function quoting(...lines: readonly string[]): Report {
  const evidence = lines.map((text, at) => ({ source: "mainlog", line: at + 1, at: null, text, role: "error" }));
  const finding = { ...relayFinding, evidence } as Finding;
  return buildReport({ ...sampleAnalysis, findings: [finding] }, { now });
}
const quoted = (report: Report) => report.analysis.findings[0]?.evidence.map((one) => one.text) ?? [];
const STAMP = "2026-01-06 13:53:18 1vd7Us-000DCS-0M";

describe("keys and levels", () => {
  it("give the same report for the same key, another for another", () => {
    expect(full(sample)).toEqual(full(sample));
    expect(renderMarkdown(full(sample))).not.toBe(renderMarkdown(full(sample, "k2")));
  });

  it("leave it as it is at none", () => {
    expect(redactReport(sample, { level: "none", key: undefined })).toBe(sample);
    expect(redactionNote("none")).toBe("");
  });

  it.each([undefined, ""])("refuse the key %j", (none) => {
    expect(() => redactReport(sample, { level: "partial", key: none })).toThrow(/with a key that is not empty/);
  });

  it("say once that names are none", () => {
    expect(redactionNote("partial")).toMatch(/IP addresses are pseudonyms; domains and host names are as logged/);
    expect(redactionNote("full")).toMatch(/domains, host names and IP addresses are pseudonyms/);
  });

  it("change nothing of a report without names", () => {
    const clean = buildReport(cleanAnalysis, { now });
    expect(full(clean).issues).toEqual(clean.issues);
    expect(full(clean).summary).toEqual(clean.summary);
    expect(full(clean).statusText).toBe(clean.statusText);
  });
});

describe("what is replaced", () => {
  it.each([
    [
      `<= marie@acme.example H=mail.acme.example (laptop) [192.0.2.7]:5001 P=esmtpsa A=plain:marie S=9 id=a.b@acme.example T="Offer \\"two\\""`,
      /^<= (u-\w{6})@(d-\w{6}\.invalid) H=(h-\w{6}\.\2) \(helo-\w{6}\) \[ip4-\w{6}\]:5001 P=esmtpsa A=plain:\1 S=9 id=m-\w{6}@\2 T="subject-\w{6}"$/,
    ],
    [
      `== info@shop.example <list@acme.example> R=dnslookup T=remote_smtp defer (111): H=mx.shop.example [2001:DB8:0::7]: Connection refused`,
      /^== (u-\w{6})@(d-\w{6}\.invalid) <u-\w{6}@d-\w{6}\.invalid> R=dnslookup T=remote_smtp defer \(111\): H=h-\w{6}\.\2 \[ip6-\w{6}\]: Connection refused$/,
    ],
    [
      `=> tom <tom@acme.example> R=local T=maildir DN="CN=mail.acme.example,O=Acme Ltd,C=BE" C="250 ok for tom@acme.example"`,
      /^=> (u-\w{6}) <\1@(d-\w{6}\.invalid)> R=local T=maildir DN="CN=h-\w{6}\.\2,O=name-\w{6},C=BE" C="250 ok for \1@\2"$/,
    ],
    ["Frozen by root", /^Frozen by root$/],
  ])("%s", (line, expected) => {
    expect(quoted(full(quoting(`${STAMP} ${line}`)))[0]?.slice(STAMP.length + 1)).toMatch(expected);
  });

  it("at partial: people, subjects and IP addresses, but no host", () => {
    const line = `${STAMP} <= marie@acme.example H=mx.acme.example (mx.acme.example) [192.0.2.7] P=esmtp S=9 id=x@acme.example T="Offer"`;
    expect(quoted(partial(quoting(line)))[0]).toMatch(
      /<= u-\w{6}@acme\.example H=mx\.acme\.example \(mx\.acme\.example\) \[ip4-\w{6}\] P=esmtp S=9 id=m-\w{6}@acme\.example T="subject-\w{6}"$/,
    );
  });

  it("in Dovecot's lines and their paths, whose user, domain and system user are the same names", () => {
    const line =
      "Jan 08 14:00:37 imap(marie@acme.example)<58829><C2FM1eBHzZLGM2QU>: Error: Mailbox Clients.Dupont: mmap(size=1395104500) failed with file /home/acme/mail/acme.example/marie/.Clients.Dupont/dovecot.index.cache: Cannot allocate memory";
    expect(quoted(full(quoting(line)))[0]).toMatch(
      /^Jan 08 14:00:37 imap\((u-\w{6})@(d-\w{6}\.invalid)\)<58829><C2FM1eBHzZLGM2QU>: Error: Mailbox (mb-\w{6}): mmap\(size=1395104500\) failed with file \/home\/u-\w{6}\/mail\/\2\/\1\/\.\3\/dovecot\.index\.cache: Cannot allocate memory$/,
    );
  });

  it("takes versions, times, ids, files of programs and this machine's own addresses for no names", () => {
    const line = `${STAMP} Dovecot v2.3.19.1 (0 1.2.3) 14:18:22 dovecot.index.cache smtp_relay.conf exim4.conf.template 1vd7Us-000DCS-0M [127.0.0.1] ::1 localhost https://doc.dovecot.org/2.3/`;
    expect(quoted(full(quoting(line)))[0]).toBe(line);
    expect(full(sample).analysis.mail.host).toEqual(sample.analysis.mail.host);
  });

  it("gives one pseudonym to all spellings of an IP address and a name", () => {
    const spellings = ["2001:db8::7", "2001:0DB8:0:0::0007", "2001:db8:0:0:0:0:0:7"];
    const names = ["mail.ACME.example", "MAIL.acme.example", "mail.acme.example."];
    const line = `${STAMP} ${[...spellings, ...names].join(" ")} x@acme.example`;
    const words =
      quoted(full(quoting(line)))[0]
        ?.split(" ")
        .slice(3) ?? [];
    expect(new Set(words.slice(0, 3)).size).toBe(1);
    expect(new Set(words.slice(3, 6).map((word) => word.replace(/\.$/, ""))).size).toBe(1);
  });

  it("keeps the keys of findings in step", () => {
    const redacted = full(sample);
    const keys = redacted.analysis.findings.map((finding) => finding.key);
    const before = sample.analysis.findings.map((finding) => finding.key);
    const at = (one: string | null, among: readonly string[]) => (one === null ? null : among.indexOf(one));
    expect(redacted.analysis.findings.map((one) => at(one.causedBy, keys))).toEqual(
      sample.analysis.findings.map((one) => at(one.causedBy, before)),
    );
    expect(redacted.analysis.mail.timeline.map((one) => at(one.finding, keys))).toEqual(
      sample.analysis.mail.timeline.map((one) => at(one.finding, before)),
    );
    expect(redacted.issues.map((one) => at(one.cause.key, keys))).toEqual(
      sample.issues.map((one) => at(one.cause.key, before)),
    );
    expect(keys.join()).not.toMatch(/acme|marie/);
  });
});

// with a digit inside, so that it is no part of a word of ours
const label = fc.stringMatching(/^[a-z]{3}[0-9][a-z]{2,5}$/);

it("lets no value through, in whatever case, encoding or longer word it stands", () => {
  const names = fc.record({
    local: label,
    domain: label,
    host: label,
    helo: label,
    login: label,
    subject: fc.tuple(label, label).map((words) => words.join(" ")),
    ip: fc.tuple(fc.nat(255), fc.nat(255)).map(([a, b]) => `203.0.${a}.${b}`),
  });
  fc.assert(
    fc.property(names, ({ local, domain, host, helo, login, subject, ip }) => {
      const organisation = `${domain}.example`;
      const address = `${local}@${organisation}`;
      const report = quoting(
        `${STAMP} <= ${address} H=${host}.${organisation} (${helo}) [${ip}] P=esmtpsa A=plain:${login} S=9 id=1.${local}@${organisation} T="${subject}"`,
        `${STAMP} rejected: ${address.toUpperCase()} ${local}%40${organisation} ${local}+40${organisation} bounces+${local}=${organisation}@list.example`,
        `${STAMP} unable to open file for reading: /etc/exim4/dkim/${organisation}.private key_${organisation.toUpperCase()}_2 ${ip}.25 host-${ip.replaceAll(".", "-")}.isp.example`,
        `${STAMP} /home/${login}/mail/${organisation}/${local}/.Sent ${login}-x (${login}) SMTP error: "${subject}" from ${helo}, see ${organisation}`,
      );
      const text = JSON.stringify(full(report)).toLowerCase();
      const left = [local, domain, host, helo, login, subject, ip, ip.replaceAll(".", "-")].filter((one) =>
        text.includes(one.toLowerCase()),
      );
      expect(left).toEqual([]);
      const some = JSON.stringify(partial(report)).toLowerCase();
      expect([local, login, subject, ip].filter((one) => some.includes(one))).toEqual([]);
    }),
    { numRuns: 25 },
  );
});

it("compares the logs of one organisation", async () => {
  const [night, selectors] = await Promise.all([reportOf("incident-night"), reportOf("selectors-all")]);
  const addresses = (report: Report) =>
    new Set(JSON.stringify(report).match(/[\w.-]+@[\w.-]+\.(?:example|invalid)\b/g) ?? []);
  const common = (a: Report, b: Report) => [...addresses(a)].filter((one) => addresses(b).has(one)).length;
  expect(common(night, selectors)).toBeGreaterThan(0);
  expect(common(full(night), full(selectors))).toBe(common(night, selectors));
  expect(common(full(night, "k2"), full(selectors))).toBe(0);
});

it("finds its way through hostile text in a time that fits its length", () => {
  const started = performance.now();
  for (const piece of ["a", ":", "1.", "@", "=40", "a.", 'T="', "/home/", "\uE1000\uE101", "-"]) {
    full(quoting(`${STAMP} ${piece.repeat(10_000)}`));
  }
  expect(performance.now() - started).toBeLessThan(20_000);
}, 30_000);
