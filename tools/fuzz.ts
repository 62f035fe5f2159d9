/**
 * Throws changed inputs at what reads or prints texts of strangers, for as long as you like; exits 1 on a finding.
 *
 *   npm run fuzz [-- --minutes N] [--seed N] [--only GRAMMAR]        scanners against nearley (fuzz/grammars.ts)
 *   npm run fuzz -- --surface NAME|all [--rounds N] [--seconds N] [--seed N] [--limit S]
 *   npm run fuzz -- --surface NAME --seed N --round N                one round again
 *
 * Surfaces stand in fuzz/surfaces.ts; a file that exports one is named by its path. `--rounds` (100,000) and `--seconds` (60) are for each surface, whichever ends first;
 * `--limit` (10) is how many seconds a round may take before it counts as hanging. The seed is the time unless told.
 */
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { fuzzRounds } from "./fuzz/rounds.ts";
import { findingText } from "./fuzz/say.ts";
import { surfaces } from "./fuzz/surfaces.ts";

const text = { type: "string" } as const;
const { values } = parseArgs({
  options: {
    minutes: text,
    seed: text,
    only: text,
    surface: text,
    rounds: text,
    seconds: text,
    round: text,
    limit: text,
  },
});
const number = (name: Exclude<keyof typeof values, "only" | "surface">, usual: number): number => {
  const given = values[name] === undefined ? usual : Number(values[name]);
  if (!Number.isFinite(given) || given < 0) refuse(`--${name} takes a number from 0 on`);
  return given;
};
const seed = number("seed", Date.now() >>> 0) >>> 0;
process.stdout.write(`seed ${seed}\n`);

if (values.surface === undefined || values.surface === "grammars") {
  const { fuzzGrammars } = await import("./fuzz/grammars.ts");
  const time = number("minutes", number("seconds", 60) / 60) * 60_000;
  if (!(await fuzzGrammars({ seed, time, only: values.only }))) process.exitCode = 1;
} else {
  const names = values.surface === "all" ? [...surfaces.keys()] : values.surface.split(",");
  for (const name of names) await fuzzSurface(name);
}

async function fuzzSurface(name: string): Promise<void> {
  const module = /\.ts$/.test(name) ? pathToFileURL(name).href : (surfaces.get(name) ?? refuse(unknown(name)));
  const isOne = values.round !== undefined;
  const begun = Date.now();
  const { rounds, findings, alike, slowest } = await fuzzRounds(module, {
    seed,
    from: number("round", 0),
    rounds: isOne ? 1 : number("rounds", 100_000),
    time: number("minutes", number("seconds", 60) / 60) * 60_000,
    limit: number("limit", 10) * 1000,
  });
  for (const finding of findings) process.stdout.write(findingText(name, seed, finding));
  if (findings.length > 0) process.exitCode = 1;
  const took = ((Date.now() - begun) / 1000).toFixed(0);
  const slow = isOne ? "" : `, slowest ${slowest.round} in ${slowest.took} ms`;
  process.stdout.write(
    `${name}: ${rounds} rounds in ${took} s${slow}, ${findings.length} kinds of findings, ${alike} more alike\n`,
  );
}

function unknown(name: string): string {
  return `there is no surface ${name}; there are grammars, all, ${[...surfaces.keys()].join(", ")}`;
}

function refuse(why: string): never {
  process.stderr.write(`fuzz: ${why}\n`);
  process.exit(2);
}
