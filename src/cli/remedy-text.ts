import { Readable } from "node:stream";
import type { AnalyzerId } from "../analyzers/analysis.ts";
import { analyze } from "../api/analyze.ts";
import { buildReport, type Diagnosis, type Prose, prosePlain, type Step, wrapped } from "../report/index.ts";
import { sampleLogs } from "./samples.ts";

/** A detector's remedy, filled in with the figures of a short sample log. */
export async function remedyOf(analyzer: AnalyzerId): Promise<Diagnosis> {
  const options = { tz: "UTC", year: 2026, now: Date.UTC(2026, 0, 9) };
  const analysis = await analyze([{ name: "sample", stream: Readable.from([sampleLogs[analyzer]]) }], options);
  const { issues } = buildReport(analysis, options);
  const found = issues.flatMap(({ cause, effects }) => [cause, ...effects]).find((one) => one.analyzer === analyzer);
  if (found === undefined) throw new Error(`the sample of ${analyzer} has no finding`);
  return found;
}

/** The remedy for people: what is seen, why, what to do and what not to do, and where it is documented. */
export function remedyText(remedy: Diagnosis, width: number): string {
  const paragraph = (title: string, prose: Prose) => [title, ...indented(prosePlain(prose), "  ", width), ""];
  const steps = (title: string, all: readonly Step[]) =>
    all.length === 0 ? [] : [title, ...all.flatMap((step, at) => stepLines(step, at + 1, width)), ""];
  const warnings = remedy.dangerous.flatMap(({ folk, why }) => [
    ...indented(`${prosePlain(folk)} ${prosePlain(why)}`, "  - ", width),
  ]);
  return [
    remedy.analyzer,
    ...indented("Names and figures are of an example; mailmortem report LOGS fills in your own.", "  ", width),
    "",
    ...paragraph("Symptom", remedy.symptom),
    ...paragraph("Cause", remedy.rootCause),
    ...steps("Fix", remedy.fix),
    ...steps("Verify", remedy.verify),
    ...steps("Prevent", remedy.prevention),
    "Often advised, and harmful",
    ...warnings,
    "",
    "References",
    ...remedy.references.map(({ url, about }) => `  ${url}\n    ${about}`),
    "",
  ].join("\n");
}

/** The remedy for programs. */
export function remedyJson(remedy: Diagnosis): object {
  const steps = (all: readonly Step[]) => all.map(({ prose, ...step }) => ({ text: prosePlain(prose), ...step }));
  return {
    analyzer: remedy.analyzer,
    symptom: prosePlain(remedy.symptom),
    rootCause: prosePlain(remedy.rootCause),
    fix: steps(remedy.fix),
    verify: steps(remedy.verify),
    prevention: steps(remedy.prevention),
    dangerous: remedy.dangerous.map(({ folk, why }) => ({ folk: prosePlain(folk), why: prosePlain(why) })),
    references: remedy.references,
  };
}

function stepLines(step: Step, number: number, width: number): readonly string[] {
  const mark = `  ${number}. `;
  const indent = " ".repeat(mark.length);
  const commands = [...step.config, ...step.commands.map((command) => `$ ${command}`)];
  return [
    ...indented(`${prosePlain(step.prose)} [${step.risk}]`, mark, width),
    ...commands.map((line) => `${indent}${line}`),
  ];
}

/** The first line begins with `mark`, the others stand below its text. */
function indented(text: string, mark: string, width: number): readonly string[] {
  const rest = " ".repeat(mark.length);
  return wrapped(text, width - mark.length).map((line, at) => (at === 0 ? mark : rest) + line);
}
