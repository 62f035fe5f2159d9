/** The work for a line grows as the line does, from every start symbol: counted, not timed (tools/linear.ts takes the time). */
import { describe, expect, it } from "vitest";
import { Random } from "../../src/grammar/random.ts";
import type { LineScanner, ScannerModule } from "../../src/grammar/runtime.ts";
import { scanString } from "../../src/grammar/runtime.ts";
import { Sentences } from "../../src/grammar/sentences.ts";
import { everyStart } from "../../src/grammar/starts.ts";
import { fixtureLines } from "../../tools/fixture-lines.ts";
import { grammarNames, readGrammar } from "../../tools/grammar-files.ts";
import { grown, growthOf } from "../../tools/growths.ts";
import { visitsOf } from "../../tools/visits.ts";

const GROWTHS = 30;
const TIMES = 40;
/** Twice the line is twice the work; what is over is for the places where a line ends a little differently. */
const TWICE = 2.2;
/** How often a scanner may look at a byte of a line: alternatives of a rule that begin alike are tried one by one. */
const LOOKS = 40;
const fixtures = fixtureLines();

describe.each(grammarNames())("%s", async (name) => {
  const file = readGrammar(name);
  const { scanners } = (await import(`../../src/parsers/generated/${name}.ts`)) as { scanners: ScannerModule };

  it.each(everyStart(file.starts))("$name", ({ name: start }) => {
    const scan = scanners.starts[start] as LineScanner;
    const random = new Random(20_260_108);
    const sentences = new Sentences(file.grammar, random);
    const known = fixtures.filter((_, at) => at % 7 === 0).filter((line) => scanString(scan, line) !== undefined);
    for (let count = 0; count < GROWTHS; count++) {
      const line = count % 3 === 0 && known.length > 0 ? random.pick(known) : sentences.sentence(start);
      const growth = growthOf(line, random);
      const [once = 0, twice = 0, fourTimes = 0] = [1, 2, 4].map((by) => visitsOf(scan, grown(growth, by * TIMES)));
      const what = JSON.stringify(growth);
      expect(fourTimes - twice, what).toBeLessThanOrEqual(TWICE * Math.max(0, twice - once) + 2 * line.length + 64);
      expect(fourTimes, what).toBeLessThan(LOOKS * (grown(growth, 4 * TIMES).length + 1));
    }
  });
});

describe("a scanner that looks again and again", () => {
  const again: LineScanner = Object.assign(
    (text: string, bytes: Uint8Array, from: number) => {
      for (let at = from; bytes[at] !== 10; at++) text.indexOf("\n", at);
      return undefined;
    },
    { end: () => 0 },
  );

  it("is found", () => {
    const growth = { before: "a", piece: "x", after: "b" };
    const [once = 0, twice = 0, fourTimes = 0] = [1, 2, 4].map((by) => visitsOf(again, grown(growth, by * TIMES)));
    expect(fourTimes - twice).toBeGreaterThan(TWICE * (twice - once) + 2 * 2 + 64);
  });
});
