/**
 * Scanners against nearley: fixture lines, mutations, sentences; prints every difference. A difference is a bug of the
 * emitter, the proof or nearley's side: put its line into fixtures/lines/ when it is mended.
 */
import { type Comparison, compareDerivation, compareLine } from "../../src/grammar/compare.ts";
import { type NearleyRule, Oracle } from "../../src/grammar/oracle.ts";
import { Random } from "../../src/grammar/random.ts";
import type { ScannerModule } from "../../src/grammar/runtime.ts";
import { Sentences } from "../../src/grammar/sentences.ts";
import { everyStart } from "../../src/grammar/starts.ts";
import { fixtureLines } from "../fixture-lines.ts";
import { grammarNames, readGrammar } from "../grammar-files.ts";
import { Mutations } from "../mutations.ts";

/** How long, ms for all grammars together, and which: all unless told. */
export interface GrammarCourse {
  readonly seed: number;
  readonly time: number;
  readonly only: string | undefined;
}

/** @returns whether no difference was found */
export async function fuzzGrammars({ seed, time, only }: GrammarCourse): Promise<boolean> {
  const names = only === undefined ? grammarNames() : [only];
  let different = 0;
  for (const name of names) different += await fuzzGrammar(name, seed, time / names.length);
  return different === 0;
}

async function fuzzGrammar(name: string, seed: number, time: number): Promise<number> {
  const end = Date.now() + time;
  const file = readGrammar(name);
  const generated = "../../src/parsers/generated";
  const { scanners } = (await import(`${generated}/${name}.ts`)) as { scanners: ScannerModule };
  const { rules } = (await import(`${generated}/${name}-rules.ts`)) as { rules(): readonly NearleyRule[] };
  const oracle = new Oracle(rules());
  const counts = { compared: 0, read: 0, different: 0 };
  const count = (found: Comparison): void => {
    counts.compared++;
    if (found.start !== undefined) counts.read++;
    if (found.difference === undefined) return;
    counts.different++;
    process.stdout.write(`${name}, ${found.list}: ${JSON.stringify(found.text)}\n    ${found.difference}\n`);
  };
  const found = fixtureLines().flatMap((line) => compareLine(scanners, oracle, line));
  found.forEach(count);
  const random = new Random(seed);
  const accepted = found.filter(({ start }) => start !== undefined);
  const mutations = new Mutations(file, scanners, accepted, random);
  const sentences = new Sentences(file.grammar, random, rules());
  const starts = everyStart(file.starts);
  while (Date.now() < end) {
    for (let round = 0; round < 100; round++) count(mutations.compareOne(oracle));
    for (let round = 0; round < 100; round++) {
      const { name: start } = random.pick(starts);
      count(compareDerivation(scanners, oracle, start, sentences));
    }
  }
  process.stdout.write(`${name}: ${counts.compared} texts, ${counts.read} read, ${counts.different} different\n`);
  return counts.different;
}
