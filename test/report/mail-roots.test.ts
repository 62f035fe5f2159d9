import { describe, expect, it } from "vitest";
import type { Analysis, MailState } from "../../src/analyzers/analysis.ts";
import { findCaches } from "../../src/report/mail-roots.ts";
import { sampleAnalysis } from "./sample-analysis.ts";

function of(panel: MailState["host"]["panel"], ...files: readonly (string | null)[]): Analysis {
  const findings = sampleAnalysis.findings.flatMap((one) =>
    one.analyzer === "mmap-failure" ? files.map((file) => ({ ...one, facts: { ...one.facts, file } })) : [],
  );
  return {
    ...sampleAnalysis,
    findings,
    mail: { ...sampleAnalysis.mail, host: { ...sampleAnalysis.mail.host, panel } },
  };
}

const USUAL = "/home /var/mail /var/vmail /srv/mail";

describe("large caches are looked for", () => {
  it.each([
    ["where the panel keeps mail", of("hestia", "/home/acme/mail/acme.example/ann/dovecot.index.cache"), "/home"],
    ["there too without a file", of("cpanel", null), "/home"],
    ["below the root that the log names", of(null, "/var/vmail/acme.example/ann/dovecot.index.cache"), "/var/vmail"],
    ["in all homes, not in one", of(null, "/home/ann/Maildir/dovecot.index.cache"), "/home"],
    ["in both", of("hestia", "/srv/index/ann/dovecot.index.cache"), "/home /srv/index"],
    ["in the usual places when nothing is known", of("debian", null), USUAL],
    ["not in a root made of dots", of(null, "/../etc/x/dovecot.index.cache"), USUAL],
    ["with a stranger's name as one word", of(null, "/srv/a b;reboot/x/dovecot.index.cache"), "'/srv/a b;reboot'"],
  ])("%s", (_, analysis, roots) => {
    const { source } = findCaches(analysis);
    expect(source.replace(/ 2> \/dev\/null$/, "")).toBe(`find ${roots} -name dovecot.index.cache -size +100M -ls`);
  });
});
