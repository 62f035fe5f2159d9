/** The whole commands on logs of several sizes: does time grow as the log does, does memory not? */
import type { Choice } from "../choice.ts";
import { type Figure, type Finding, figureOf } from "../figure.ts";
import { logOf } from "../logs.ts";
import { wholeCommands } from "../programs.ts";
import { growthVerdicts, memoryVerdict } from "../promises.ts";
import { ran } from "../ran.ts";
import { takeTurns } from "../turns.ts";

/** The same number for all: a log for which one thread is enough takes less of the processor for each line. */
const THREADS = 2;

export async function measureSizes({ sizes, turns }: Choice): Promise<readonly Finding[]> {
  const logs = sizes.map((bytes) => logOf("exim", { bytes }));
  const subjects = logs.flatMap((log) =>
    wholeCommands(log.path, ["--jobs", String(THREADS)]).map(([what, program]) => ({
      of: { what, log },
      run: () => ran(program),
    })),
  );
  const figures = (await takeTurns(subjects, turns)).map(
    ([{ what, log }, costs]): Figure =>
      figureOf({ part: "sizes", what, log: log.name, bytes: log.bytes, lines: log.lines, jobs: THREADS }, costs),
  );
  const of = { part: "sizes", log: "exim" } as const;
  return [...figures, ...growthVerdicts(of, figures), memoryVerdict(of, figures)];
}
