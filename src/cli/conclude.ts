import type { Coverage, Problem } from "../engine/run.ts";
import { complain, type Manner, note } from "./console.ts";
import { type ExitCode, exit } from "./exit.ts";

/** What a command has read; both the engine's reading and an analysis say it. */
export interface WhatWasRead {
  readonly sources: readonly { readonly name: string; readonly lines: number; readonly recognised: number }[];
  readonly coverage: Pick<Coverage, "lines" | "recognised" | "partial" | "warnings">;
  readonly problems: readonly Problem[];
}

/**
 * Says what the person must know about the reading, and the exit code that it asks for.
 *
 * An input that could not be read outweighs one that holds nothing: it is the likelier reason.
 */
export function concludeReading({ sources, coverage, problems }: WhatWasRead, manner: Pick<Manner, "quiet">): ExitCode {
  const unread = problems.map((problem) => problem.message);
  for (const message of unread) complain(message);
  for (const warning of coverage.warnings.filter((text) => !unread.includes(text))) note(manner, warning);
  const understood = coverage.recognised + coverage.partial;
  for (const { name, lines, recognised } of understood > 0 ? sources : []) {
    if (lines > 0 && recognised === 0)
      note(manner, `${nameOf(name)}: none of its ${lines} lines is known, it may be no mail log`);
  }
  if (unread.length > 0) return exit.input;
  if (understood > 0) return exit.fine;
  complain(
    coverage.lines === 0
      ? "the input is empty: nothing was looked at, so nothing can be said"
      : `none of the ${coverage.lines} lines is a known line of Exim or Dovecot; is this a mail log? (mailmortem explain '<line>' says more)`,
  );
  return exit.nothing;
}

function nameOf(source: string): string {
  return source === "-" ? "standard input" : source;
}
