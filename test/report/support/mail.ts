/** Analyses with mail facts put in, and what the alarms make of them. */
import type { Analysis, MailState, SeriesBucket } from "../../../src/analyzers/analysis.ts";
import type { Intervention } from "../../../src/knowledge/intervention.ts";
import { detectionOf } from "../../../src/report/alerts/index.ts";
import { hostNames } from "../../../src/report/host.ts";
import { buildReport, prosePlain } from "../../../src/report/index.ts";
import { cleanAnalysis, sampleAnalysis } from "../sample-analysis.ts";

export const now = Date.parse("2026-01-09T08:00:00Z");
export const HOUR = 3_600_000;

export function detect(analysis: Analysis, intervention: Intervention | null = null) {
  return detectionOf(analysis, buildReport(analysis, { now }).issues, intervention, hostNames(analysis.mail.host));
}

/** "fired 2026-…", "silent", "unseen", with what it says. */
export function alert(analysis: Analysis, id: string): readonly [string, string] {
  const found = detect(analysis).alerts.find((one) => one.id === id);
  const when = found?.result === "fired" ? `fired ${found.at}` : `${found?.result}`;
  return [when, prosePlain(found?.says ?? [])];
}

export const withMail = (mail: Partial<MailState>, analysis: Analysis = sampleAnalysis): Analysis => ({
  ...analysis,
  mail: { ...analysis.mail, ...mail },
});

export const bucket = (at: string, queue: Partial<SeriesBucket> = {}): SeriesBucket => ({
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
export const series = (...buckets: readonly SeriesBucket[]): Partial<MailState> => ({
  series: { step: HOUR / 6, buckets },
  stuck: [],
});
export const quietSigns = {
  panicLog: null,
  authFailures: null,
  authFailuresInAll: 0,
  mostWaiting: null,
  queueOver: null,
};
/** Both logs given, nothing found, nothing counted. */
export const calm = withMail({ series: { step: HOUR / 6, buckets: [] }, signs: quietSigns, stuck: [] }, cleanAnalysis);
