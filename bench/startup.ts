/**
 * How long the built program takes over a small log, as what it takes more than a Node that does nothing: medians of
 * runs in turn, so that a change of the machine's pace hits all alike. Needs a built dist/.
 *
 *   npx tsx bench/startup.ts [--runs 15] [--program dist/cli/main.js] [--log FILE]
 */
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "15" },
    program: { type: "string", default: join(root, "dist", "cli", "main.js") },
    log: { type: "string", default: join(root, "fixtures", "logs", "clean-day", "exim4", "mainlog") },
  },
});
const read = [values.log, "--tz", "UTC", "--quiet"];

/** What is run; the first is what the others are compared with. Limits in ms are those of the issue. */
const turns: readonly { readonly name: string; readonly args: readonly string[]; readonly limit?: number }[] = [
  { name: "node -e 0", args: ["-e", "0"] },
  { name: "--version", args: [values.program, "--version"], limit: 40 },
  { name: "--help", args: [values.program, "--help"] },
  { name: "analyze", args: [values.program, "analyze", ...read], limit: 120 },
  { name: "report", args: [values.program, "report", ...read] },
];

const times = turns.map((): number[] => []);
for (let run = 0; run < Number(values.runs); run++)
  turns.forEach(({ args }, at) => {
    times[at]?.push(millisecondsOf(args));
  });

const [bare = 0, ...others] = times.map(median);
console.log(`node ${process.version}, medians of ${values.runs}: node -e 0 takes ${bare.toFixed(0)} ms; beyond it`);
turns.slice(1).forEach(({ name, limit }, at) => {
  const beyond = (others[at] ?? 0) - bare;
  const asked = limit === undefined ? "" : `, asked for are ${limit}`;
  console.log(`  ${name.padEnd(10)} +${beyond.toFixed(0)} ms${asked}`);
});

/** Of one run, its output thrown away. */
function millisecondsOf(args: readonly string[]): number {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, {
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}: ${stderr}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function median(all: readonly number[]): number {
  return [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? Number.NaN;
}
