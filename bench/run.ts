/**
 * Measures whole commands and parts of our own work beside others' programs, in one run, turn about, medians; and holds
 * what is promised against them. Wants a built dist. Appends to bench/results.md and bench/results.jsonl.
 *
 *   npm run bench                       everything but `open`, at sizes that take some minutes
 *   npm run bench -- ratios             only beside eximstats, exigrep, grep and wc; also: sizes, jobs, startup, open, equal
 *   npm run bench -- sizes --sizes 0.1,1,10 --turns 1      GB
 *   npm run bench -- jobs --jobs 1,2,4
 *   --lines 2000000     of the logs of ratios, jobs, open (otherwise 10 million) and equal (otherwise 400 MB)
 *   --log exim          also dovecot, exim-2m, dovecot-2m (bench/logs.ts says what they are); may repeat
 *   --turns 5           that medians are of
 *   --runs 1            how often the whole is done
 *   --no-save           only print
 */
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { type Choice, type PartName, readChoice } from "./choice.ts";
import type { Finding } from "./figure.ts";
import { occasion } from "./occasion.ts";
import { compareWays } from "./parts/equal.ts";
import { measureJobs } from "./parts/jobs.ts";
import { measureOpen } from "./parts/open.ts";
import { measureRatios } from "./parts/ratios.ts";
import { measureSizes } from "./parts/sizes.ts";
import { measureStartup } from "./parts/startup.ts";
import { cli } from "./programs.ts";
import { section, store } from "./store.ts";

const parts: Readonly<Record<PartName, (choice: Choice) => Promise<readonly Finding[]>>> = {
  ratios: measureRatios,
  sizes: measureSizes,
  jobs: measureJobs,
  startup: async () => {
    measureStartup();
    return [];
  },
  open: measureOpen,
  equal: compareWays,
};

try {
  const args = process.argv.slice(2);
  const choice = readChoice(args, availableParallelism());
  if (!existsSync(cli)) throw new Error(`${cli} is not there; run npm run build`);
  for (let run = 0; run < choice.runs; run++) {
    const when = occasion(args);
    const findings: Finding[] = [];
    for (const part of choice.parts) findings.push(...(await parts[part](choice)));
    if (findings.length === 0) continue;
    console.log(section(when, findings));
    if (choice.save) store(when, findings);
    // Equality is a test; speed on a busy machine is not.
    if (findings.some((one) => one.type === "verdict" && one.part === "equal" && one.held === false))
      process.exitCode = 1;
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
