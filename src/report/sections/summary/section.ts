import { count } from "../../format.ts";
import { inputsOf } from "../../inputs.ts";
import { concat, fence } from "../../markdown.ts";
import { placeIn, statedMark, statedText } from "../../statement.ts";
import { type Section, stated } from "../section.ts";

/** Read by a boss in 30 seconds; or, on a clean day, what was checked. */
export const summary: Section = {
  id: "summary",
  view(report) {
    const { coverage, mail } = report.analysis;
    const { exim, dovecot } = inputsOf(report.analysis);
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
        recognised: coverage.recognised === coverage.lines ? "all" : `${coverage.recognised.toLocaleString("en-US")}`,
        exim: exim && {
          messages: count(mail.messages, "message"),
          waiting:
            mail.queue.active + mail.queue.frozen === 0
              ? "nothing was waiting in the queue"
              : `${count(mail.queue.active, "message")} waited (none for long) and ${mail.queue.frozen} lay frozen`,
        },
        dovecot,
        checked: exim || dovecot,
      },
      questions: report.summary.map(({ question, answers }) => {
        const items = answers.map((answer) => ({ answer: stated(answer.prose, answer.seen) }));
        return { question, one: items.length === 1 && items[0], many: items.length > 1 && { items } };
      }),
    };
  },
};
