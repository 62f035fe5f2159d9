/** The whole commands with more and more threads. */
import type { Choice } from "../choice.ts";
import { type Finding, figureOf } from "../figure.ts";
import { logOf } from "../logs.ts";
import { knowsOption, wholeCommands } from "../programs.ts";
import { memoryVerdict } from "../promises.ts";
import { ran } from "../ran.ts";
import { takeTurns } from "../turns.ts";

export async function measureJobs({ jobs, logs, size, turns }: Choice): Promise<readonly Finding[]> {
  if (!knowsOption("--jobs")) {
    console.log("jobs: skipped: this mailmortem has no --jobs");
    return [];
  }
  const findings: Finding[] = [];
  for (const name of logs) {
    const log = logOf(name, size);
    const subjects = jobs.flatMap((amount) =>
      wholeCommands(log.path, ["--jobs", String(amount)]).map(([what, program]) => ({
        of: { what, amount },
        run: () => ran(program),
      })),
    );
    const figures = (await takeTurns(subjects, turns)).map(([{ what, amount }, costs]) =>
      figureOf({ part: "jobs", what, log: name, bytes: log.bytes, lines: log.lines, jobs: amount }, costs),
    );
    findings.push(...figures, memoryVerdict({ part: "jobs", log: name }, figures));
  }
  return findings;
}
