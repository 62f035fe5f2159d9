/**
 * Real daemons, fresh logs: starts Exim and Dovecot from Debian on loopback, provokes what the four detectors know, has the
 * built program find it, does what its remedies say, and has it find that it is over; and has the recorder's scenarios
 * recorded anew. docs/live.md says more.
 *
 *   npx tsx tools/live/run.ts [--night]
 *
 * Wants root, Debian and `npm run build`. Prints `passed: …` and `failed: …` lines and `N passed, N failed`; exits 1 when
 * something failed. Leaves no process and no file behind.
 */
import { rmSync } from "node:fs";
import { frozenBounce } from "./acts/frozen-bounce.ts";
import { mmapFailure } from "./acts/mmap-failure.ts";
import { sound } from "./acts/sound.ts";
import { stuckQueue } from "./acts/stuck-queue.ts";
import { taintedFilename } from "./acts/tainted-filename.ts";
import { endRunning } from "./commands.ts";
import { type Host, newHost, stopAll } from "./host.ts";
import { programs } from "./packages.ts";
import { recorderRefused, rerecord } from "./recorder.ts";
import { newScore, type Score } from "./score.ts";

/** The recorder's longest scenario too. */
const NIGHT = process.argv.includes("--night");
/** Of the whole, ms. LIVE_SECONDS is for machines that have other things to do. */
const LIMIT = Number(process.env.LIVE_SECONDS ?? (NIGHT ? 600 : 360)) * 1_000;
const ACTS = [sound, taintedFilename, stuckQueue, frozenBounce, mmapFailure];

const score = newScore((line) => process.stdout.write(`${line}\n`));
let host: Host | null = null;
let ending: Promise<void> | null = null;

/** Cleans up, says the sums and ends this process. */
function end(why: string | null): Promise<void> {
  ending ??= (async () => {
    clearTimeout(timer);
    if (why !== null) score.check(why, false);
    endRunning();
    if (host !== null) {
      score.equal("every process that was started has ended", await stopAll(host), []);
      if (process.env.KEEP_SCRATCH) process.stdout.write(`kept ${host.layout.folder}\n`);
      else rmSync(host.layout.folder, { recursive: true, force: true });
    }
    process.stdout.write(`${score.passed()} passed, ${score.failed()} failed\n`);
    process.exit(score.failed() === 0 ? 0 : 1);
  })();
  return ending;
}

const timer = setTimeout(() => void end(`within ${LIMIT / 1000} seconds`), LIMIT);
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => void end(`not ended by ${name}`));

try {
  await play(score);
  await end(null);
} catch (error) {
  if (ending === null) await end(error instanceof Error ? (error.stack ?? error.message) : String(error));
}

async function play(score: Score): Promise<void> {
  const { libfaketime, versions } = await programs();
  process.stdout.write(`${versions}\n`);
  host = await newHost(libfaketime, "2026-03-10T07:55:00Z");
  const { root, folder } = host.layout;
  const refused = await recorderRefused(folder);
  if (refused !== null) process.stdout.write(`skipped: the recorder's scenarios: ${refused}\n`);
  await Promise.all([acts(host, score), refused === null ? rerecord(root, folder, NIGHT, score) : null]);
}

async function acts(host: Host, score: Score): Promise<void> {
  for (const act of ACTS) await act(host, score);
}
