/**
 * Compares scanners and nearley for as long as you like: fixture lines, mutations, sentences; prints every difference.
 * `--minutes N` (1), `--seed N` (the time), `--only GRAMMAR`. A difference is a bug of the emitter, the proof or
 * nearley's side: put its line into fixtures/lines/ when it is mended.
 */
import { parseArgs } from "node:util";
import { type Comparison, compareDerivation, compareLine } from "../src/grammar/compare.ts";
import { type NearleyRule, Oracle } from "../src/grammar/oracle.ts";
import { Random } from "../src/grammar/random.ts";
import type { ScannerModule } from "../src/grammar/runtime.ts";
import { Sentences } from "../src/grammar/sentences.ts";
import { everyStart } from "../src/grammar/starts.ts";
import { fixtureLines } from "./fixture-lines.ts";
import { grammarNames, readGrammar } from "./grammar-files.ts";
import { Mutations } from "./mutations.ts";

const { values } = parseArgs({
  options: { minutes: { type: "string", default: "1" }, seed: { type: "string" }, only: { type: "string" } },
});
const names = values.only === undefined ? grammarNames() : [values.only];
const seed = values.seed === undefined ? Date.now() >>> 0 : Number(values.seed);
const each = (Number(values.minutes) * 60_000) / names.length;
process.stdout.write(`seed ${seed}\n`);

for (const name of names) {
  const end = Date.now() + each;
  const file = readGrammar(name);
  const { scanners } = (await import(`../src/parsers/generated/${name}.ts`)) as { scanners: ScannerModule };
  const { rules } = (await import(`../src/parsers/generated/${name}-rules.ts`)) as { rules(): readonly NearleyRule[] };
  const oracle = new Oracle(rules());
  const counts = { compared: 0, read: 0, different: 0 };
  const count = (found: Comparison): void => {
    counts.compared++;
    if (found.start !== undefined) counts.read++;
    if (found.difference === undefined) return;
    counts.different++;
    process.exitCode = 1;
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
}
