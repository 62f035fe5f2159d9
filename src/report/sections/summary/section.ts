import type { Coverage } from "../../../analyzers/analysis.ts";
import { count, list, number } from "../../format.ts";
import { inputsOf } from "../../inputs.ts";
import { whenSampled } from "../../kept.ts";
import { concat, fence } from "../../markdown.ts";
import { placeIn, statedMark, statedText } from "../../statement.ts";
import { type Section, stated } from "../section.ts";

/** Read by a boss in 30 seconds; or, on a clean day, what was checked. */
export const summary: Section = {
  id: "summary",
  view(report) {
    const { coverage, mail } = report.analysis;
    const { dovecot, mainlog, refusals } = inputsOf(report.analysis);
    const { intervention, checks } = report;
    const contradicted = checks.filter(({ result }) => result === "contradicted").length;
    return {
      stated:
        intervention?.summary != null &&
        concat([statedText(intervention.summary), " ", statedMark(placeIn(intervention, "summary"))]),
      contradicted: contradicted > 0 && count(contradicted, "statement"),
      notices: report.notices.map(({ topic, prose, seen, commands }) => ({
        topic,
        notice: stated(prose, seen),
        commands: commands.length > 0 && fence(commands, "sh"),
      })),
      clean: report.status === "clean" && {
        verdict: report.statusText,
        lines: count(coverage.lines, "line"),
        understood: understoodText(coverage),
        exim: refusals,
        mail: mainlog && {
          messages: count(mail.messages, "message"),
          waiting:
            mail.queue.active + mail.queue.frozen === 0
              ? `${whenSampled(report.analysis, "none of those messages that were kept", "nothing")} was waiting in the queue`
              : `${count(mail.queue.active, "message")} waited (none for long) and ${mail.queue.frozen} lay frozen`,
        },
        dovecot,
        checked: refusals || dovecot,
      },
      questions: report.summary.map(({ question, answers }) => {
        const items = answers.map((answer) => ({ answer: stated(answer.prose, answer.seen) }));
        return { question, one: items.length === 1 && items[0], many: items.length > 1 && { items } };
      }),
    };
  },
};

/** "all of them understood"; else what the others are. A continuation is part of the record above it. */
function understoodText({ lines, recognised, continuation, other, unrecognised }: Coverage): string {
  if (other + unrecognised === 0)
    return lines === 1
      ? "understood"
      : `all of them understood${continuation === 0 ? "" : ` (${number(continuation)} continue the line above)`}`;
  const rest = [
    continuation === 0 ? "" : `${number(continuation)} continue the line above`,
    other === 0 ? "" : `${number(other)} of other programs`,
    unrecognised === 0 ? "" : `${number(unrecognised)} not understood`,
  ].filter((part) => part !== "");
  return `${number(recognised)} of them understood (${list(rest)})`;
}
