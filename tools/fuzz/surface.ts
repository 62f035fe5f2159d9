/** What is fuzzed: something that reads texts of strangers or of operators, and what may not come of it. */
import type { Random } from "../../src/grammar/random.ts";

/** One round's texts by name: files, a line, a mode. Logs and states are bytes in Latin-1, documents are text. */
export type Material = Readonly<Record<string, string>>;

/** A reader or printer of texts. A file of surfaces/ exports one as `surface`. */
export interface Surface {
  /**
   * A round's texts: of the choices of `random` and the repository alone, never of the clock, the machine or earlier
   * rounds.
   */
  make(random: Random): Material;
  /**
   * Faults, each as `kind: what was seen`; none when all is well. What it throws is a fault too. Must take any material:
   * what is shrunk may lack a text or be empty.
   */
  judge(material: Material): readonly string[] | Promise<readonly string[]>;
}

/** A choice for one round: rounds next to each other, and seeds, have nothing to do with one another. */
export function seedOf(seed: number, round: number): number {
  let mixed = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(round + 1, 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

/** The part of a fault that must stay while its input is shrunk. */
export function kindOf(fault: string): string {
  return fault.slice(0, fault.indexOf(":"));
}

/** What was thrown, as a fault: of one kind for one place of the program. */
export function thrownFault(error: unknown): string {
  if (!(error instanceof Error)) return `threw no error: ${String(error)}`;
  const calls = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const place = /(?:src|tools|test)\/[\w/.-]+:\d+/.exec(calls.join("\n"))?.[0] ?? "somewhere";
  return `threw ${error.name} at ${place.replace(":", " line ")}: ${error.message}`;
}
