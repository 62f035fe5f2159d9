import { type Analysis, isExternal } from "../analyzers/analysis.ts";

/** Which programs' lines the logs hold. What no line tells of was not checked, and must not be called empty or well. */
export interface Inputs {
  readonly exim: boolean;
  readonly dovecot: boolean;
  /** Exim's main log, or what tells as much: a panic or reject log alone knows nothing of the queue. */
  readonly mainlog: boolean;
  /** A log that refused values are written to: the main or the panic log, not the reject log. */
  readonly refusals: boolean;
}

type Read = Pick<Analysis, "sources" | "findings" | "mail">;

/** A finding proves its program's lines even where a source names no dialect. */
export function inputsOf({ sources, findings, mail }: Read): Inputs {
  const met = (dialect: string) => sources.filter((source) => source.dialect.split("+").includes(dialect));
  const spoken = met("exim");
  const exim = spoken.length > 0 || findings.some((one) => one.analyzer !== "mmap-failure" && !isExternal(one));
  // a log may be named as one likes: what was counted decides where the name does not
  const mainlog =
    exim &&
    (mail.messages > 0 || spoken.length === 0 || spoken.some(({ name }) => !/(?:panic|reject)[^/]*$/i.test(name)));
  const tainted = findings.some((finding) => finding.analyzer === "tainted-filename");
  return {
    exim,
    dovecot: met("dovecot").length > 0 || findings.some((finding) => finding.analyzer === "mmap-failure"),
    mainlog,
    refusals: mainlog || tainted || spoken.some(({ name }) => /panic[^/]*$/i.test(name)),
  };
}

/** One sentence for each program without a line; none when nothing at all was recognised, which the status says. */
export function notChecked(analysis: Read): readonly string[] {
  const { exim, dovecot, mainlog } = inputsOf(analysis);
  if (!exim && !dovecot) return [];
  return [
    ...(mainlog
      ? []
      : [`No ${exim ? "main log of Exim" : "Exim log"} was given: mail and the queue were not checked.`]),
    ...(dovecot ? [] : ["No Dovecot log was given: mailbox faults were not checked."]),
  ];
}
