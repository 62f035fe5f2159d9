/**
 * Takes the time that whole lines need, all that follows a scanner included: each line grown to N and to 2N bytes, in one
 * run. Prints the largest ratios; 2 is linear, 4 would be quadratic. `--bytes N` (200000), `--lines N` (60), `--seed N`.
 */
import { parseArgs } from "node:util";
import { Random } from "../src/grammar/random.ts";
import { parseLine } from "../src/parsers/index.ts";
import { fixtureLines } from "./fixture-lines.ts";
import { type Growth, grown, growthOf } from "./growths.ts";

const { values } = parseArgs({
  options: {
    bytes: { type: "string", default: "200000" },
    lines: { type: "string", default: "60" },
    seed: { type: "string", default: "1" },
  },
});
const random = new Random(Number(values.seed));
const lines = fixtureLines();
const found = Array.from({ length: Number(values.lines) }, () => measured(growthOf(random.pick(lines), random)));
found.sort((a, b) => b.ratio - a.ratio);
for (const { growth, ratio, ms } of found.slice(0, 5))
  process.stdout.write(
    `${ratio.toFixed(2)}  ${ms.toFixed(2)} ms  ${JSON.stringify(growth.piece)} in ${growth.before.slice(-60)}\n`,
  );
const worst = found[0];
process.stdout.write(
  `${found.length} lines of ${values.bytes} bytes and twice that: largest ratio ${worst?.ratio.toFixed(2)}\n`,
);
// What takes less than this is noise.
if (found.some(({ ratio, ms }) => ratio > 3.2 && ms > 20)) process.exitCode = 1;

function measured(growth: Growth): { readonly growth: Growth; readonly ratio: number; readonly ms: number } {
  const times = Math.ceil(Number(values.bytes) / growth.piece.length);
  const [once, twice] = [grown(growth, times), grown(growth, 2 * times)];
  const [first, second] = [quickest(once), quickest(twice)];
  return { growth, ratio: second / first, ms: second };
}

/** Milliseconds; others use the machine too, so the best of some. */
function quickest(line: string): number {
  const taken = Array.from({ length: 5 }, () => {
    const begun = performance.now();
    parseLine(line, { tz: "UTC", year: 2026 });
    return performance.now() - begun;
  });
  return Math.min(...taken);
}
