/** Started by stdin.test.ts: reads its arguments as inputs and prints what came of them. */
import { run } from "../../src/engine/run.ts";
import { collector, dialects } from "./fake.ts";

const { coverage, problems, assumptions, sources, states } = await run({
  inputs: process.argv.slice(2),
  dialects,
  folds: [collector],
  zone: "UTC",
});
const names = sources.map(({ name }) => name);
process.stdout.write(JSON.stringify({ coverage, problems, assumptions, names, kept: states.get(collector) }));
