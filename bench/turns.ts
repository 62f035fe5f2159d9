/** Things to measure take turns, so that a change of the machine's pace hits all of them. */
import type { Cost } from "./ran.ts";

export interface Subject<T> {
  readonly of: T;
  readonly run: () => Promise<Cost>;
}

/** @returns for each subject, in order, what each turn cost */
export async function takeTurns<T>(
  subjects: readonly Subject<T>[],
  turns: number,
): Promise<readonly (readonly [T, readonly Cost[]])[]> {
  const costs = subjects.map((): Cost[] => []);
  for (let turn = 0; turn < turns; turn++) for (const [at, { run }] of subjects.entries()) costs[at]?.push(await run());
  return subjects.map(({ of }, at) => [of, costs[at] ?? []]);
}
