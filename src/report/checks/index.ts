/** Everything that the operator states and the log can say something about. */
import { utc } from "../format.ts";
import { isSampled } from "../kept.ts";
import type { Check } from "../model.ts";
import { prose } from "../prose.ts";
import { type CheckInput, findingsOf, issueOf, type Judged, statedAt } from "./check.ts";
import { checkEnded } from "./ended.ts";
import { checkFates } from "./fates.ts";
import { hostChecks } from "./host.ts";
import { checkLogins } from "./logins.ts";

/** In the order in which they are stated: of the document, of each issue, of each action. */
export function checksOf(input: CheckInput): readonly Check[] {
  return [...hostChecks(input), ...issueChecks(input), ...actionChecks(input)];
}

function issueChecks({ analysis, issues, intervention }: CheckInput): readonly Check[] {
  return intervention.issues.flatMap((stated, at) => {
    const findings = findingsOf(analysis, stated.findings);
    if (findings.length === 0) return [];
    const as = (path: string, judged: Judged): Check => ({
      ...judged,
      where: statedAt(intervention, `issues.${at}.${path}`),
      issue: issueOf(issues, stated.findings),
      action: null,
    });
    const logins = checkLogins(stated, findings);
    return [
      ...(stated.fixedAt === null
        ? []
        : [
            as(
              "fixedAt",
              ofKept(checkEnded(prose(`Fixed at ${utc(stated.fixedAt)}`), findings, stated.fixedAt, false), analysis),
            ),
          ]),
      ...checkFates(stated, findings, analysis.findings).map(([path, judged]) => as(path, judged)),
      ...(logins === null ? [] : [as("logins", logins)]),
    ];
  });
}

function actionChecks({ analysis, issues, intervention }: CheckInput): readonly Check[] {
  return intervention.actions.flatMap((action, at) =>
    // a proposal that nobody has filled in yet claims nothing
    (action.does === "" ? [] : action.resolves).flatMap((key, nth) => {
      const findings = findingsOf(analysis, [key]);
      if (findings.length === 0) return [];
      const claim = prose(`Action ${at + 1}, at ${utc(action.at)}, ended `, { code: key });
      const judged = ofKept(checkEnded(claim, findings, action.at, true), analysis);
      const place =
        intervention.places[`actions.${at}.resolves.${nth}`] ?? intervention.places[`actions.${at}.resolves`];
      return [{ ...judged, where: place ?? action.where, issue: issueOf(issues, [key]), action: at + 1 }];
    }),
  );
}

/** A later error may be one of a message that was not kept. */
function ofKept(judged: Judged, analysis: CheckInput["analysis"]): Judged {
  if (judged.result !== "confirmed" || !isSampled(analysis)) return judged;
  return { ...judged, says: [...judged.says, ...prose(" It is told by those messages that were kept.")] };
}
