import { earliest } from "../../alerts/alert.ts";
import { firstIssue, mendingStart } from "../../alerts/noticed.ts";
import { tellingAlerts } from "../../alerts/telling.ts";
import { between, duration, utc } from "../../format.ts";
import { atLeast, whenSampled } from "../../kept.ts";
import { concat, text } from "../../markdown.ts";
import type { Report } from "../../model.ts";
import { proseMarkdown } from "../../prose.ts";
import { placeIn, statedMark, statedText } from "../../statement.ts";
import { type Section, where } from "../section.ts";

/** How long the logs show nobody's hand, and which alarm would have told. */
export const detection: Section = {
  id: "detection",
  view(report) {
    const { since, unseen, basis, seen } = report.detection;
    if (since === null) return null;
    const { analysis, intervention } = report;
    const orEarlier = whenSampled(analysis, " or earlier", "");
    const stated = intervention?.detection ?? null;
    const place =
      intervention === null ? undefined : (placeIn(intervention, "detection.at") ?? placeIn(intervention, "detection"));
    const first = earliest(
      tellingAlerts(report).filter(({ at }) => at !== null),
      ({ at }) => at ?? "",
    );
    const span =
      unseen !== null &&
      basis !== null &&
      concat([
        text(`${atLeast(analysis)}${duration(unseen)}, ${untilText(report)}`),
        ...(seen === null ? [] : [" (", where(seen), ")"]),
      ]);
    return {
      since: text(`${utc(since)}${orEarlier}`),
      noticed:
        stated !== null &&
        (stated.at !== null || stated.by !== null) &&
        concat([
          ...(stated.at === null ? [] : [text(utc(stated.at)), " "]),
          ...(stated.by === null ? [] : ["by ", statedText(stated.by), " "]),
          statedMark(place),
        ]),
      how: stated?.how != null && concat([statedText(stated.how), " ", statedMark(place)]),
      // who saw it is nowhere in a log: only a stated time ends what was unseen
      unseen: basis === "stated" && span,
      lasted: basis !== "stated" && span,
      earliest:
        first?.at != null &&
        concat([
          proseMarkdown(first.watches),
          ", ",
          text(`at ${utc(first.at)}${orEarlier}`),
          ...(Date.parse(first.at) > Date.parse(since)
            ? [text(`, ${duration(between(since, first.at))} after the first error`)]
            : []),
          ...(first.seen === null ? [] : [" (", where(first.seen), ")"]),
        ]),
    };
  },
};

/** What the time ends with, and whose time it is. */
function untilText({ detection, issues, analysis }: Report): string {
  if (detection.basis === "stated") return "until it was noticed, as stated";
  const issue = firstIssue(issues);
  const whose = issue === undefined ? "" : ` (issue ${issue.number})`;
  if (detection.basis === "restart" && issue !== undefined) {
    const start = mendingStart(analysis, issue);
    const daemon = start?.daemon === "dovecot" ? "Dovecot" : "Exim";
    return `until the ${start?.what === "reload" ? "reload" : "start"} of ${daemon} after which it worked${whose}`;
  }
  return detection.basis === "log end"
    ? `until the logs end; it had not worked again by then${whose}`
    : `until it worked again; no start of the daemon shows before${whose}`;
}
