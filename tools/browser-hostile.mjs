/**
 * Reports of the hostile logs of fixtures/hostile, in the three modes, looked at in headless Chromium as tools/browser-check.mjs
 * looks at any page: no script runs, nothing is requested, nothing overflows. Wants a built dist.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const hostile = join(root, "fixtures", "hostile");
const logs = readdirSync(hostile)
  .filter((name) => name.endsWith(".log"))
  .map((name) => join(hostile, name));
const folder = mkdtempSync(join(tmpdir(), "mailmortem-hostile-"));
const run = (...args) => spawnSync(process.execPath, args, { stdio: "inherit" }).status ?? 1;

try {
  const pages = ["intervention", "postmortem", "summary"].map((mode) => [mode, join(folder, `${mode}.html`)]);
  const always = ["--tz", "UTC", "--year", "2026", "--now", "2026-02-01", "--quiet"];
  const made = pages.every(
    ([mode, page]) =>
      run(join(root, "dist", "cli", "main.js"), "report", ...logs, ...always, "--mode", mode, "-o", page) === 0,
  );
  process.exitCode = made ? run(join(root, "tools", "browser-check.mjs"), ...pages.map(([, page]) => page)) : 1;
} finally {
  rmSync(folder, { recursive: true });
}
