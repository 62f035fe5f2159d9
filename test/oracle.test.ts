import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Comparison, compareDerivation, compareLine } from "../src/grammar/compare.ts";
import { type NearleyRule, Oracle } from "../src/grammar/oracle.ts";
import { prove } from "../src/grammar/prove.ts";
import { Random } from "../src/grammar/random.ts";
import type { ScannerModule } from "../src/grammar/runtime.ts";
import { Sentences } from "../src/grammar/sentences.ts";
import { everyStart } from "../src/grammar/starts.ts";
import { fixtureLines } from "../tools/fixture-lines.ts";
import { grammarNames, readGrammar } from "../tools/grammar-files.ts";
import { Mutations } from "../tools/mutations.ts";

/**
 * The scanner of every grammar says what nearley says: on every line of the fixtures, on mutations, on sentences made
 * from the grammar. `tools/fuzz.ts` goes on where this stops.
 */
const MUTATIONS = 10_000;
const SENTENCES = 10_000;
/** nearley takes milliseconds a line, more on a busy machine. */
const PATIENCE = { timeout: 240_000 };
const lines = fixtureLines();

describe.each(grammarNames())("%s", (name) => {
  const file = readGrammar(name);
  const all = everyStart(file.starts);
  let scanners: ScannerModule;
  let rules: () => readonly NearleyRule[];
  let oracle: Oracle;
  /** What the lists read of the fixtures: a line, or what a prefix left of one. */
  const accepted: Comparison[] = [];

  it("has a scanner for every start symbol, without eval", async () => {
    ({ scanners } = (await import(`../src/parsers/generated/${name}.ts`)) as { scanners: ScannerModule });
    ({ rules } = (await import(`../src/parsers/generated/${name}-rules.ts`)) as { rules: typeof rules });
    oracle = new Oracle(rules());
    expect(Object.keys(scanners.starts)).toEqual(all.map((start) => start.name));
    const source = readFileSync(new URL(`../src/parsers/generated/${name}.ts`, import.meta.url), "latin1");
    expect(source).not.toMatch(/\beval\b|new Function/);
  });

  it.each(all)("is proven from $name", ({ name: start, reach }) => {
    expect(prove(file.grammar, start, reach).conflicts).toEqual([]);
  });

  it("agrees with nearley on every fixture line", PATIENCE, () => {
    const found = lines.flatMap((line) => compareLine(scanners, oracle, line));
    expect(differences(found)).toEqual([]);
    accepted.push(...found.filter(({ start }) => start !== undefined));
  });

  it(`agrees on ${MUTATIONS} mutations, of which a fifth are still read`, PATIENCE, () => {
    const mutations = new Mutations(file, scanners, accepted, new Random(20_260_108));
    const found = Array.from({ length: MUTATIONS }, () => mutations.compareOne(oracle));
    expect(differences(found)).toEqual([]);
    expect(found.filter(({ start }) => start !== undefined).length).toBeGreaterThan(MUTATIONS / 5);
  });

  it(`reads ${SENTENCES} sentences back to the values that they were made from, as nearley does`, () => {
    const sentences = new Sentences(file.grammar, new Random(4_711), rules());
    const found = Array.from({ length: SENTENCES }, (_, round) => {
      const start = all[round % all.length]?.name ?? "";
      return compareDerivation(scanners, oracle, start, sentences);
    });
    expect(differences(found)).toEqual([]);
  });
});

function differences(found: readonly Comparison[]): readonly Comparison[] {
  return found.filter(({ difference }) => difference !== undefined);
}
