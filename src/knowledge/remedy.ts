/**
 * What the trade knows about one kind of finding. Findings hold facts, remedies hold prose over those facts.
 *
 * Prose is mustache over the finding's facts (`{{facts.attempts}}`), the host's names (`{{host.exim}}`) and the words
 * that the report adds per analyzer (src/report/wording), with code in backticks and no other markup. Commands are
 * mustache too; their values are quoted for a shell.
 */

/** `safe`: looks, or changes nothing that works. `disruptive`: interrupts or changes service. `destructive`: cannot be undone. */
export type Risk = "safe" | "disruptive" | "destructive";

/** One thing to do. `when`: every name must hold, or the step is left out. */
export interface RemedyStep {
  readonly text: string;
  /** For a shell, one each; values quoted. */
  readonly commands: readonly string[];
  /** Lines for the configuration file that the text names. */
  readonly config: readonly string[];
  readonly risk: Risk;
  readonly when: readonly string[];
}

/** A mend that is often advised and harms; `why` says how. */
export interface RemedyWarning {
  readonly folk: string;
  readonly why: string;
  readonly when: readonly string[];
}

/** Everything that is known about one kind of finding. */
export interface Remedy {
  /** What broke, in a line: heading of the issue and first words of the summary. */
  readonly title: string;
  /** What people and logs see. */
  readonly symptom: string;
  readonly rootCause: string;
  /** Whom it hurt and how much, with the finding's figures. */
  readonly impact: string;
  /** What a reader may want to know and no log says. */
  readonly notShown: readonly string[];
  readonly fix: readonly RemedyStep[];
  readonly verify: readonly RemedyStep[];
  readonly prevention: readonly RemedyStep[];
  readonly dangerous: readonly RemedyWarning[];
  /** Official documentation, with what is found there. */
  readonly references: readonly { readonly url: string; readonly about: string }[];
}
