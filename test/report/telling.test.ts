/** Alarms held against what was found: which would have told of it, and what they may deny. */
import { describe, expect, it } from "vitest";
import type { Analysis } from "../../src/analyzers/analysis.ts";
import { tellingAlerts } from "../../src/report/alerts/telling.ts";
import { buildReport } from "../../src/report/index.ts";
import { mmapFinding, relayFinding, sampleAnalysis } from "./sample-analysis.ts";
import { alert, bucket, calm, detect, now, quietSigns, series, withMail } from "./support/mail.ts";

describe("alarms of what was found in a window", () => {
  const counted = withMail(series(bucket("2026-01-07T10:00:00Z")), calm);
  it("say that others may be outside of it", () => {
    const part = { ...counted, window: { ...counted.window, since: "2026-01-07T00:00:00Z" } };
    expect(alert(part, "mmap")).toEqual(["silent", expect.stringMatching(/ in the reported window\.$/)]);
    expect(alert(part, "taint")).toEqual(["silent", "No refusal in the reported window."]);
    expect(alert(counted, "taint")).toEqual(["silent", "No refusal."]);
  });
  it("count refusals, no warnings", () => {
    const command = detect(counted).alerts.find(({ id }) => id === "taint")?.command ?? "";
    const [, pattern = ""] = /-P '([^']*)'/.exec(command) ?? [];
    const matches = (line: string) => new RegExp(pattern, "i").test(line);
    expect(matches("1vd3rW-000DgB-2m tainted search query is not properly quoted (router r1, exim4.conf 14)")).toBe(
      false,
    );
    expect(matches("1vd3rW-000DgB-2m Warning: Tainted filename '/etc/x'")).toBe(false);
    expect(matches("1vd3rW-000DgB-2m Tainted filename for search: '/etc/x'")).toBe(true);
    expect(matches("attempt to use tainted value 'info' from '$local_part' for transport")).toBe(true);
  });
});

describe("alarms that would have told of what was found", () => {
  const telling = (analysis: Analysis) => tellingAlerts(buildReport(analysis, { now })).map(({ id }) => id);
  const many = (at: string, analysis: Analysis) =>
    withMail(
      {
        ...series(bucket(at, { waiting: 60 })),
        signs: { ...quietSigns, authFailures: { hour: at, at, count: 23 }, authFailuresInAll: 23 },
      },
      analysis,
    );
  it("are neither failed logins nor a count of messages", () => {
    const at = "2026-01-08T14:10:00Z";
    expect(telling(many(at, { ...calm, findings: [mmapFinding] }))).toEqual(["mmap"]);
    expect(telling(many(at, calm))).toEqual([]);
    expect(telling(sampleAnalysis)).toEqual(expect.arrayContaining(["queue-age", "taint", "frozen", "mmap"]));
  });
  it("spoke at the first error or later", () => {
    const panic = (at: string) =>
      telling(
        withMail(
          { ...series(), signs: { ...quietSigns, panicLog: { at, source: "paniclog" } } },
          { ...calm, findings: [relayFinding] },
        ),
      ).includes("paniclog");
    expect(panic(relayFinding.firstSeen)).toBe(true);
    expect(panic("2026-01-01T00:00:00Z")).toBe(false);
  });
});
