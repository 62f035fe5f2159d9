import mustache from "mustache";
import type { Analysis, Finding } from "../analyzers/analysis.ts";
import type { RemedyStep } from "../knowledge/remedy.ts";
import type { Adviser } from "./advice.ts";
import type { HostNames } from "./host.ts";
import type { Diagnosis, Step } from "./model.ts";
import { fillProse } from "./prose.ts";
import { holds, remedyView } from "./remedy-view.ts";
import { escapeForShell } from "./shell.ts";
import { refuseUnescaped, StrictContext } from "./template.ts";
import { verdictOf } from "./verdict.ts";

/** A finding meets its remedy: prose filled with facts, steps that apply, figures, evidence. */
export function diagnose(finding: Finding, analysis: Analysis, adviser: Adviser, host: HostNames): Diagnosis {
  const { remedy, wording, proof } = adviser(finding);
  const view = remedyView(finding, analysis, host, wording.words(analysis, host));
  const fill = (template: string) => fillProse(template, view);
  const steps = (all: readonly RemedyStep[]) =>
    all.filter((one) => holds(one.when, view)).map((one) => stepOf(one, view));
  return {
    key: finding.key,
    analyzer: finding.analyzer,
    severity: finding.severity,
    subject: finding.subject,
    firstSeen: finding.firstSeen,
    lastSeen: finding.lastSeen,
    verdict: verdictOf(finding, analysis, proof),
    title: fill(remedy.title),
    symptom: fill(remedy.symptom),
    rootCause: fill(remedy.rootCause),
    impact: fill(remedy.impact),
    // a text that says nothing of this finding fills to nothing
    notShown: remedy.notShown.map(fill).filter((one) => one.length > 0),
    measured: wording.measured(analysis),
    fix: steps(remedy.fix),
    verify: steps(remedy.verify),
    prevention: steps(remedy.prevention),
    dangerous: remedy.dangerous
      .filter((one) => holds(one.when, view))
      .map((one) => ({ folk: fill(one.folk), why: fill(one.why) })),
    references: remedy.references,
    evidence: finding.evidence,
  };
}

function stepOf(step: RemedyStep, view: object): Step {
  return {
    prose: fillProse(step.text, view),
    risk: step.risk,
    commands: step.commands.map((command) => fillCommand(command, view)),
    config: step.config.map((line) => fillCommand(line, view)),
  };
}

/** Fills a command; each value becomes one quoted word, so that no log text is run by whoever pastes it. */
export function fillCommand(template: string, view: object): string {
  refuseUnescaped(template, "a remedy's command");
  return mustache.render(template, new StrictContext(view), {}, { escape: escapeForShell });
}
