import type { Analysis } from "../analyzers/analysis.ts";

/** Which programs' lines the logs hold. What no line tells of was not checked, and must not be called empty or well. */
export interface Inputs {
  readonly exim: boolean;
  readonly dovecot: boolean;
}

/** A finding proves its program's lines even where a source names no dialect. */
export function inputsOf({ sources, findings }: Pick<Analysis, "sources" | "findings">): Inputs {
  const met = (dialect: string) => sources.some((source) => source.dialect.split("+").includes(dialect));
  return {
    exim: met("exim") || findings.some((finding) => finding.analyzer !== "mmap-failure"),
    dovecot: met("dovecot") || findings.some((finding) => finding.analyzer === "mmap-failure"),
  };
}

/** One sentence for each program without a line; none when nothing at all was recognised, which the status says. */
export function notChecked(analysis: Pick<Analysis, "sources" | "findings">): readonly string[] {
  const { exim, dovecot } = inputsOf(analysis);
  if (!exim && !dovecot) return [];
  return [
    ...(exim ? [] : ["No Exim log was given: mail and the queue were not checked."]),
    ...(dovecot ? [] : ["No Dovecot log was given: mailbox faults were not checked."]),
  ];
}
