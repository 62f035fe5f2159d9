import { harmfulIn } from "../../harmful/index.ts";
import { inputsOf } from "../../inputs.ts";
import { concat, type Markdown, text } from "../../markdown.ts";
import { proseMarkdown } from "../../prose.ts";
import { placeIn, statedMark, statedText } from "../../statement.ts";
import { quiet } from "../quiet.ts";
import { type Section, where } from "../section.ts";
import { type HardeningItem, itemsOf } from "./items.ts";

/** A checklist whose boxes are ticked by evidence that the operator states; what the log says stands beside open ones. */
export const hardening: Section = {
  id: "hardening",
  view(report) {
    const { intervention } = report;
    const given = inputsOf(report.analysis);
    if (quiet(report) || !(given.exim || given.dovecot || intervention !== null)) return null;
    const stated = intervention?.hardening ?? [];
    const ours = itemsOf(report).filter(({ same }) => !stated.some(({ item }) => same.test(item)));
    return {
      items: [
        ...stated.map(({ item, evidence }, at) => {
          const place = intervention === null ? undefined : placeIn(intervention, `hardening.${at}`);
          const shows = evidence === null || evidence.trim() === "" ? "no evidence is stated" : statedText(evidence);
          return {
            done: typeof shows !== "string",
            item: concat([statedText(item), ": ", shows, " ", statedMark(place), ...warnings(item)]),
          };
        }),
        ...ours.map((one) => ({ done: false, item: ownItem(one) })),
      ],
    };
  },
};

function warnings(item: string): readonly (Markdown | string)[] {
  return harmfulIn(item).flatMap(({ why }) => [" **But:** ", proseMarkdown(why)]);
}

function ownItem({ item, says, seen }: HardeningItem): Markdown {
  return concat([
    text(item),
    ...(says === null ? [] : [" ", text(says)]),
    ...(seen === null ? [] : [" (", where(seen), ")"]),
  ]);
}
