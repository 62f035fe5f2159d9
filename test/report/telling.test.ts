/** Alarms held against what was found: which would have told of it, and what they may deny. */
import { describe, expect, it } from "vitest";
import type { Analysis, MailState, SeriesBucket } from "../../src/analyzers/analysis.ts";
import { detectionOf } from "../../src/report/alerts/index.ts";
import { tellingAlerts } from "../../src/report/alerts/telling.ts";
import { hostNames } from "../../src/report/host.ts";
import { buildReport, prosePlain } from "../../src/report/index.ts";
import { cleanAnalysis, mmapFinding, relayFinding, sampleAnalysis } from "./sample-analysis.ts";

const now = Date.parse("2026-01-09T08:00:00Z");
const HOUR = 3_600_000;

function detect(analysis: Analysis) {
  return detectionOf(analysis, buildReport(analysis, { now }).issues, null, hostNames(analysis.mail.host));
}

/** "fired 2026-…", "silent", "unseen", with what it says. */
function alert(analysis: Analysis, id: string): readonly [string, string] {
  const found = detect(analysis).alerts.find((one) => one.id === id);
  const when = found?.result === "fired" ? `fired ${found.at}` : `${found?.result}`;
  return [when, prosePlain(found?.says ?? [])];
}

const withMail = (mail: Partial<MailState>, analysis: Analysis = sampleAnalysis): Analysis => ({
  ...analysis,
  mail: { ...analysis.mail, ...mail },
});

const bucket = (at: string, queue: Partial<SeriesBucket> = {}): SeriesBucket => ({
  at,
  arrived: 0,
  delivered: 0,
  sent: 0,
  deferrals: 0,
  skipped: 0,
  failed: 0,
  logins: 0,
  loginsFailed: 0,
  authFailed: 0,
  waiting: 0,
  frozen: 0,
  oldest: null,
  ...queue,
});
const series = (...buckets: readonly SeriesBucket[]): Partial<MailState> => ({
  series: { step: HOUR / 6, buckets },
  stuck: [],
});
const quietSigns = { panicLog: null, authFailures: null, authFailuresInAll: 0, mostWaiting: null, queueOver: null };
/** Both logs given, nothing found, nothing counted. */
const calm = withMail({ series: { step: HOUR / 6, buckets: [] }, signs: quietSigns, stuck: [] }, cleanAnalysis);

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
