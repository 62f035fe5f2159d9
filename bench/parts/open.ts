/** Messages without end: memory is bounded although none of them can be forgotten, and the analysis says so. */
import type { Choice } from "../choice.ts";
import { type Finding, figureOf, type Verdict } from "../figure.ts";
import { logOf } from "../logs.ts";
import { analysisOf, knowsOption, wholeCommands } from "../programs.ts";
import { memoryVerdict } from "../promises.ts";
import { ran } from "../ran.ts";
import { takeTurns } from "../turns.ts";

export async function measureOpen({ openSize, turns }: Choice): Promise<readonly Finding[]> {
  if (!knowsOption("--max-open")) {
    console.log("open: skipped: this mailmortem has no --max-open");
    return [];
  }
  const log = logOf("exim-open", openSize);
  const subjects = wholeCommands(log.path).map(([what, program]) => ({ of: what, run: () => ran(program) }));
  const figures = (await takeTurns(subjects, turns)).map(([what, costs]) =>
    figureOf({ part: "open", what, log: log.name, bytes: log.bytes, lines: log.lines, jobs: null }, costs),
  );
  const of = { part: "open", log: log.name } as const;
  const { sampling } = analysisOf(log.path);
  const says: Verdict = {
    type: "verdict",
    ...of,
    promise: "the analysis says that it kept a sample",
    measured: sampling === undefined ? "it says nothing" : `one of ${sampling.oneIn} messages`,
    held: sampling !== undefined,
  };
  return [...figures, memoryVerdict(of, figures), says];
}
