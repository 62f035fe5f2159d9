/** Symptom, trigger, root cause, impact of an issue, each with where it comes from. */
import type { StatedPlace } from "../../../knowledge/intervention.ts";
import { between, duration, utc } from "../../format.ts";
import { concat, joined, link, Markdown, text } from "../../markdown.ts";
import type { Issue, LogPlace, Report } from "../../model.ts";
import { proseMarkdown } from "../../prose.ts";
import { checkAt, checkText, statedMark, statedPlace, statedText } from "../../statement.ts";
import { firstAndLast } from "../../verdict.ts";
import { where } from "../section.ts";

interface Row {
  readonly what: string;
  readonly description: Markdown;
  readonly origin: Markdown;
}

/** Links beside a root cause. */
const LINKS = 2;

/** The issue's table: what is known and what the log shows, then what the operator says of the same. */
export function rowsOf(issue: Issue, report: Report): readonly Row[] {
  const { cause } = issue;
  return [
    { what: "Symptom", description: proseMarkdown(cause.symptom), origin: seen(firstAndLast(cause)) },
    ...statedRows(issue, report, "Symptom, as stated", "symptom", "logins"),
    ...triggerRows(issue, report),
    {
      what: "Root cause",
      description: proseMarkdown(cause.rootCause),
      origin: concat([
        "known: ",
        joined(
          cause.references.slice(0, LINKS).map(({ about, url }) => link(about, url)),
          "; ",
        ),
      ]),
    },
    ...statedRows(issue, report, "Root cause, as stated", "rootCause"),
    ...contributingRows(issue, report),
    { what: "Impact", description: proseMarkdown(cause.impact), origin: new Markdown("counted from the logs") },
    ...statedRows(issue, report, "Impact, as stated", "impact"),
    ...figureRows(issue, report),
  ];
}

/** A text that the operator states of the issue; `checked` names a value beside it that the log was asked about. */
function statedRows(
  { stated }: Issue,
  { intervention, checks }: Report,
  what: string,
  key: "symptom" | "rootCause" | "impact",
  checked?: "logins",
): readonly Row[] {
  if (intervention === null) return [];
  return stated.issues.flatMap((at) => {
    const said = intervention.issues[at]?.[key] ?? null;
    if (said === null) return [];
    const check = checked === undefined ? undefined : checkAt(checks, intervention, `issues.${at}.${checked}`);
    const description = concat([statedText(said), ...(check === undefined ? [] : [" ", checkText(check)])]);
    return [{ what, description, origin: statedOrigin(intervention.places[`issues.${at}.${key}`]) }];
  });
}

/** "Fixed at …", "5 messages waited": values that were held against the log, each with what it says. */
function figureRows({ stated }: Issue, { intervention, checks }: Report): readonly Row[] {
  if (intervention === null) return [];
  return stated.issues.flatMap((at) =>
    (["stuck", "delivered", "lost", "fixedAt", "logins"] as const).flatMap((key) => {
      const check = checkAt(checks, intervention, `issues.${at}.${key}`);
      // a stated symptom carries the check of the logins already
      if (check === undefined || (key === "logins" && intervention.issues[at]?.symptom != null)) return [];
      const description = concat([proseMarkdown(check.claim), ". ", checkText(check)]);
      return [
        {
          what: key === "fixedAt" ? "End, as stated" : "Figure, as stated",
          description,
          origin: statedOrigin(check.where),
        },
      ];
    }),
  );
}

/** What set it off: as stated, and the daemon's last start before the first error, where a changed file takes effect. */
function triggerRows({ stated, cause }: Issue, { intervention, analysis }: Report): readonly Row[] {
  const said = stated.issues.flatMap((at): Row[] => {
    const trigger = intervention?.issues[at]?.trigger ?? null;
    const place = intervention?.places[`issues.${at}.trigger`];
    return trigger === null
      ? []
      : [{ what: "Trigger, as stated", description: statedText(trigger), origin: statedOrigin(place) }];
  });
  const start =
    cause.analyzer !== "tainted-filename"
      ? undefined
      : analysis.mail.restarts.findLast(({ daemon, at }) => daemon === "exim" && at <= cause.firstSeen);
  if (start === undefined) return said;
  const ago = duration(between(start.at, cause.firstSeen));
  const description = text(
    `The last start of Exim before the first error, ${ago} earlier: ${utc(start.at)}. A candidate, no proof.`,
  );
  return [...said, { what: "Trigger", description, origin: where(start) }];
}

function contributingRows({ stated }: Issue, { intervention }: Report): readonly Row[] {
  return stated.issues.flatMap((at) =>
    (intervention?.issues[at]?.contributing ?? []).map((factor, nth) => ({
      what: "Contributing factor",
      description: statedText(factor),
      origin: statedOrigin(
        intervention?.places[`issues.${at}.contributing.${nth}`] ?? intervention?.places[`issues.${at}.contributing`],
      ),
    })),
  );
}

/** The operator's actions that are said to have ended it, each with what the log says to that. */
export function resolutionsOf({ stated, number }: Issue, { intervention, checks }: Report): readonly object[] {
  if (intervention === null) return [];
  return stated.actions.flatMap((at) => {
    const action = intervention.actions[at];
    if (action === undefined) return [];
    const mine = checks.filter((check) => check.action === at + 1 && check.issue === number);
    const lasting = action.kind === null ? "" : `${action.kind}, `;
    return [
      {
        action: concat([
          text(`Action ${at + 1}, ${lasting}${utc(action.at)}:`),
          " ",
          statedText(action.does === "" ? "what was done is not stated yet" : action.does),
          " ",
          statedMark(action.where),
          ...mine.flatMap((check) => [" ", checkText(check)]),
        ]),
      },
    ];
  });
}

function statedOrigin(place: StatedPlace | undefined): Markdown {
  return place === undefined ? new Markdown("stated") : concat(["stated, ", statedPlace(place)]);
}

function seen(places: readonly LogPlace[]): Markdown {
  return places.length === 0 ? new Markdown("the logs") : joined(places.map(where), ", ");
}
