/** Completion, downtime and the hours without mail: three things that are easily taken for one. */
import { between, duration, statedDuration, utc } from "../../format.ts";
import { concat, type Markdown, text } from "../../markdown.ts";
import type { Report } from "../../model.ts";
import { checkAt, checkText, placeIn, statedMark } from "../../statement.ts";

interface Row {
  readonly label: string;
  readonly value: Markdown;
}

export function summaryRows(report: Report): readonly Row[] {
  return [...completion(report), ...downtime(report), ...held(report)];
}

function completion({ intervention, issues }: Report): readonly Row[] {
  const completed = intervention?.completed ?? null;
  const ended = issues.flatMap(({ cause }) => cause.verdict.proofAt ?? []).sort();
  const last = ended.length === issues.length ? ended.at(-1) : undefined;
  return [
    ...(intervention === null || completed === null
      ? []
      : [
          {
            label: "Intervention completed",
            value: concat([text(utc(completed)), " ", statedMark(placeIn(intervention, "completed"))]),
          },
        ]),
    ...(last === undefined ? [] : [{ label: "Last fault over, by the logs", value: text(utc(last)) }]),
  ];
}

/** Time in which a daemon did not run: what the logs bound, and what is stated. */
function downtime({ analysis, intervention, checks }: Report): readonly Row[] {
  const rows: Row[] = (["exim", "dovecot"] as const).flatMap((daemon) => {
    // a stop without a start after it has no length; the impact names it
    const own = analysis.mail.downtime.filter((one) => one.daemon === daemon && one.startedAt !== null);
    if (own.length === 0) return [];
    const least = own.reduce((sum, one) => sum + one.least, 0);
    const most = own.reduce((sum, one) => sum + (one.most ?? 0), 0);
    const length = least === most ? duration(least) : `at most ${duration(most)}`;
    const why =
      daemon === "exim" && least !== most ? "; Exim logs no stop, so its last line before each start bounds it" : "";
    return [
      {
        label: `Downtime of ${daemon === "exim" ? "Exim" : "Dovecot"}, over all the logs`,
        value: text(`${length} in ${own.length === 1 ? "one restart" : `${own.length} restarts`}${why}`),
      },
    ];
  });
  if (intervention === null || intervention.downtime === null) return rows;
  const check = checkAt(checks, intervention, "downtime");
  const value = concat([
    text(statedDuration(intervention.downtime)),
    " ",
    statedMark(placeIn(intervention, "downtime")),
    ...(check === undefined ? [] : [" ", checkText(check)]),
  ]);
  return [...rows, { label: "Downtime, as stated", value }];
}

/** Time in which mail did not go out though the daemons ran. */
function held({ analysis, issues }: Report): readonly Row[] {
  return analysis.mail.outages.flatMap(({ finding, from, to }) => {
    const issue = issues.find(({ cause }) => cause.key === finding)?.number;
    if (issue === undefined) return [];
    const value = text(`${duration(between(from, to))}, ${utc(from)} to ${utc(to)}, while Exim ran`);
    return [{ label: `Mail held, issue ${issue}`, value }];
  });
}
