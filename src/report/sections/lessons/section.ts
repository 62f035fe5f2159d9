import { duration } from "../../format.ts";
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

function unseen({ detection }: Report): readonly Markdown[] {
  const alarm = detection.alerts.find((alert) => alert.advised && alert.result === "fired");
  if (detection.unseen === null || detection.unseen < HOUR || alarm === undefined) return [];
  return [
    text(
      `Nobody saw it for ${duration(detection.unseen)}, though an alarm could have told (section Monitoring alerts).`,
    ),
  ];
}
