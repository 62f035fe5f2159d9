/** Lines that wait for their second. */
export interface Schedule {
  /** A line without its stamp. A second in the past is the present one. */
  add(second: number, line: string): void;
}

/** Takes lines in any order and gives them back second by second. */
export function schedule(from: number) {
  const waiting = new Map<number, string[]>();
  let present = from;
  return {
    add(second: number, line: string) {
      const due = Math.max(second, present);
      const lines = waiting.get(due);
      if (lines === undefined) waiting.set(due, [line]);
      else lines.push(line);
    },
    /** The lines of one second; time goes forward only. */
    take(second: number): readonly string[] {
      const lines = waiting.get(second) ?? [];
      waiting.delete(second);
      present = second + 1;
      return lines;
    },
  } satisfies Schedule & { take(second: number): readonly string[] };
}
