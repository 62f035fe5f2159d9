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
    for (const other of others) {
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
    const common = { part: "ratios", log: name, bytes: log.bytes, lines: log.lines, jobs: null } as const;
    const figures = measured.map(([what, costs]) => figureOf({ ...common, what }, costs));
    findings.push(...figures, memoryVerdict("ratios", figures));
    // Exim's tools read Exim's logs.
    if (name.startsWith("exim")) findings.push(...ratioVerdicts(figures, skipped));
  }
  return findings;
}
