/**
 * Reports of the hostile logs of fixtures/hostile, in the three modes, and of generated ones (tools/hostile-logs.ts), looked at in
 * headless Chromium as tools/browser-check.mjs looks at any page: no script runs, nothing is requested, nothing overflows. Wants
 * a built dist.
 *
 *   node tools/browser-hostile.mjs [SEED…]
 *
 * Without seeds a few of its own; each takes some seconds.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const seeds = process.argv.length > 2 ? process.argv.slice(2) : ["1", "2", "3", "4"];
const folder = mkdtempSync(join(tmpdir(), "mailmortem-hostile-"));
const always = ["--tz", "UTC", "--year", "2026", "--now", "2026-02-01", "--quiet"];
const run = (...args) => spawnSync(process.execPath, args, { stdio: "inherit", cwd: root }).status ?? 1;
const logsIn = (place) =>
  readdirSync(place)
    .filter((name) => name.endsWith("log"))
    .map((name) => join(place, name));

/** The report of a folder's logs as a page; what was made is looked at in the end. */
const pages = [];
function make(place, mode, name) {
  const page = join(folder, name);
  pages.push(page);
  const command = [join(root, "dist", "cli", "main.js"), "report", ...logsIn(place), ...always, "--mode", mode];
  return run(...command, "-o", page) === 0;
}

try {
  const generated = join(folder, "logs");
  const isMade =
    run("--import", "tsx", join(root, "tools", "hostile-logs.ts"), generated, ...seeds) === 0 &&
    ["intervention", "postmortem", "summary"].every((mode) =>
      make(join(root, "fixtures", "hostile"), mode, `${mode}.html`),
    ) &&
    seeds.every((seed) => make(join(generated, seed), "intervention", `seed-${seed}.html`));
  process.exitCode = isMade ? run(join(root, "tools", "browser-check.mjs"), ...pages) : 1;
} finally {
  rmSync(folder, { recursive: true });
}
