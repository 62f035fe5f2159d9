/** The whole commands beside others' programs on the same file, and the parts of our own work. */
import type { Choice } from "../choice.ts";
import { type Finding, figureOf } from "../figure.ts";
import { readOnly } from "../floor.ts";
import { logOf } from "../logs.ts";
import { missing, others, wholeCommands } from "../programs.ts";
import { memoryVerdict, ratioVerdicts } from "../promises.ts";
import { ran, timed } from "../ran.ts";
import { type Subject, takeTurns } from "../turns.ts";
import { typedEvents } from "../typed-events.ts";

export async function measureRatios({ logs, size, turns }: Choice): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const name of logs) {
    const log = logOf(name, size);
    const skipped = new Map<string, string>();
    const subjects: Subject<string>[] = wholeCommands(log.path).map(([what, program]) => ({
      of: what,
      run: () => ran(program),
    }));
    const isExims = name.startsWith("exim");
    for (const other of others.filter(({ reads }) => reads === "any" || isExims)) {
      const why = missing(other);
      if (why !== undefined) skipped.set(other.what, why);
      else subjects.push({ of: other.what, run: () => ran({ ...other, args: [...other.args, log.path] }) });
    }
    for (const [what, why] of skipped) console.log(`${what}: ${why}`);
    subjects.push(
      { of: "read, decode, find line ends", run: () => timed(() => readOnly(log.path)) },
      { of: "typed events, one thread", run: () => timed(() => typedEvents(log.path)) },
    );
    const measured = await takeTurns(subjects, turns);
    const common = { part: "ratios", log: name } as const;
    const figures = measured.map(([what, costs]) =>
      figureOf({ ...common, what, bytes: log.bytes, lines: log.lines, jobs: null }, costs),
    );
    findings.push(...figures, memoryVerdict(common, figures));
    if (isExims) findings.push(...ratioVerdicts(common, figures, skipped));
  }
  return findings;
}
