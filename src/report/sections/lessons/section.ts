import { tellingAlerts } from "../../alerts/telling.ts";
import { count, duration } from "../../format.ts";
import { concat, type Markdown, text } from "../../markdown.ts";
import type { Report } from "../../model.ts";
import { statedText } from "../../statement.ts";
import type { Section } from "../section.ts";

/** What went well, badly and by luck: the operator's, and the one lesson that the log itself teaches. */
export const lessons: Section = {
  id: "lessons",
  view(report) {
    const { wentWell = [], wentBadly = [], lucky = [] } = report.intervention?.lessons ?? {};
    const lists = [
      { heading: "What went well", items: wentWell.map(said) },
      { heading: "What went badly", items: [...wentBadly.map(said), ...unseen(report)] },
      { heading: "Where we were lucky", items: lucky.map(said) },
    ].filter(({ items }) => items.length > 0);
    return lists.length === 0
      ? null
      : { lists: lists.map(({ heading, items }) => ({ heading, items: items.map((item) => ({ item })) })) };
  },
};

const said = (lesson: string): Markdown => concat([statedText(lesson), " (stated)"]);

/** An hour unseen is long enough to be a lesson. */
const HOUR = 3_600_000;

function unseen(report: Report): readonly Markdown[] {
  const { unseen: span, basis } = report.detection;
  if (span === null || span < HOUR || tellingAlerts(report).length === 0) return [];
  const what =
    basis === "stated"
      ? `By the stated time it was noticed only ${duration(span)} after the first error`
      : `Nothing in the logs shows that anybody acted for ${duration(span)}`;
  return [
    text(`${what}, though an alarm could have told (section Monitoring alerts).`),
    ...warned(report).map((warning) => text(warning)),
  ];
}

/** Exim's letters to the senders of mail that waited: somebody was told, if not the operator. */
function warned({ analysis }: Report): readonly string[] {
  const warnings = analysis.findings.reduce(
    (sum, finding) => sum + (finding.analyzer === "stuck-queue" ? finding.facts.delayWarnings : 0),
    0,
  );
  return warnings === 0 ? [] : [`Exim wrote ${count(warnings, "delay warning")} to the senders meanwhile.`];
}
