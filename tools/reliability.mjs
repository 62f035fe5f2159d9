/**
 * Repeats what docs/reliability.md tells of, one thing after the other, and says what held. An hour on two cores;
 * `--small` takes a few minutes. Wants a built dist; the last three want Debian (chromium, Exim, Dovecot), and are failures
 * without it.
 *
 *   npm run reliability [-- --small] [-- --only fuzz]
 */
import { spawnSync } from "node:child_process";

const args = process.argv.slice(2);
const isSmall = args.includes("--small");
const only = args.includes("--only") ? args[args.indexOf("--only") + 1] : undefined;
const vitest = (...files) => ["npx", "--no-install", "vitest", "run", ...files];
const tsx = (...rest) => ["npx", "--no-install", "tsx", ...rest];

/** Name, command, and what of the environment says how much. */
const parts = [
  ["hostile", vitest("test/hostile", "test/parsers", "test/report/hostile.test.ts"), {}],
  ["failing", vitest("test/failing", "test/cli"), { MAILMORTEM_INSTANTS: isSmall ? "12" : "200" }],
  ["states", vitest("test/state", "test/watch"), { STATE_ROUNDS: isSmall ? "1" : "2" }],
  ["nothing lost", vitest("test/engine"), { ACCOUNT_COPIES: isSmall ? "1" : "20" }],
  ["least privilege", vitest("test/docs/least-privilege.test.ts"), {}],
  ["linear work", vitest("test/grammar"), {}],
  ["linear time", tsx("tools/linear.ts", "--bytes", "1000000", "--lines", isSmall ? "10" : "40"), {}],
  ["patterns", tsx("tools/patterns.ts"), {}],
  ["fuzz", tsx("tools/fuzz.ts", "--minutes", isSmall ? "0.2" : "5", "--seed", "6"), {}],
  ["fuzz surfaces", tsx("tools/fuzz.ts", "--surface", "all", "--seconds", isSmall ? "5" : "60", "--seed", "6"), {}],
  ["package", ["node", "tools/package-check.mjs"], {}],
  ["browser", ["node", "tools/browser-hostile.mjs"], {}],
  ["live", tsx("tools/live/run.ts", ...(isSmall ? [] : ["--night"])), {}],
];

const results = [];
for (const [name, [command, ...rest], environment] of parts) {
  if (only !== undefined && name !== only) continue;
  const words = Object.entries(environment).map(([key, value]) => `${key}=${value}`);
  process.stdout.write(`--- ${name}: ${[...words, command, ...rest].join(" ")}\n`);
  const { status } = spawnSync(command, rest, { stdio: "inherit", env: { ...process.env, ...environment } });
  results.push([name, status === 0]);
}
for (const [name, held] of results) process.stdout.write(`${held ? "held" : "FAILED"}  ${name}\n`);
const failed = results.filter(([, held]) => !held).length;
process.stdout.write(`${results.length - failed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 && results.length > 0 ? 0 : 1;
